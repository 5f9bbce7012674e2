/** The whole platform for one integration test or for all of them: real engines, fresh databases, services as `npm start` runs them. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import type { EngineOptions } from '../../local/engines/engine-options.ts';
import { type EventLogEngine, startEventLog } from '../../local/engines/event-log.ts';
import { type RedisEngine, startRedis } from '../../local/engines/redis.ts';
import { type SqsEngine, startSqs } from '../../local/engines/sqs.ts';
import { createPlatform, existingServices } from '../../local/platform.ts';
import { type Environment, type ProgramName, testProvider, urlOfPort } from '../../local/platform-environment.ts';
import { freePorts } from '../../local/ports.ts';
import { localPath } from '../../local/project-paths.ts';
import { generateSecrets, type Secrets } from '../../local/secrets.ts';
import type { Supervisor } from '../../local/supervisor.ts';
import { type Database, databases } from '../../prisma/databases.ts';
import { seedTicketDatabase } from '../../prisma/seed/seed-ticket-database.ts';
import { type ServiceName, services } from '../../services/registry.ts';
import { recordingEnvironment } from '../endpoints/request-record.ts';
import { type FreshDatabase, freshDatabase } from '../engines/postgres.ts';
import { oncePerProcess, stopAfterAllTests } from '../engines/process-wide.ts';
import { testEngineOptions, testRun } from '../engines/test-run.ts';

export interface TestPlatformOptions {
  /** Added to the environment of single programs, or of every one (`all`). */
  readonly env?: Readonly<Partial<Record<ProgramName | 'all', Environment>>>;
  /** The services to run; default all that exist. The others have addresses at which nobody answers. */
  readonly only?: readonly ServiceName[];
  /** Puts the edge with the waiting room in front (local/edge); default false. */
  readonly edge?: boolean;
  /** Whether bookings may go through the FIFO queue, with the ticket worker behind it; default false. */
  readonly sqs?: boolean;
  /** Whether ticket_db has the seed data; default true. */
  readonly seed?: boolean;
}

export interface TestPlatform {
  /** http://127.0.0.1:<port> by program name; `urls.gateway` is the front door. */
  readonly urls: Readonly<Record<ProgramName, string>>;
  /** Kills, restarts and inspects single services. */
  readonly supervisor: Supervisor;
  /** A pool of the owner of a database: may see and change everything. */
  readonly sql: (database: Database) => pg.Pool;
  readonly redis: RedisEngine;
  /** Runs only when one of the services talks to it. */
  readonly kafka: EventLogEngine;
  /** The FIFO queue, where it was asked for. */
  readonly sqs: SqsEngine | undefined;
  /** Starts the stopped engine again on the same port with the same data. */
  readonly restartKafka: () => Promise<void>;
  readonly restartRedis: () => Promise<void>;
  readonly secrets: Secrets;
  readonly logFolder: string;
  /** Ends the services and this platform's Redis and Kafka. Happens after all tests by itself. */
  readonly stop: () => Promise<void>;
}

async function freshDatabases(): Promise<Record<Database, FreshDatabase>> {
  const made = await Promise.all(databases.map(async (name) => [name, await freshDatabase(name)] as const));
  return Object.fromEntries(made) as Record<Database, FreshDatabase>;
}

/** Rate limits of a minute would be spent in the first second of a test; tests of the limits set their own. */
const withoutRateLimits: Environment = {
  RATE_LIMIT_AUTH_RPM: '1000000',
  RATE_LIMIT_QUEUE_RPM: '1000000',
  RATE_LIMIT_BOOKING_RPM: '1000000',
  RATE_LIMIT_GENERAL_RPM: '1000000',
};

/** Silent unless something is wrong, and quick to look for work: nobody waits 30 s for an expiry in a test. */
const testEnvironment: Environment = { LOG_LEVEL: 'warn' };

/** Stands for Kafka where none of the services talks to it; a JVM is dear. */
const noKafka: EventLogEngine = {
  kind: 'kafka',
  brokers: ['127.0.0.1:1'],
  how: 'none: no service needs it',
  ours: false,
  stop: () => Promise.resolve(),
};

/**
 * Starts a platform of its own: own databases, own Redis, own Kafka (two platforms on one Kafka would share consumer
 * groups). Takes 3 to 10 s; prefer `sharedPlatform` unless the test breaks something or needs other settings.
 */
export async function platform(options: TestPlatformOptions = {}): Promise<TestPlatform> {
  const { env = {}, only = existingServices(), seed = true, edge = false } = options;
  const { ledger, folder } = await testRun();
  const id = randomUUID().slice(0, 8);
  const home = path.join(folder, `platform-${id}`);
  const ownFolders = async (): Promise<EngineOptions> => ({
    ...(await testEngineOptions()),
    dataFolder: path.join(home, 'data'),
    logFolder: path.join(home, 'logs'),
  });
  const [redisOptions, kafkaOptions] = [await ownFolders(), await ownFolders()];
  // What fails comes again after seconds, not after five minutes; a busy machine needs some for a batch.
  const sqs = options.sqs ? await startSqs(await ownFolders(), { visibilitySeconds: 5 }) : undefined;
  const startingRedis = startRedis(redisOptions);
  const redisUrl = startingRedis.then(({ url }) => url);
  const needsKafka = services.some(
    ({ name, produces, consumes }) => only.includes(name) && produces.length + consumes.length > 0,
  );
  const [fresh, redis, kafka] = await Promise.all([
    freshDatabases(),
    startingRedis,
    needsKafka ? startEventLog(kafkaOptions, redisUrl) : noKafka,
  ]);

  const pools = new Map<Database, pg.Pool>();
  const sql = (database: Database): pg.Pool => {
    const known = pools.get(database);
    if (known) return known;
    const pool = new pg.Pool({ connectionString: fresh[database].url(), max: 10 });
    // A test may stop the server; the pool's next query says so.
    pool.on('error', () => undefined);
    pools.set(database, pool);
    return pool;
  };
  if (seed) await seedTicketDatabase(sql('ticket_db'), () => new Date());

  const others: ProgramName[] = [testProvider.name, 'ticket-worker', 'edge', 'waiting-room-tables'];
  const names: ProgramName[] = [...services.map(({ name }) => name), ...others];
  const ports = await freePorts(names.length);
  const portOf = (name: ProgramName): number => ports[names.indexOf(name)]!;
  const secrets = generateSecrets();
  const supervisor = await createPlatform({
    settings: {
      secrets,
      portOf,
      databaseUrlOf: ({ database }) => (database ? fresh[database.name].url(database.role) : ''),
      redisUrl: redis.url,
      kafkaBrokers: kafka.brokers,
      nodeEnv: 'test',
    },
    eventLog: kafka.kind,
    ...(sqs && { sqs }),
    ledger,
    logFolder: path.join(home, 'logs'),
    buildFolder: localPath('build', `test-${process.pid}-${id}`),
    only,
    ...(edge ? { edge: { dataFolder: path.join(home, 'edge'), durable: false } } : {}),
    env: {
      ...env,
      all: { ...testEnvironment, ...recordingEnvironment(), ...env.all },
      gateway: { ...withoutRateLimits, ...env.gateway },
    },
    onCrash: (name, exit, lines) => console.error(`${name} ended with ${JSON.stringify(exit)}:\n${lines.join('\n')}`),
  });

  let stopped: Promise<void> | null = null;
  const engines = { redis, kafka };
  async function stopNow(): Promise<void> {
    // All data is thrown away, so nobody needs to leave in order; orderly stops have tests of their own.
    await Promise.all(supervisor.names.map((name) => supervisor.kill(name)));
    await Promise.all([...pools.values()].map((pool) => pool.end()));
    await Promise.all([engines.redis.stop(), engines.kafka.stop(), sqs?.stop()]);
  }
  const stop = () => {
    stopped ??= stopNow();
    return stopped;
  };
  stopAfterAllTests(stop);
  await supervisor.startAll();
  return {
    urls: Object.fromEntries(names.map((name) => [name, urlOfPort(portOf(name))])) as Record<ProgramName, string>,
    supervisor,
    sql,
    // Getters: after a restart it is another engine that a test stops.
    get redis() {
      return engines.redis;
    },
    get kafka() {
      return engines.kafka;
    },
    async restartKafka() {
      engines.kafka = await startEventLog(kafkaOptions, redisUrl);
    },
    async restartRedis() {
      engines.redis = await startRedis(redisOptions);
    },
    secrets,
    sqs,
    logFolder: path.join(home, 'logs'),
    stop,
  };
}

/** The platform that tests share; each test works with people and events of its own, so that none sees another's. */
export function sharedPlatform(): Promise<TestPlatform> {
  return oncePerProcess('platform', () => platform());
}
