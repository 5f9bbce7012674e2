import type { AttemptCounter } from './attempt-counter.ts';
import { type Attempts, countAttempt, noAttempts, takeBackAttempt } from './lockout-policy.ts';

/**
 * Attempts of this process only: what is left while Redis is away.
 * @param maxKeys oldest keys are dropped beyond this; default 10,000, about 2 MB
 */
export function createMemoryAttemptCounter(maxKeys = 10_000): AttemptCounter {
  const known = new Map<string, Attempts & { readonly forgottenAtMs: number }>();

  const remember = (key: string, attempts: Attempts, forgottenAtMs: number) => {
    known.delete(key);
    known.set(key, { ...attempts, forgottenAtMs });
    const oldest = known.keys().next();
    if (known.size > maxKeys && !oldest.done) known.delete(oldest.value);
  };

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
  };
}
