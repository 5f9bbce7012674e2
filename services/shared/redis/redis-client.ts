import { createClient } from 'redis';
import { withRedisFaults } from '../faults/faulty-parts.ts';
import type { Logger } from '../logging/logger.ts';
import { type SilenceLimits, watchForSilence } from './silence-watch.ts';

export type RedisClient = ReturnType<typeof newClient>;

const newClient = (url: string) =>
  createClient({
    url,
    // node-redis 6 puts an abort timer on every command by default, which costs four fifths of its speed (dependencies.md 2).
    commandOptions: { timeout: 0 },
    // While Redis is away commands fail at once: every caller has a way to go on without it (rulings E4, E15).
    disableOfflineQueue: true,
    socket: { connectTimeout: 2_000, reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 2_000) },
  });

export interface RedisOptions {
  readonly url: string;
  readonly logger: Pick<Logger, 'warn'>;
  /** Default: asked every 2 s, 5 s to answer. */
  readonly silence?: SilenceLimits;
}

/**
 * A client that keeps reconnecting. Resolves at once even if Redis is away, so that a service starts without it.
 */
export function createRedis(options: RedisOptions): RedisClient {
  const client = withRedisFaults(newClient(options.url));
  let lastMessage = '';
  client.on('error', (error: Error) => {
    // One line per kind of trouble, not one per reconnect.
    if (error.message === lastMessage) return;
    lastMessage = error.message;
    options.logger.warn({ err: error }, 'redis is not reachable');
  });
  client.on('ready', () => {
    lastMessage = '';
  });
  void client.connect().catch(() => undefined);
  watchForSilence(client, options.silence ?? { everyMs: 2_000, patienceMs: 5_000 }, () =>
    options.logger.warn('redis gives no answer; its connection is replaced'),
  );
  return client;
}

/** Ends the connection whether or not it ever stood. */
export async function closeRedis(client: RedisClient): Promise<void> {
  if (client.isReady) await client.close();
  else if (client.isOpen) client.destroy();
}
