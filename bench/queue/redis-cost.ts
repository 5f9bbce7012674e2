import type { RedisClient } from '../../services/shared/redis/redis-client.ts';

/** Bytes that Redis has allocated. */
export async function usedMemory(redis: RedisClient): Promise<number> {
  return Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]);
}

/** The version of the server, for the report. */
export async function redisVersion(redis: RedisClient): Promise<string> {
  return /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? 'of unknown version';
}

/**
 * Microseconds of CPU of the server's one serving thread per call while `work` makes that many: this, not the client's
 * wait, is what bounds a sale, and it does not grow when the machine has other things to do.
 */
export async function serverCost(redis: RedisClient, calls: number, work: () => Promise<unknown>): Promise<number> {
  const before = await cpuSeconds(redis);
  await work();
  return (((await cpuSeconds(redis)) - before) * 1e6) / calls;
}

async function cpuSeconds(redis: RedisClient): Promise<number> {
  const info = await redis.info('cpu');
  const parts = ['user', 'sys'].map((kind) => new RegExp(`used_cpu_${kind}_main_thread:([\\d.]+)`).exec(info)?.[1]);
  return parts.reduce((sum, part) => sum + Number(part), 0);
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
