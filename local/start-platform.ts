/** What `npm start` does, without the terminal: engines, databases, topics and services, in parallel where possible. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { type ServiceName, services } from '../services/registry.ts';
import { prepareDatabases, serviceDatabaseUrl } from './databases.ts';
import { edgeProgram, tablesProgram } from './edge/edge-programs.ts';
import type { EngineOptions } from './engines/engine-options.ts';
import { startEventLog } from './engines/event-log.ts';
import { startPostgres } from './engines/postgres.ts';
import { startRedis } from './engines/redis.ts';
import { startSqs } from './engines/sqs.ts';
import { findZipkin } from './engines/zipkin.ts';
import { createPlatform, existingServices } from './platform.ts';
import { adminEmail, testProvider } from './platform-environment.ts';
import { type EngineName, enginePorts, portBlock, takenPorts } from './port-block.ts';
import { portTakenMessage } from './ports.ts';
import type { Exit } from './processes/launch.ts';
import type { RunLedger } from './processes/run-ledger.ts';
import { localPath } from './project-paths.ts';
import { loadSecrets } from './secrets.ts';
import { workerProgram } from './sqs/sqs-programs.ts';
import type { StartArguments } from './start-arguments.ts';
import type { StartReport } from './start-report.ts';
import type { StopList } from './stop-list.ts';
import { registerTestAccounts, testAccounts } from './test-accounts.ts';

export interface StartSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly ledger: RunLedger;
  readonly stops: StopList;
  readonly say: (line: string) => void;
  readonly onCrash: (name: string, exit: Exit, lastLines: readonly string[]) => void;
}

/** A sentence for the person; the stack behind it would only hide it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Everything that `--fresh` throws away; downloads stay. */
function emptyData(dataFolder: string, logFolder: string): void {
  for (const folder of [dataFolder, logFolder]) rmSync(folder, { recursive: true, force: true });
  rmSync(localPath('secrets.json'), { force: true });
}

/** The edge stands before the gateway; without one there is nothing to stand before. */
const hasEdge = (only: readonly ServiceName[]): boolean => only.includes('gateway');

async function refuseTakenPorts(only: readonly ServiceName[], shift: number): Promise<void> {
  const block = portBlock(shift);
  const edgePrograms = hasEdge(only) ? [edgeProgram.name, tablesProgram.name] : [];
  const engineNames: EngineName[] = ['postgres', 'redis', 'kafka', 'sqs'];
  const taken = await takenPorts([
    ...only.map((name) => ({ port: block.ofProgram(name), wantedBy: name })),
    ...edgePrograms.map((name) => ({ port: block.ofProgram(name), wantedBy: name })),
    ...(only.includes('ticket') ? [{ port: block.ofProgram(workerProgram.name), wantedBy: workerProgram.name }] : []),
    ...(only.includes('payment') ? [{ port: block.ofProgram(testProvider.name), wantedBy: testProvider.name }] : []),
    ...engineNames.map((name) => ({ port: enginePorts[name] + shift, wantedBy: name })),
  ]);
  if (taken.length > 0) throw new StartError(portTakenMessage(taken));
}

/**
 * @returns what runs, for the report
 * @throws StartError or Error; what has been started until then is in `stops`
 */
export async function startPlatform(given: StartArguments, around: StartSurroundings): Promise<StartReport> {
  const { env, ledger, stops, say, onCrash } = around;
  const startedAt = Date.now();
  const lap = (what: string) => say(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(5)} s  ${what}`);
  const block = portBlock(given.portShift);
  const only = given.only ?? existingServices();
  const suffix = given.portShift === 0 ? '' : `-${given.portShift}`;
  const dataFolder = localPath(`data${suffix}`);
  const logFolder = localPath(`logs${suffix}`);

  await refuseTakenPorts(only, given.portShift);
  if (given.fresh) emptyData(dataFolder, logFolder);
  const secrets = loadSecrets(localPath('secrets.json'));

  const engineOptions = (name: EngineName): EngineOptions => ({
    env,
    port: block.ofEngine(name),
    dataFolder,
    logFolder,
    ledger,
    takeOver: given.portShift === 0,
    durable: true,
    say,
  });
  say('starting PostgreSQL, Redis, Kafka and SQS');
  const startingRedis = startRedis(engineOptions('redis')).then((engine) => {
    if (engine.ours) stops.add('Redis', engine.stop);
    lap(engine.how);
    return engine;
  });
  const [postgres, redis, eventLog, sqs] = await Promise.all([
    startPostgres(engineOptions('postgres')).then(async (engine) => {
      if (engine.ours) stops.add('PostgreSQL', engine.stop);
      lap(engine.how);
      const prepared = await prepareDatabases(engine.adminUrl, secrets.databasePasswords);
      lap(
        `databases: ${prepared.migrations} migrations applied, ${prepared.events} events with ${prepared.seats} seats seeded`,
      );
      return engine;
    }),
    startingRedis,
    startEventLog(
      engineOptions('kafka'),
      startingRedis.then(({ url }) => url),
    ).then((engine) => {
      if (engine.ours) stops.add('Kafka', engine.stop);
      lap(engine.how);
      return engine;
    }),
    startSqs(engineOptions('sqs')).then((engine) => {
      if (engine.ours) stops.add('SQS', engine.stop);
      lap(engine.how);
      return engine;
    }),
  ]);

  if (given.fresh) {
    const kept = [postgres, redis, eventLog, sqs].filter(({ ours }) => !ours).map(({ how }) => how);
    for (const how of kept) say(`--fresh left alone what it did not start: ${how}`);
  }
  const zipkin = await findZipkin(env);
  const supervisor = await createPlatform({
    settings: {
      secrets,
      portOf: block.ofProgram,
      databaseUrlOf: (service) => serviceDatabaseUrl(postgres.adminUrl, secrets.databasePasswords, service),
      redisUrl: redis.url,
      kafkaBrokers: eventLog.brokers,
      nodeEnv: 'development',
      ...(zipkin && { zipkinEndpoint: zipkin.endpoint }),
    },
    eventLog: eventLog.kind,
    ledger,
    logFolder,
    buildFolder: localPath('build', `start${suffix}`),
    ...(hasEdge(only) ? { edge: { dataFolder: path.join(dataFolder, 'edge'), durable: true } } : {}),
    sqs,
    only,
    onCrash,
    say,
  });
  say(`starting ${supervisor.names.join(', ')}`);
  stops.add('the services', supervisor.stopAll);
  await Promise.all(
    supervisor.names.map(async (name) => {
      await supervisor.start(name);
      lap(`${name} is ready`);
    }),
  );

  const buyers = testAccounts(secrets.buyerPassword);
  const gatewayUrl = only.includes('gateway') ? supervisor.urlOf('gateway') : null;
  const canRegister = gatewayUrl !== null && only.includes('auth');
  const complaint = canRegister ? await registerTestAccounts(gatewayUrl, buyers) : null;
  if (complaint) say(complaint);
  return {
    seconds: (Date.now() - startedAt) / 1000,
    engines: [
      { part: 'PostgreSQL', how: postgres.how },
      { part: 'Redis', how: redis.how },
      { part: 'Kafka', how: eventLog.how },
      { part: 'SQS', how: sqs.how },
      ...(zipkin ? [{ part: 'Zipkin', how: zipkin.how }] : []),
    ],
    programs: supervisor.names.map((name) => ({ name, url: supervisor.urlOf(name) })),
    accounts: canRegister
      ? [
          { what: 'the administrator', email: adminEmail, password: secrets.adminPassword },
          ...(complaint ? [] : buyers),
        ]
      : [],
    absent: services.map(({ name }) => name).filter((name) => !only.includes(name)),
    gatewayUrl,
    edgeUrl: hasEdge(only) ? supervisor.urlOf(edgeProgram.name) : null,
    logFolder: path.relative(process.cwd(), logFolder) || logFolder,
  };
}
