import { setTimeout as sleep } from 'node:timers/promises';

/** What a round says about the time until the next one. */
export interface Pause {
  /** Milliseconds; 0 goes on at once. */
  readonly ms: number;
  /** Not shortened by `wake`; default false. */
  readonly fixed?: boolean;
}

export interface LoopOptions {
  /** Handles its own failures: what it throws ends the loop and comes out of `stop`. */
  readonly round: () => Promise<Pause>;
  /** Pause before the first round in milliseconds; default 0. */
  readonly firstPauseMs?: number;
  /** Pause after a round during which somebody called `wake`; default 0. */
  readonly wokenPauseMs?: number;
}

/** Something that runs again and again until it is stopped. */
export interface Loop {
  /** "There may be something new": the next round comes at once, or right after the running one. */
  wake(): void;
  /** Ends the pause, waits for the running round, and begins no other. */
  stop(): Promise<void>;
}

/** Runs rounds one after the other, never two at once. */
export function startLoop({ round, firstPauseMs = 0, wokenPauseMs = 0 }: LoopOptions): Loop {
  const ending = new AbortController();
  let wakening = new AbortController();

  async function pause({ ms, fixed }: Pause): Promise<void> {
    if (ms <= 0 || ending.signal.aborted) return;
    const signal = fixed ? ending.signal : AbortSignal.any([ending.signal, wakening.signal]);
    await sleep(ms, undefined, { signal }).catch(() => undefined);
  }

  async function run(): Promise<void> {
    await pause({ ms: firstPauseMs });
    while (!ending.signal.aborted) {
      wakening = new AbortController();
      const next = await round();
      await pause(wakening.signal.aborted && !next.fixed ? { ms: wokenPauseMs, fixed: true } : next);
    }
  }

  const running = run();
  // `stop` hands it on; until then it is no unhandled rejection.
  running.catch(() => undefined);
  return {
    wake: () => wakening.abort(),
    async stop() {
      ending.abort();
      await running;
    },
  };
}
