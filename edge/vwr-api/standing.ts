import { isDrawn, isMoving, type LineState, type Position, tierTwoNow } from '../vwr-line/line-state.ts';
import { rateOf, throughBoth, untilOpening, type Wait, waitFor } from './pacing.ts';

/** Where a person stands. */
export interface Standing extends Wait {
  readonly requestId: string;
  /** Of the line in which the place counts. */
  readonly epoch: number;
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
  const hasPlace = isDrawn(state);
  const line = {
    requestId,
    epoch: state.epoch,
    position: place,
    servingCounter,
    // A lease of another instance may be newer than what this one knows of the tail.
    totalInQueue: Math.max(state.nextPosition, place),
    ahead: hasPlace ? Math.max(place - servingCounter - 1, 0) : 0,
    ...(hasPlace ? {} : { mode: 'lottery' as const }),
    ...(opensAt > now ? { opensAt: new Date(opensAt).toISOString() } : {}),
  };
  if (isMoving(state, now) || state.isPaused) {
    const wait = waitFor(Math.max(place - servingCounter, 0), rateOf(state));
    return { ...line, ...throughBoth(wait, tierTwoNow(state, now)?.waitSeconds ?? 0) };
  }
  return { ...line, ...untilOpening((opensAt - now) / 1_000) };
}
