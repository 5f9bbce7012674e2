import { createHash } from 'node:crypto';
import type { RedisClient } from '../../shared/redis/redis-client.ts';

type Argument = string | Buffer;

/**
 * Runs Lua scripts by their digest and sends the text only to a server that does not know it (a restarted one, a
 * new primary).
 */
export function createScriptRunner(redis: Pick<RedisClient, 'sendCommand'>) {
  const digests = new Map<string, string>();

  function digestOf(script: string): string {
    const known = digests.get(script);
    if (known !== undefined) return known;
    const digest = createHash('sha1').update(script).digest('hex');
    digests.set(script, digest);
    return digest;
  }

  return async (script: string, keys: readonly string[], values: readonly Argument[]): Promise<unknown> => {
    const rest = [String(keys.length), ...keys, ...values];
    try {
      return await redis.sendCommand(['EVALSHA', digestOf(script), ...rest]);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return redis.sendCommand(['EVAL', script, ...rest]);
    }
  };
}
