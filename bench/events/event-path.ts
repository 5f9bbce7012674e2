import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import kafkajs from 'kafkajs';
import pg from 'pg';
import { kafka } from '../../test/engines/kafka.ts';
import { freshDatabase } from '../../test/engines/postgres.ts';

const topic = 'payment-events';
const accounts = 1_000;

/** A database and a consumer group of its own; a fresh one per round, so that rounds do not share dead rows. */
export interface EventPath {
  readonly pool: pg.Pool;
  readonly topic: string;
  readonly brokers: readonly string[];
  /** Starts the process that relays and consumes; resolves when it does. */
  startWorker(): Promise<void>;
  /** kill -9. */
  killWorker(): Promise<void>;
  /** Effects so far, cheaply. */
  effects(): Promise<number>;
  /** Waits until that many effects stand. */
  untilEffects(count: number): Promise<void>;
  /** Distinct events with an effect, and effects in all. */
  tally(): Promise<{ distinct: number; total: number }>;
  close(): Promise<void>;
}

/** Opens a path on the engines of this process; the worker is not started yet. */
export async function openEventPath(): Promise<EventPath> {
  const { brokers } = await kafka();
  const database = await freshDatabase('payment_db');
  const pool = new pg.Pool({ connectionString: database.url(), max: 20 });
  // The database is dropped while the last connections are still closing.
  pool.on('error', () => undefined);
  await pool.query('CREATE TABLE effects (n bigserial, event_id uuid, account int)');
  const env = {
    ...process.env,
    DATABASE_URL: database.url(),
    KAFKA_BROKERS: brokers.join(','),
    TOPIC: topic,
    GROUP: `bench-${randomUUID()}`,
    RELAY: 'true',
  };
  await skipWhatIsThere(brokers, env.GROUP);
  let worker: ChildProcess | undefined;

  const path: EventPath = {
    pool,
    topic,
    brokers,
    async startWorker() {
      worker = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), { env, execArgv: ['--import=tsx'] });
      await once(worker, 'message');
    },
    async killWorker() {
      if (!worker || worker.exitCode !== null) return;
      worker.kill('SIGKILL');
      await once(worker, 'exit');
    },
    async effects() {
      const { rows } = await pool.query<{ n: string }>(
        'SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS n FROM effects_n_seq',
      );
      return Number(rows[0]?.n);
    },
    async untilEffects(count) {
      while ((await path.effects()) < count) await sleep(20);
    },
    async tally() {
      const { rows } = await pool.query<{ distinct: string; total: string }>(
        'SELECT count(DISTINCT event_id) AS distinct, count(*) AS total FROM effects',
      );
      return { distinct: Number(rows[0]?.distinct), total: Number(rows[0]?.total) };
    },
    async close() {
      await path.killWorker();
      await pool.end();
      await database.drop();
    },
  };
  return path;
}

/** The topic keeps the events of earlier rounds: a new group begins behind them. */
async function skipWhatIsThere(brokers: readonly string[], groupId: string): Promise<void> {
  const admin = new kafkajs.Kafka({ brokers: [...brokers], logLevel: kafkajs.logLevel.NOTHING }).admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets(topic);
  await admin.setOffsets({
    groupId,
    topic,
    partitions: offsets.map(({ partition, high }) => ({ partition, offset: high })),
  });
  await admin.disconnect();
}

/** Puts `count` events into the outbox at once, as if the business had just written them. */
export async function fillOutbox({ pool, topic: name }: EventPath, count: number): Promise<void> {
  await pool.query(
    `INSERT INTO outbox (event_id, topic, key, payload)
     SELECT id, $1, (n % $3)::text, jsonb_build_object('id', id, 'type', 'COUNTED', 'account', n % $3)
     FROM (SELECT gen_random_uuid() AS id, n FROM generate_series(1, $2::int) AS n) AS made`,
    [name, count, accounts],
  );
}

export const newEvent = (n: number) => ({ id: randomUUID(), type: 'COUNTED', account: n % accounts });
