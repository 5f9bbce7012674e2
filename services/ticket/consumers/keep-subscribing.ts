import { setTimeout as sleep } from 'node:timers/promises';
import type { Subscription } from '../../shared/events/event-log.ts';
import type { Logger } from '../../shared/logging/logger.ts';

/**
 * Subscribes as soon as the broker can be reached, without keeping the service from serving meanwhile: a sale that begins
 * while Kafka is away is written to the outbox all the same.
 */
export function keepSubscribing(
  subscribe: () => Promise<Subscription>,
  logger: Logger,
  pauseMs = 2_000,
): { stop(): Promise<void> } {
  const ending = new AbortController();
  async function run(): Promise<Subscription | undefined> {
    while (!ending.signal.aborted) {
      try {
        return await subscribe();
      } catch (error) {
        logger.warn({ err: error }, 'cannot consume events yet; trying again');
        await sleep(pauseMs, undefined, { signal: ending.signal }).catch(() => undefined);
      }
    }
    return undefined;
  }
  const running = run();
  return {
    async stop() {
      ending.abort();
      await (await running)?.stop();
    },
  };
}
