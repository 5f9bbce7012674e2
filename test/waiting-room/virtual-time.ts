/** Time that passes when nothing else is left to do, so that an hour of a sale takes a second. */
export class VirtualTime {
  now = 0;
  readonly #timers: { readonly at: number; readonly wake: () => void }[] = [];

  readonly sleep = async (milliseconds: number): Promise<void> =>
    new Promise((wake) => {
      this.#timers.push({ at: this.now + Math.max(milliseconds, 0), wake });
    });

  /**
   * Clocks of one machine.
   * @param offsetMs by which its wall clock is wrong
   */
  clocks(offsetMs = 0): { readonly wall: () => number; readonly monotonic: () => number } {
    const start = Date.parse('2026-11-22T12:00:00Z');
    return { wall: () => start + this.now + offsetMs, monotonic: () => this.now };
  }

  advance(milliseconds: number): void {
    this.now += milliseconds;
  }

  /** Runs until `work` is done: wakes who sleeps, the next first. Rejects as it does. */
  async finish<Result>(work: Promise<Result>): Promise<Result> {
    const state = { done: false };
    const watched = work.finally(() => {
      state.done = true;
    });
    watched.catch(() => undefined);
    while (!state.done) {
      await new Promise((settled) => setImmediate(settled));
      if (state.done) break;
      this.#timers.sort((a, b) => a.at - b.at);
      const next = this.#timers.shift();
      if (next === undefined) continue;
      this.now = Math.max(this.now, next.at);
      next.wake();
    }
    return watched;
  }
}
