import type { RedisClient } from '../../shared/redis/redis-client.ts';
import type { AttemptCounter } from './attempt-counter.ts';

// The rule of lockout-policy.ts as one atomic step; the same test runs against both.
const countScript = `
local found = redis.call('HMGET', KEYS[1], 'count', 'until')
local count, lockedUntil = tonumber(found[1]) or 0, tonumber(found[2]) or 0
local now, free, first = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local longest, forget = tonumber(ARGV[4]), tonumber(ARGV[5])
if now < lockedUntil then return lockedUntil - now end
count, lockedUntil = count + 1, 0
if count >= free then lockedUntil = now + math.min(first * 2 ^ math.min(count - free, 20), longest) end
redis.call('HSET', KEYS[1], 'count', count, 'until', string.format('%d', lockedUntil))
redis.call('PEXPIRE', KEYS[1], forget)
return 0`;

const takeBackScript = `
local count = tonumber(redis.call('HGET', KEYS[1], 'count'))
if not count then return 0 end
count = math.max(0, count - 1)
redis.call('HSET', KEYS[1], 'count', count)
if count < tonumber(ARGV[1]) then redis.call('HDEL', KEYS[1], 'until') end
return 0`;

/** Attempts of all replicas together. Keys stand below `auth:attempts:` and `auth:trusted:`, and expire by themselves. */
export function createRedisAttemptCounter(redis: Pick<RedisClient, 'eval' | 'del' | 'exists' | 'set'>): AttemptCounter {
  const at = (key: string) => `auth:attempts:${key}`;
  const trustedAt = (key: string) => `auth:trusted:${key}`;
  return {
    async count(key, { freeAttempts, firstLockMs, longestLockMs, forgetAfterMs }, nowMs) {
      const numbers = [nowMs, freeAttempts, firstLockMs, longestLockMs, forgetAfterMs].map(String);
      return Number(await redis.eval(countScript, { keys: [at(key)], arguments: numbers }));
    },
    async takeBack(key, { freeAttempts }) {
      await redis.eval(takeBackScript, { keys: [at(key)], arguments: [String(freeAttempts)] });
    },
    async forget(key) {
      await redis.del(at(key));
    },
    async trust(key, forMs) {
      await redis.set(trustedAt(key), '', { expiration: { type: 'PX', value: forMs } });
    },
    async isTrusted(key) {
      return (await redis.exists(trustedAt(key))) === 1;
    },
  };
}
