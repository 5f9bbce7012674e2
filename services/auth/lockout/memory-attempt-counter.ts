import type { AttemptCounter } from './attempt-counter.ts';
import { type Attempts, countAttempt, noAttempts, takeBackAttempt } from './lockout-policy.ts';

/**
 * Attempts of this process only: what is left while Redis is away.
 * @param maxKeys oldest keys are dropped beyond this; default 10,000, about 2 MB
 */
export function createMemoryAttemptCounter(maxKeys = 10_000): AttemptCounter {
  const known = new Map<string, Attempts & { readonly forgottenAtMs: number }>();
  const trusted = new Map<string, number>();

  const remember = (key: string, attempts: Attempts, forgottenAtMs: number) =>
    put(known, key, { ...attempts, forgottenAtMs }, maxKeys);

  return {
    async count(key, policy, nowMs) {
      const found = known.get(key);
      const before = found && nowMs < found.forgottenAtMs ? found : noAttempts;
      const { waitMs, after } = countAttempt(before, nowMs, policy);
      if (waitMs === 0) remember(key, after, nowMs + policy.forgetAfterMs);
      return waitMs;
    },
    async takeBack(key, policy) {
      const found = known.get(key);
      if (found) remember(key, takeBackAttempt(found, policy), found.forgottenAtMs);
    },
    async forget(key) {
      known.delete(key);
    },
    async trust(key, forMs, nowMs) {
      put(trusted, key, nowMs + forMs, maxKeys);
    },
    async isTrusted(key, nowMs) {
      return nowMs < (trusted.get(key) ?? 0);
    },
  };
}

/** Sets the key as the youngest; the oldest goes when there are too many. */
function put<T>(map: Map<string, T>, key: string, value: T, maxKeys: number): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.keys().next();
  if (map.size > maxKeys && !oldest.done) map.delete(oldest.value);
}
