import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { createClient } from 'redis';
import { RedisWindows } from '../services/gateway/rate-limit/redis-windows.ts';
import { createLogger } from '../services/shared/logging/logger.ts';
import { closeRedis, createRedis, type RedisClient } from '../services/shared/redis/redis-client.ts';
import { redis as sharedRedis } from '../test/engines/redis.ts';
import type { BenchRow } from './bench-row.ts';
import { interleave, ratioRow } from './measure.ts';
import { createSortedSetWindow } from './rate-limit/sorted-set-window.ts';

export const about =
  'counting one request against a limit: ours against a sorted set per client and rate-limiter-flexible, 10,000 clients';

const CLIENTS = 10_000;
const ROUNDS = 7;
const TAKES = 40_000;
const AT_ONCE = 200;
const LIMIT = 100;
const OURS = 'ours';
const AGAIN = 'itself';

type Take = (client: string) => Promise<unknown>;

/** Needs Redis only; about a minute. */
export async function run(say: (line: string) => void): Promise<BenchRow[]> {
  const { url } = await sharedRedis();
  const redis = createRedis({ url, logger: createLogger({ service: 'bench', level: 'warn' }) });
  const peerClient = createClient({ url, commandOptions: { timeout: 0 } });
  await peerClient.connect();
  while (!redis.isReady) await sleep(10);
  const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? 'unknown';
  const sortedSet = `sorted set per client, one script, Redis ${version}`;
  const flexible = `rate-limiter-flexible ${versionOf('rate-limiter-flexible')} (fixed window), Redis ${version}`;

  const windows = new RedisWindows(redis, 10_000);
  const plain = createSortedSetWindow(redis);
  const limiter = new RateLimiterRedis({
    storeClient: peerClient,
    useRedisPackage: true,
    points: LIMIT,
    duration: 60,
    keyPrefix: 'flexible',
  });
  const takes: Readonly<Record<string, Take>> = {
    [OURS]: (client) => windows.take('GENERAL', client, LIMIT),
    [sortedSet]: (client) => plain(client, LIMIT),
    [flexible]: (client) => limiter.consume(client).catch((refusal: unknown) => refusal),
    [AGAIN]: (client) => windows.take('GENERAL', client, LIMIT),
  };
  try {
    const bytes = await bytesPerClient(redis, takes, [OURS, sortedSet, flexible], say);
    const perServerSecond = new Map<string, number[]>(Object.keys(takes).map((name) => [name, []]));
    const contenders = Object.entries(takes).map(([name, take]) => ({
      name,
      async measure() {
        await redis.sendCommand(['CONFIG', 'RESETSTAT']);
        const rate = await takesPerSecond(take);
        perServerSecond.get(name)?.push(TAKES / (await scriptSeconds(redis)));
        return rate;
      },
    }));
    for (const { name, measure } of contenders) {
      await measure();
      perServerSecond.set(name, []);
    }
    const figures = await interleave(contenders, ROUNDS, say);
    const what = `take, ${AT_ONCE} at once`;
    const row = (peer: string, reach: number | null) => ratioRow(figures, { case: what, ours: OURS, peer, reach });
    const byRedisTime = [sortedSet, flexible].map((peer) =>
      ratioRow(perServerSecond, { case: "takes per second of Redis' own time", ours: OURS, peer, reach: null }),
    );
    return [row(sortedSet, 2), row(flexible, null), row(AGAIN, null), ...byRedisTime, ...memoryRows(bytes)];
  } finally {
    await redis.flushAll();
    await closeRedis(redis);
    await peerClient.close();
  }
}

async function takesPerSecond(take: Take): Promise<number> {
  const started = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < TAKES) {
        next += 1;
        await take(clientName(next % CLIENTS));
      }
    }),
  );
  return (TAKES / (performance.now() - started)) * 1000;
}

/** How long Redis has worked on scripts and on what rate-limiter-flexible sends besides, since its figures were reset. */
async function scriptSeconds(redis: RedisClient): Promise<number> {
  const lines = (await redis.info('commandstats')).matchAll(/cmdstat_(?:eval|evalsha):calls=\d+,usec=(\d+)/g);
  return [...lines].reduce((sum, [, microseconds]) => sum + Number(microseconds), 0) / 1_000_000;
}

/** Memory that Redis needs for a client that came three times, by contender. */
async function bytesPerClient(
  redis: RedisClient,
  takes: Readonly<Record<string, Take>>,
  names: readonly string[],
  say: (line: string) => void,
): Promise<ReadonlyMap<string, number>> {
  const bytes = new Map<string, number>();
  for (const name of names) {
    await redis.flushAll();
    const before = await usedMemory(redis);
    for (let client = 0; client < CLIENTS; client += 100) {
      for (let time = 0; time < 3; time += 1) {
        await Promise.all(Array.from({ length: 100 }, async (_, i) => takes[name]?.(clientName(client + i))));
      }
    }
    bytes.set(name, ((await usedMemory(redis)) - before) / CLIENTS);
    say(`${name}: ${Math.round(bytes.get(name) ?? 0)} bytes per client`);
  }
  await redis.flushAll();
  return bytes;
}

/** More is better in every row: so our bytes stand as the share of the 100 allowed that is left unused, and as ratios. */
function memoryRows(bytes: ReadonlyMap<string, number>): BenchRow[] {
  const ours = bytes.get(OURS) ?? Number.NaN;
  const single = (what: string, peer: string, ratio: number, reach: number | null): BenchRow => ({
    case: what,
    peer,
    ratio,
    low: ratio,
    high: ratio,
    reach,
    unit: 'x',
  });
  return [
    single(`bytes per client (ours ${Math.round(ours)}): times below 100`, 'limit', 100 / ours, 1),
    ...[...bytes]
      .filter(([name]) => name !== OURS)
      .map(([name, theirs]) => single(`bytes per client (theirs ${Math.round(theirs)})`, name, theirs / ours, null)),
  ];
}

async function usedMemory(redis: RedisClient): Promise<number> {
  return Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]);
}

// As the gateway names a signed-in user: 16 bytes in 22 letters.
function clientName(index: number): string {
  return `user:${Buffer.from(String(index).padStart(16, '0')).toString('base64url')}`;
}

function versionOf(name: string): string {
  const manifest: unknown = createRequire(import.meta.url)(`${name}/package.json`);
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
}
