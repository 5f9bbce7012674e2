/** What was started in this process and must be stopped at its end, last started first. */
const stops: (() => Promise<void>)[] = [];

/** @param stop called once, when all tests have ended */
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
