/** The services as they run together on one machine; used by `npm start`, the demo, the tests and the benchmarks. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type ServiceName, services } from '../services/registry.ts';
import { buildPrograms } from './build.ts';
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
  testProvider.name,
  'auth',
  'catalog',
  'community',
  'stats',
  'ticket',
  'payment',
];
const stopFirst: readonly ProgramName[] = ['queue', 'gateway', 'frontend'];

/**
 * Bundles the services and makes their supervisor; nothing runs yet.
 * @throws Error when a source does not compile
 */
export async function createPlatform(options: PlatformOptions): Promise<Supervisor> {
  const { settings, only = existingServices(), env = {} } = options;
  const chosen = services.filter(({ name }) => only.includes(name));
  const withProvider = only.includes('payment');
  const entries: Record<string, string> = withProvider ? { [testProvider.name]: providerEntry } : {};
  for (const { name } of chosen) entries[name] = entryOf(name);
  options.ledger.addFolder(options.buildFolder);
  const bundleOf = await buildPrograms(entries, options.buildFolder, options.eventLog);

  const program = (name: ProgramName, own: Environment, readinessPath: string): Program => ({
    name,
    bundle: bundleOf(name),
    port: settings.portOf(name),
    env: { ...own, ...env.all, ...env[name] },
    readinessPath,
  });
  const existing = existingServices();
  const absent = services.map(({ name }) => name).filter((name) => !existing.includes(name));
  const programs = chosen.map((each) =>
    program(each.name, environmentOf(each, { ...settings, absent }), '/actuator/health/readiness'),
  );
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
