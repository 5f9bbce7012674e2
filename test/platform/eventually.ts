import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Looks every 25 ms until what it sees is good.
 * @returns the good value
 * @throws Error with the last value when it never was, within `timeoutMs`
 */
export async function eventually<T>(
  what: string,
  look: () => Promise<T>,
  isGood: (value: T) => boolean,
  timeoutMs = 30_000,
): Promise<T> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const value = await look();
    if (isGood(value)) return value;
    if (Date.now() > until) throw new Error(`${what}: still ${JSON.stringify(value)} after ${timeoutMs / 1_000} s`);
    await sleep(25);
  }
}
