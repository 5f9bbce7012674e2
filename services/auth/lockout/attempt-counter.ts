import type { LockoutPolicy } from './lockout-policy.ts';

/** Remembers attempts by key; see lockout-policy.ts for what an attempt does. */
export interface AttemptCounter {
  /** Counts one attempt. @returns milliseconds to wait; 0 when the attempt may go on */
  count(key: string, policy: LockoutPolicy, nowMs: number): Promise<number>;
  /** Takes one attempt back. */
  takeBack(key: string, policy: LockoutPolicy): Promise<void>;
  /** Forgets the key. */
  forget(key: string): Promise<void>;
  /** Remembers the key as trusted for so many milliseconds from now. */
  trust(key: string, forMs: number, nowMs: number): Promise<void>;
  isTrusted(key: string, nowMs: number): Promise<boolean>;
}

/**
 * Asks `first`, and `second` whenever the first fails or is slower than `patienceMs` (default 250).
 * A guard that opens when Redis is away would invite taking Redis away.
 * @param onFallback called for every question that the first did not answer: a metric, a log line
 */
export function withFallback(
  first: AttemptCounter,
  second: AttemptCounter,
  onFallback: (error: unknown) => void,
  patienceMs = 250,
): AttemptCounter {
  const ask = async <T>(question: (counter: AttemptCounter) => Promise<T>): Promise<T> => {
    try {
      return await within(patienceMs, question(first));
    } catch (error) {
      onFallback(error);
      return question(second);
    }
  };
  return {
    count: (key, policy, nowMs) => ask((counter) => counter.count(key, policy, nowMs)),
    takeBack: (key, policy) => ask((counter) => counter.takeBack(key, policy)),
    forget: (key) => ask((counter) => counter.forget(key)),
    trust: (key, forMs, nowMs) => ask((counter) => counter.trust(key, forMs, nowMs)),
    isTrusted: (key, nowMs) => ask((counter) => counter.isTrusted(key, nowMs)),
  };
}

/** The promise, or a rejection after `ms`. node-redis' own time-out ends once a command is written to the socket. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
