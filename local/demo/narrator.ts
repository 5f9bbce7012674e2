import { setTimeout as sleep } from 'node:timers/promises';

/** Tells each step of the story, how long it took and whether it held. */
export interface Narrator {
  /** Runs a step; what it answers is printed as the measurement. A failed step is printed and the story goes on. */
  step(title: string, work: () => Promise<string>): Promise<void>;
  readonly failures: readonly string[];
}

/** @param print takes the two lines of each step */
export function createNarrator(print: (line: string) => void): Narrator {
  const failures: string[] = [];
  let number = 0;
  return {
    failures,
    async step(title, work) {
      number += 1;
      const start = performance.now();
      const line = (mark: string, text: string) =>
        print(
          `${mark} ${String(number).padStart(2)}. ${title}\n      ${text}  (${Math.round(performance.now() - start)} ms)`,
        );
      try {
        line('ok  ', await work());
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        failures.push(`${title}: ${reason}`);
        line('FAIL', reason);
      }
    },
  };
}

/** @throws Error with both values when they differ */
export function expectEqual(what: string, actual: unknown, expected: unknown): void {
  if (actual !== expected)
    throw new Error(`${what} is ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`);
}

/** Looks every 50 ms until the value is the expected one. @throws Error with the last value after `timeoutMs` */
export async function eventually<T>(
  what: string,
  look: () => Promise<T>,
  expected: T,
  timeoutMs = 20_000,
): Promise<void> {
  const until = Date.now() + timeoutMs;
  let last = await look();
  while (last !== expected && Date.now() < until) {
    await sleep(50);
    last = await look();
  }
  expectEqual(`${what} after ${timeoutMs / 1_000} s`, last, expected);
}
