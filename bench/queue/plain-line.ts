import type { RedisClient } from '../../services/shared/redis/redis-client.ts';

/**
 * The peer: the line as plain sorted sets (domain.md 4.2, 4.3), in its best form, one script per call, so that the
 * comparison is about the layout and not about round trips. Members are 36-character user ids.
 */
const visit = `
local queue, active, seen, limit = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local now, person, default, joining = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), ARGV[4] == '1'
local threshold = tonumber(redis.call('GET', limit)) or default
local size, inside = redis.call('ZCARD', queue), redis.call('ZCARD', active)
local expires = tonumber(redis.call('ZSCORE', active, person))
if expires and expires > now then
  redis.call('ZADD', active, now + 600000, person)
  return { 2, 0, size, inside, threshold }
end
local rank = redis.call('ZRANK', queue, person)
if not rank and joining then
  redis.call('ZADD', queue, now, person)
  rank, size = redis.call('ZRANK', queue, person), size + 1
end
if not rank then return { 0, 0, size, inside, threshold } end
redis.call('ZADD', seen, now, person)
return { 1, rank, size, inside, threshold }
`;

const admit = `
local queue, active, seen, limit = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local now, default, batch = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local threshold = tonumber(redis.call('GET', limit)) or default
redis.call('ZREMRANGEBYSCORE', active, '-inf', now)
local free = math.min(threshold - redis.call('ZCARD', active), batch)
if free <= 0 then return 0 end
local next = redis.call('ZPOPMIN', queue, free)
for i = 1, #next, 2 do
  redis.call('ZADD', active, now + 600000, next[i])
  redis.call('ZREM', seen, next[i])
end
return #next / 2
`;

const fillStep = 5_000;

/** @param now epoch ms */
export async function createPlainLine(redis: RedisClient, event: string, now: () => number) {
  const keys = ['queue', 'active', 'seen', 'threshold'].map((name) => `{${event}}:${name}`);
  const [visitSha, admitSha] = await Promise.all([visit, admit].map((text) => redis.scriptLoad(text)));
  const call = (sha: string | undefined, ...values: string[]) =>
    redis.sendCommand(['EVALSHA', sha ?? '', '4', ...keys, ...values]);

  return {
    join: (person: string) => call(visitSha, String(now()), person, '0', '1'),
    visit: (person: string) => call(visitSha, String(now()), person, '0', '0'),
    admit: (threshold: number, batch: number) => call(admitSha, String(now()), String(threshold), String(batch)),
    /** The same state as that many joins one millisecond apart. */
    async fill(count: number, person: (index: number) => string) {
      for (let from = 0; from < count; from += fillStep) {
        const members = Array.from({ length: Math.min(fillStep, count - from) }, (_, i) => ({
          score: now() + from + i,
          value: person(from + i),
        }));
        await Promise.all(keys.filter((_, i) => i === 0 || i === 2).map((key) => redis.zAdd(key, members)));
      }
    },
  };
}
