import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The orders that requests of this process are paying right now. A provider's webhook often overtakes the answer to the
 * very request that caused it; waiting a moment for that request saves asking the provider about every purchase.
 * With several replicas a webhook may meet another one; then the provider is asked, which is right as well.
 */
export function createInFlight() {
  const running = new Map<string, Promise<unknown>>();
  return {
    /** Runs the work and remembers the order until it ends, well or not. */
    async track<T>(orderId: string, work: () => Promise<T>): Promise<T> {
      const result = work();
      running.set(orderId, result);
      try {
        return await result;
      } finally {
        running.delete(orderId);
      }
    },
    /** Resolves when nothing works on the order, or after the patience; never rejects. */
    async idle(orderId: string, patienceMs = 1_000): Promise<void> {
      const work = running.get(orderId);
      if (!work) return;
      const patience = new AbortController();
      const ended = work.then(
        () => undefined,
        () => undefined,
      );
      await Promise.race([ended, sleep(patienceMs, undefined, { signal: patience.signal }).catch(() => undefined)]);
      patience.abort();
    },
  };
}
export type InFlight = ReturnType<typeof createInFlight>;
