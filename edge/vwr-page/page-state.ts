import type { Standing } from './standing.ts';

/** What the page knows. */
export interface PageState {
  /** `turn` and `open` lead away, `closed` stays. */
  readonly phase: 'joining' | 'waiting' | 'turn' | 'open' | 'closed' | 'no-event';
  readonly standing: Standing | undefined;
  /** Why the last question had no answer. */
  readonly fault: 'offline' | 'trouble' | undefined;
  /** By how much the clock of the server is ahead of ours (ms). */
  readonly clockAhead: number;
  /** People ahead when the page was opened, for the progress. */
  readonly aheadAtFirst: number;
}

/** What the page shows in a state at a moment. */
export type Shown =
  | 'joining'
  | 'before'
  | 'before-lottery'
  | 'drawing'
  | 'line'
  | 'held'
  | 'turn'
  | 'closed'
  | 'no-event'
  | 'open';

export const firstState: PageState = {
  phase: 'joining',
  standing: undefined,
  fault: undefined,
  clockAhead: 0,
  aheadAtFirst: 0,
};

/** Seconds until the line begins to move; 0 when it moves. */
export function secondsBefore({ standing, clockAhead }: PageState, now: number): number {
  return standing?.opensAt ? Math.max((standing.opensAt - now - clockAhead) / 1_000, 0) : 0;
}

/** Which of its faces the page shows. */
export function shownIn(state: PageState, now: number): Shown {
  if (state.phase !== 'waiting' || state.standing === undefined)
    return state.phase === 'waiting' ? 'joining' : state.phase;
  if (secondsBefore(state, now) > 0) return state.standing.isLottery ? 'before-lottery' : 'before';
  if (state.standing.isLottery) return 'drawing';
  return state.standing.wait === null ? 'held' : 'line';
}

/** The state after an answer that told where the holder stands. */
export function standsAt(state: PageState, standing: Standing, serverTime: number, now: number): PageState {
  return {
    phase: standing.admitted ? 'turn' : 'waiting',
    standing,
    fault: undefined,
    clockAhead: serverTime - now,
    // A place that was drawn may have more people ahead than the entry had.
    aheadAtFirst: Math.max(state.aheadAtFirst, standing.ahead),
  };
}
