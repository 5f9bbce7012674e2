import type { LineState } from '../vwr-line/line-state.ts';

/** People a second: what is expected, and between which the truth probably lies. */
export interface Rate {
  readonly slowest: number;
  readonly typical: number;
  readonly fastest: number;
}

/** Seconds until a person may enter; null where nobody can say. */
export interface Wait {
  readonly estimatedWait: number | null;
  readonly estimatedWaitRange: { readonly shortest: number; readonly longest: number | null } | null;
  /** Seconds until the next question. */
  readonly nextPoll: number;
}

/** What is assumed until the advancer has said what it means to do: 500 places every 10 s (architecture.md 5.7). */
const ASSUMED_PER_SECOND = 50;
/** Share of a measured rate by which the future may differ although the past was even. */
const UNCERTAINTY = 0.1;
/** A plan that was never tried may be off by much more. */
const UNCERTAINTY_OF_PLAN = 0.3;
const FEWEST_STEPS = 3;
const SHORTEST_POLL_SECONDS = 2;
const LONGEST_POLL_SECONDS = 300;
const POLL_WHILE_NOBODY_KNOWS_SECONDS = 30;
/** While a lottery is drawn, which takes less than a minute. */
const POLL_WHILE_DRAWING_SECONDS = 5;
/** Share of the remaining wait after which to ask again (runtime.md 2.5). */
const POLL_SHARE = 0.1;

/** How fast the line moves, measured over the last cycles during which somebody waited. */
export function rateOf(state: Pick<LineState, 'pace' | 'plannedPerSecond' | 'isPaused'>): Rate {
  if (state.isPaused) return { slowest: 0, typical: 0, fastest: 0 };
  if (state.pace.length < FEWEST_STEPS) {
    return spreadOf(state.plannedPerSecond ?? ASSUMED_PER_SECOND, [], UNCERTAINTY_OF_PLAN);
  }
  const milliseconds = state.pace.reduce((sum, [time]) => sum + time, 0);
  const places = state.pace.reduce((sum, [, count]) => sum + count, 0);
  // Thirds, not single cycles: one that was passed over is made up for by others.
  const third = Math.ceil(state.pace.length / 3);
  const parts = [0, 1, 2]
    .map((part) => perSecond(state.pace.slice(part * third, (part + 1) * third)))
    .filter((rate) => !Number.isNaN(rate));
  return spreadOf(milliseconds === 0 ? 0 : (places * 1_000) / milliseconds, parts, UNCERTAINTY);
}

/**
 * How long `ahead` places take.
 * @param ahead places before one's own that have not been served; 0 when it is one's turn
 */
export function waitFor(ahead: number, { slowest, typical, fastest }: Rate): Wait {
  if (ahead <= 0)
    return { estimatedWait: 0, estimatedWaitRange: { shortest: 0, longest: 0 }, nextPoll: SHORTEST_POLL_SECONDS };
  if (typical === 0) {
    return { estimatedWait: null, estimatedWaitRange: null, nextPoll: POLL_WHILE_NOBODY_KNOWS_SECONDS };
  }
  const estimatedWait = Math.ceil(ahead / typical);
  return {
    estimatedWait,
    estimatedWaitRange: {
      shortest: Math.floor(ahead / fastest),
      longest: slowest === 0 ? null : Math.ceil(ahead / slowest),
    },
    nextPoll: pollAfter(estimatedWait),
  };
}

/**
 * One wait through both tiers (ruling E3): what follows in Tier 2 is added. Who is at the front here asks as often as before.
 * @param seconds that somebody waits in Tier 2 who joins it now
 */
export function throughBoth(wait: Wait, seconds: number): Wait {
  const { estimatedWait, estimatedWaitRange, nextPoll } = wait;
  if (estimatedWait === null || estimatedWaitRange === null) return wait;
  const { shortest, longest } = estimatedWaitRange;
  return {
    estimatedWait: estimatedWait + seconds,
    // By the time they come it may be shorter there, but hardly longer: this line follows that one.
    estimatedWaitRange: { shortest, longest: longest === null ? null : longest + seconds },
    nextPoll,
  };
}

/**
 * What can be said before the line moves: when to ask again.
 * @param seconds until the opening; 0 or less while a lottery is drawn
 */
export function untilOpening(seconds: number): Wait {
  return {
    estimatedWait: null,
    estimatedWaitRange: null,
    nextPoll: seconds <= 0 ? POLL_WHILE_DRAWING_SECONDS : pollAfter(seconds),
  };
}

function pollAfter(seconds: number): number {
  return Math.min(Math.max(Math.ceil(seconds * POLL_SHARE), SHORTEST_POLL_SECONDS), LONGEST_POLL_SECONDS);
}

function spreadOf(typical: number, parts: readonly number[], uncertainty: number): Rate {
  return {
    slowest: Math.min(typical, ...parts) * (1 - uncertainty),
    typical,
    fastest: Math.max(typical, ...parts) * (1 + uncertainty),
  };
}

function perSecond(steps: LineState['pace']): number {
  const milliseconds = steps.reduce((sum, [time]) => sum + time, 0);
  return milliseconds === 0 ? Number.NaN : (steps.reduce((sum, [, count]) => sum + count, 0) * 1_000) / milliseconds;
}
