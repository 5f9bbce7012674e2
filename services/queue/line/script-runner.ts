import { createHash } from 'node:crypto';
import type { RedisClient } from '../../shared/redis/redis-client.ts';
import type { RedisGuard } from './redis-guard.ts';

/**
 * Runs Lua scripts by their digest and sends the text only to a server that does not know it (a restarted one, a
 * new primary).
 */
export function createScriptRunner(redis: Pick<RedisClient, 'sendCommand'>, guard: RedisGuard) {
  const digests = new Map<string, string>();

  function digestOf(script: string): string {
    const known = digests.get(script);
    if (known !== undefined) return known;
    const digest = createHash('sha1').update(script).digest('hex');
    digests.set(script, digest);
    return digest;
  }

  return (script: string, keys: readonly string[], values: readonly (string | Buffer)[]): Promise<unknown> =>
    guard(async () => {
      const rest = [String(keys.length), ...keys, ...values];
      try {
        return await redis.sendCommand(['EVALSHA', digestOf(script), ...rest]);
      } catch (error) {
        if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
        return redis.sendCommand(['EVAL', script, ...rest]);
      }
    });
}
