import { createHash, randomUUID } from 'node:crypto';
import type { RedisClient } from '../../services/shared/redis/redis-client.ts';

/** The layout of an earlier implementation (domain.md 4.6): one member per request, its time as the score. */
const script = `
local now = tonumber(ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, now - 60000)
redis.call('ZADD', KEYS[1], now, ARGV[2])
local count = redis.call('ZCARD', KEYS[1])
redis.call('EXPIRE', KEYS[1], 61)
if count > tonumber(ARGV[3]) then
  redis.call('ZREM', KEYS[1], ARGV[2])
  return 0
end
return count
`;
const sha = createHash('sha1').update(script).digest('hex');

/** Counts one request of a client; answers its number in the window, 0 when refused. */
export function createSortedSetWindow(redis: RedisClient): (client: string, limit: number) => Promise<unknown> {
  return async (client, limit) => {
    const rest = ['1', `rate:GENERAL:${client}`, String(Date.now()), randomUUID(), String(limit)];
    try {
      return await redis.sendCommand(['EVALSHA', sha, ...rest]);
    } catch {
      return redis.sendCommand(['EVAL', script, ...rest]);
    }
  };
}
