import { randomUUID } from 'node:crypto';
import { redis as sharedRedis } from '../../../test/engines/redis.ts';
import { createLogger } from '../../shared/logging/logger.ts';
import { createRedis, type RedisClient } from '../../shared/redis/redis-client.ts';
import { createLine, type LineSettings, type Tier1Place } from '../line/line-repository.ts';
import { createRedisGuard } from '../line/redis-guard.ts';

/** A database of its own, so that these tests share nothing with others on the same server. */
const database = 7;

const testSettings: LineSettings = {
  threshold: 50,
  admissionMs: 600_000,
  admissionCapMs: 1_200_000,
  claimMs: 120_000,
  heartbeatTimeoutMs: 600_000,
  intervalMs: 1_000,
  batch: 100,
  leaseMs: 4_000,
};

/** These tests send thousands of commands at once on busy machines; what the guard does has tests of its own. */
const patient = createRedisGuard({ timeoutMs: 60_000, failures: 1, trialMs: 0 });

/** URL of the test database on the real Redis of this test run. */
export async function testRedisUrl(): Promise<string> {
  const { url } = await sharedRedis();
  return `${url.replace(/\/\d*$/, '')}/${database}`;
}

/** A client of the test database that is ready. */
export async function testRedis(): Promise<RedisClient> {
  const client = createRedis({
    url: await testRedisUrl(),
    logger: createLogger({ service: 'queue-test', level: 'silent' }),
  });
  while (!client.isReady) await new Promise((resolve) => setImmediate(resolve));
  return client;
}

/** A line for one event, on a clock that stands still until it is told. */
export function testLine(redis: RedisClient, changes: Partial<LineSettings> = {}) {
  const event = randomUUID();
  const settings = { ...testSettings, ...changes };
  let now = 1_750_000_000_000;
  const clock = () => now;
  const line = createLine(redis, settings, clock, patient);
  const pass = (ms: number) => {
    now += ms;
  };
  return {
    event,
    line,
    now: clock,
    pass,
    /** The same line as another replica with other settings would see it. */
    replica: (client: RedisClient, others: Partial<LineSettings> = {}) =>
      createLine(client, { ...settings, ...others }, clock, patient),
    join: (person: string, tier1?: Tier1Place) => line.join(event, person, tier1),
    visit: (person: string) => line.visit(event, person),
    leave: (person: string) => line.leave(event, person),
    tick: (owner = 'replica') => line.tick(event, owner),
    /** Time goes by in steps in which the admission job runs, as it does in reality. */
    async passTicking(ms: number, step = 10_000) {
      for (let passed = 0; passed < ms; passed += step) {
        pass(Math.min(step, ms - passed));
        await line.tick(event, 'replica');
      }
    },
  };
}

/** Joins people one after the other; places follow the order. */
export async function joinAll(join: (person: string) => Promise<unknown>, people: readonly string[]) {
  // Commands of one connection are served in the order in which they were sent.
  for (let from = 0; from < people.length; from += 1_000)
    await Promise.all(people.slice(from, from + 1_000).map((person) => join(person)));
}

export const crowd = (count: number) => Array.from({ length: count }, (_, i) => `person-${i}`);
