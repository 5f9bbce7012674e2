/** The platform as it is deployed: two processes of each service behind one address, so that one may leave at any time. */
import path from 'node:path';
import { existingServices } from '../../local/platform.ts';
import { freePorts } from '../../local/ports.ts';
import { createSupervisor } from '../../local/supervisor.ts';
import { type ServiceName, serviceNamed } from '../../services/registry.ts';
import { testRun } from '../engines/test-run.ts';
import { platform, type TestPlatform } from '../platform/platform.ts';
import { createServiceAddress, type ServiceAddress } from './service-address.ts';

export interface TwoOfEach {
  /** Its urls are those of the addresses. */
  readonly platform: TestPlatform;
  readonly services: readonly ServiceName[];
  /**
   * As a rolling update does it: no new connections, SIGTERM while requests are under way, a new process, connections again.
   * @returns how the process ended
   */
  readonly replace: (service: ServiceName, which: 0 | 1) => Promise<{ readonly code: number | null }>;
  readonly stop: () => Promise<void>;
}

/** The platform with two pods of each service behind one address. */
export async function twoOfEach(): Promise<TwoOfEach> {
  const first = await platform({ env: { payment: { SETTLEMENT_INTERVAL_MS: '500' } } });
  const { ledger } = await testRun();
  const services = existingServices();
  const ports = await freePorts(services.length);
  const addresses = new Map<ServiceName, ServiceAddress>();
  for (const service of services) addresses.set(service, await createServiceAddress());
  const urlOf = (service: ServiceName) => `http://127.0.0.1:${addresses.get(service)!.port}`;
  const envOf = (service: ServiceName) =>
    Object.fromEntries(
      serviceNamed(service).calls.map((callee) => [`${callee.toUpperCase()}_SERVICE_URL`, urlOf(callee)]),
    );

  const second = createSupervisor({
    programs: services.map((service, n) => {
      const program = first.supervisor.programOf(service);
      const port = ports[n]!;
      return { ...program, port, env: { ...program.env, ...envOf(service), PORT: String(port) } };
    }),
    ledger,
    logFolder: path.join(first.logFolder, 'second'),
  });
  const portsOf = (service: ServiceName): [number, number] => [
    first.supervisor.programOf(service).port,
    second.programOf(service).port,
  ];
  for (const service of services) addresses.get(service)!.leadTo(portsOf(service));
  await second.startAll();
  for (const service of services) await first.supervisor.restart(service, { env: envOf(service) });

  return {
    platform: { ...first, urls: { ...first.urls, gateway: urlOf('gateway') } },
    services,
    async replace(service, which) {
      const supervisor = which === 0 ? first.supervisor : second;
      const address = addresses.get(service)!;
      address.leadTo([portsOf(service)[1 - which]!]);
      const ended = supervisor.ended(service);
      await supervisor.stop(service);
      const { code } = await ended;
      await supervisor.start(service);
      address.leadTo(portsOf(service));
      return { code };
    },
    async stop() {
      await second.stopAll();
      await first.stop();
      await Promise.all([...addresses.values()].map((address) => address.close()));
    },
  };
}
