/** The services as they run together on one machine; used by `npm start`, the demo, the tests and the benchmarks. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type ServiceName, services } from '../services/registry.ts';
import { buildPrograms } from './build.ts';
import {
  behindTheEdge,
  type EdgeOptions,
  edgeEnvironment,
  edgeProgram,
  tablesEnvironment,
  tablesProgram,
} from './edge/edge-programs.ts';
import { readinessPath } from './edge/readiness-path.ts';
import {
  type Environment,
  environmentOf,
  type PlatformSettings,
  type ProgramName,
  testProvider,
  testProviderEnvironment,
} from './platform-environment.ts';
import type { Exit } from './processes/launch.ts';
import type { RunLedger } from './processes/run-ledger.ts';
import { projectRoot } from './project-paths.ts';
import { type SqsPlace, senderEnvironment, workerEnvironment, workerProgram } from './sqs/sqs-programs.ts';
import { createSupervisor, type Program, type Supervisor } from './supervisor.ts';

export interface PlatformOptions {
  readonly settings: PlatformSettings;
  readonly ledger: RunLedger;
  readonly logFolder: string;
  /** Inside the project; deleted when the run ends. */
  readonly buildFolder: string;
  /** What stands at the addresses in `settings.kafkaBrokers`; default Kafka. */
  readonly eventLog?: 'kafka' | 'redis-streams';
  /** The services to run; default all that exist. */
  readonly only?: readonly ServiceName[];
  /** Puts the edge with the waiting room in front, as production has it; default no. */
  readonly edge?: EdgeOptions;
  /** The FIFO queue; with it ticket and queue send to it, and the ticket worker runs beside ticket. Default none. */
  readonly sqs?: SqsPlace;
  /** Added to the environment of single programs, or of all (`all`). */
  readonly env?: Readonly<Partial<Record<ProgramName | 'all', Environment>>>;
  readonly onCrash?: (name: string, exit: Exit, lastLines: readonly string[]) => void;
  readonly say?: (line: string) => void;
}

const entryOf = (name: ServiceName): string => `services/${name}/server.ts`;
const providerEntry = 'services/payment/test-provider/server.ts';

/** Services that have been written; the registry also knows those that are still to come. */
export function existingServices(): ServiceName[] {
  return services.map(({ name }) => name).filter((name) => existsSync(path.join(projectRoot, entryOf(name))));
}

/** Started all at once, stopped from the end of this list: first who lets requests in, last who others depend on. */
const stopLast: readonly ProgramName[] = [
  tablesProgram.name,
  testProvider.name,
  'auth',
  'catalog',
  'community',
  'stats',
  'ticket',
  workerProgram.name,
  'payment',
];
const stopFirst: readonly ProgramName[] = ['queue', 'gateway', 'frontend', edgeProgram.name];

/**
 * Bundles the services and makes their supervisor; nothing runs yet.
 * @throws Error when a source does not compile
 */
export async function createPlatform(options: PlatformOptions): Promise<Supervisor> {
  const { only = existingServices(), env = {}, edge, sqs, buildFolder } = options;
  const chosen = services.filter(({ name }) => only.includes(name));
  const withProvider = only.includes('payment');
  const entries: Record<string, string> = withProvider ? { [testProvider.name]: providerEntry } : {};
  for (const { name } of chosen) entries[name] = entryOf(name);
  const withWorker = sqs !== undefined && only.includes('ticket');
  if (withWorker) entries[workerProgram.name] = workerProgram.entry;
  if (edge) for (const { name, entry } of [tablesProgram, edgeProgram]) entries[name] = entry;
  options.ledger.addFolder(buildFolder);
  const bundleOf = await buildPrograms(entries, buildFolder, options.eventLog);
  const existing = existingServices();
  const absent = services.map(({ name }) => name).filter((name) => !existing.includes(name));
  const settings = { ...options.settings, absent };

  const program = (name: ProgramName, own: Environment, readiness: string): Program => ({
    name,
    bundle: bundleOf(name),
    port: settings.portOf(name),
    env: { ...own, ...env.all, ...env[name] },
    readinessPath: readiness,
  });
  const programs = chosen.map((each) => {
    const atTheEdge = edge ? behindTheEdge(each.name, settings, edge) : {};
    const withQueue = sqs ? senderEnvironment(each.name, sqs) : {};
    const own = { ...environmentOf(each, settings), ...withQueue, ...atTheEdge };
    return program(each.name, own, '/actuator/health/readiness');
  });
  if (edge) {
    programs.push(program(tablesProgram.name, tablesEnvironment(settings, edge), '/'));
    programs.push(program(edgeProgram.name, edgeEnvironment(settings, edge, buildFolder), readinessPath));
  }
  if (withWorker) programs.push(program(workerProgram.name, workerEnvironment(settings, sqs), '/'));
  if (withProvider) programs.push(program(testProvider.name, testProviderEnvironment(settings), '/health'));

  const order: readonly string[] = [...stopLast, ...stopFirst];
  return createSupervisor({
    programs: programs.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name)),
    ledger: options.ledger,
    logFolder: options.logFolder,
    ...(options.onCrash && { onCrash: options.onCrash }),
    ...(options.say && { say: options.say }),
  });
}
