import type { RedisClient } from '../../services/shared/redis/redis-client.ts';

/** Bytes that Redis has allocated. */
export async function usedMemory(redis: RedisClient): Promise<number> {
  return Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]);
}

export async function redisVersion(redis: RedisClient): Promise<string> {
  return /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? 'of unknown version';
}

/**
 * Microseconds of the server per script call while `work` runs: Redis has one thread, so this, not the client's wait,
 * is what bounds a sale.
 */
export async function scriptCost(redis: RedisClient, work: () => Promise<unknown>): Promise<number> {
  await redis.configResetStat();
  await work();
  const found = /cmdstat_evalsha:calls=\d+,usec=\d+,usec_per_call=([\d.]+)/.exec(await redis.info('commandstats'));
  return Number(found?.[1]);
}

/** Runs `call` for 0 to count - 1, so many at once on one connection. */
export async function inFlight(count: number, atOnce: number, call: (index: number) => Promise<unknown>) {
  for (let from = 0; from < count; from += atOnce) {
    await Promise.all(Array.from({ length: Math.min(atOnce, count - from) }, (_, i) => call(from + i)));
  }
}

/** The 99th percentile of the client's wait in ms, with a few calls under way at a time. */
export async function waitP99(count: number, call: (index: number) => Promise<unknown>): Promise<number> {
  const waits: number[] = [];
  await inFlight(count, 8, async (index) => {
    const begin = performance.now();
    await call(index);
    waits.push(performance.now() - begin);
  });
  return waits.sort((a, b) => a - b)[Math.floor(count * 0.99)] ?? Number.NaN;
}
