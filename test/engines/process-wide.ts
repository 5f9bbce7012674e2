/**
 * What exists once per test process, whoever asks. A module's own variable is not enough: mocha loads a test file with
 * require() when it can and with import() when something below it awaits at the top level, and each way has its own
 * copy of every module.
 */
interface ProcessWide {
  readonly made: Map<string, Promise<unknown>>;
  readonly stops: (() => Promise<void>)[];
}

const key = Symbol.for('urr.test.process-wide');
const holder = globalThis as { [key]?: ProcessWide };
holder[key] ??= { made: new Map(), stops: [] };
const { made, stops } = holder[key];

/** @returns what `make` made when it was first asked for under this name */
export function oncePerProcess<T>(name: string, make: () => Promise<T>): Promise<T> {
  const known = made.get(name) ?? make();
  made.set(name, known);
  return known as Promise<T>;
}

/** @param stop called once, when all tests have ended; what was started last is stopped first */
export function stopAfterAllTests(stop: () => Promise<void>): void {
  stops.push(stop);
}

/** Stops everything, one after the other, even when one stop fails; throws the first failure at the end. */
export async function stopAll(): Promise<void> {
  const failures: unknown[] = [];
  for (const stop of stops.splice(0).toReversed()) {
    await stop().catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}
