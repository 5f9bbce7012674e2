import type { Service, ServiceName } from '../../services/registry.ts';
import { mebibytes, millicores } from '../proofs/capacity/pods.ts';
import type { Probe, Probes } from './probes.ts';

/** What is asked about besides the registry. */
export interface Knowledge {
  readonly probesOf: (name: ServiceName) => Probes;
  readonly servedPaths: (name: ServiceName) => readonly string[];
}

const within = (value: unknown, from: number, to: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to;

function sizeFaults({ resources: { cpu, memory } }: Service): string[] {
  const faults: string[] = [];
  if (millicores(cpu.limit) < millicores(cpu.request))
    faults.push(`CPU limit ${cpu.limit} is below the request ${cpu.request}. Raise the limit`);
  if (mebibytes(memory.limit) < mebibytes(memory.request))
    faults.push(`memory limit ${memory.limit} is below the request ${memory.request}. Raise the limit`);
  return faults;
}

function scalingFaults({ scaling, replicas }: Service): string[] {
  if (scaling === null) return [];
  const faults: string[] = [];
  if (scaling.min > scaling.max) faults.push(`scales from ${scaling.min} to ${scaling.max}. Set max to at least min`);
  if (scaling.min !== replicas)
    faults.push(
      `has ${replicas} replicas and scales from ${scaling.min}. Give both one number: the autoscaler decides`,
    );
  if (!within(scaling.cpuPercent, 1, 100)) faults.push(`scales at ${scaling.cpuPercent} % CPU; allowed: 1 to 100`);
  return faults;
}

function probeFaults({ name }: Service, { probesOf, servedPaths }: Knowledge): string[] {
  const served = servedPaths(name);
  const { startup, readiness, liveness } = probesOf(name);
  const probes = { ...(startup === undefined ? {} : { startup }), readiness, liveness };
  return Object.entries<Probe>(probes)
    .filter(([, probe]) => !served.includes(probe.path))
    .map(([kind, { path }]) => `${kind} probe asks ${path}, which it does not serve. It serves ${served.join(', ')}`);
}

function callFaults(service: Service, all: readonly Service[]): string[] {
  const callers = all.filter(({ calls }) => calls.some((callee) => callee === service.name));
  const faults = service.calls.flatMap((callee) => {
    if (callee === service.name) return ['calls itself'];
    return all.some(({ name }) => name === callee) ? [] : [`calls "${callee}", which the registry does not have`];
  });
  // The load balancer calls gateway and front end.
  if (callers.length === 0 && service.name !== 'gateway' && service.name !== 'frontend')
    faults.push('is called by nobody: every connection to it would be refused. Name it in the `calls` of its callers');
  return faults;
}

/** Everything in the registry that could not run, each with the name of the service. */
export function registryFaults(all: readonly Service[], knowledge: Knowledge): string[] {
  return all.flatMap((service) => {
    const twin = all.find((other) => other !== service && other.port === service.port);
    const faults = [
      ...(within(service.port, 1_024, 65_535) ? [] : [`has the port ${service.port}; allowed: 1024 to 65535`]),
      ...(twin === undefined ? [] : [`has port ${service.port}, which ${twin.name} has too`]),
      ...(within(service.replicas, 1, 100) ? [] : [`has ${service.replicas} replicas; allowed: 1 to 100`]),
      ...sizeFaults(service),
      ...scalingFaults(service),
      ...probeFaults(service, knowledge),
      ...callFaults(service, all),
    ];
    return faults.map((fault) => `${service.name} ${fault}`);
  });
}
