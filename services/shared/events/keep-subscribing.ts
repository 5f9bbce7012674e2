import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logging/logger.ts';
import type { Subscription } from './event-log.ts';

/**
 * Subscribes as soon as the broker can be reached, while the service serves already: seats are held and money is taken
 * with Kafka away, and the news waits in the outbox.
 * @param pauseMs between tries; default 2 s
 */
export function keepSubscribing(
  subscribe: () => Promise<Subscription>,
  logger: Pick<Logger, 'warn'>,
  pauseMs = 2_000,
): { stop(): Promise<void> } {
  const ending = new AbortController();
  async function untilSubscribed(): Promise<Subscription | undefined> {
    while (!ending.signal.aborted) {
      try {
        return await subscribe();
      } catch (error) {
        logger.warn({ err: error }, 'events cannot be consumed yet; tried again');
        await sleep(pauseMs, undefined, { signal: ending.signal }).catch(() => undefined);
      }
    }
    return undefined;
  }
  const subscription = untilSubscribed();
  return {
    async stop() {
      ending.abort();
      await (await subscription)?.stop();
    },
  };
}
