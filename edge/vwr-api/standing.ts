import { isMoving, type LineState, type Position } from '../vwr-line/line-state.ts';
import { rateOf, untilOpening, type Wait, waitFor } from './pacing.ts';

/** Where a person stands. */
export interface Standing extends Wait {
  readonly requestId: string;
  /** Their place; before a lottery is drawn the number of their entry. */
  readonly position: number;
  readonly servingCounter: number;
  readonly totalInQueue: number;
  readonly ahead: number;
  /** Only while a lottery is not drawn: `position` is no place yet. */
  readonly mode?: 'lottery';
  /** Only before the opening (ISO 8601). */
  readonly opensAt?: string;
}

/**
 * Where the holder of a position stands at `now` (ms).
 * @param place of the position, drawn or not
 */
export function standingOf({ requestId }: Position, place: number, state: LineState, now: number): Standing {
  const { servingCounter, opensAt } = state;
  const isDrawn = state.mode !== 'lottery' || state.draw !== null;
  const line = {
    requestId,
    position: place,
    servingCounter,
    // A lease of another instance may be newer than what this one knows of the tail.
    totalInQueue: Math.max(state.nextPosition, place),
    ahead: isDrawn ? Math.max(place - servingCounter - 1, 0) : 0,
    ...(isDrawn ? {} : { mode: 'lottery' as const }),
    ...(opensAt > now ? { opensAt: new Date(opensAt).toISOString() } : {}),
  };
  if (isMoving(state, now) || state.isPaused) {
    return { ...line, ...waitFor(Math.max(place - servingCounter, 0), rateOf(state)) };
  }
  return { ...line, ...untilOpening((opensAt - now) / 1_000) };
}
