/** How often a person asks, and what they are told about the wait (domain.md 4.3). */

/** Up to this position (and including it) the turn may come any second. */
export const nearlyIn = 1_000;

/**
 * Position up to and including `upTo`: ask again after `seconds`. domain.md 4.3 has 1 s up to position 1,000, which is all
 * of the 60 requests a minute that one person has for the queue (E7): a second tab or a retry would be refused. With 3 s
 * a person uses a third; who wants to know sooner opens the stream.
 */
const pollSteps = [
  { upTo: 0, seconds: 3 },
  { upTo: nearlyIn, seconds: 3 },
  { upTo: 5_000, seconds: 5 },
  { upTo: 10_000, seconds: 10 },
  { upTo: 100_000, seconds: 30 },
] as const;
const farthestPollSeconds = 60;

/** People a second that are assumed until the line has been measured. */
const assumedPerSecond = 50;
const measuredAfterMs = 5_000;
const shortestAssumedWaitSeconds = 5;

/**
 * Seconds until the next poll.
 * @param position 1 is next; 0 or less is inside already
 */
export function nextPoll(position: number): number {
  return pollSteps.find(({ upTo }) => position <= upTo)?.seconds ?? farthestPollSeconds;
}

/** What the wait is estimated from. */
export interface Pace {
  readonly position: number;
  /** People inside at once; 0 while the operator pauses admission. */
  readonly threshold: number;
  /** Admissions counted over the last so many milliseconds, by all replicas together (10.4 #15). */
  readonly rate: { readonly overMs: number; readonly admitted: number };
}

/**
 * Seconds until this position is admitted, rounded up; null when nobody can say: admission is paused, or nobody has been
 * admitted since the measurement began.
 */
export function estimatedWait({ position, threshold, rate }: Pace): number | null {
  if (threshold === 0) return null;
  if (rate.overMs < measuredAfterMs) {
    return Math.max(Math.ceil(position / assumedPerSecond), shortestAssumedWaitSeconds);
  }
  if (rate.admitted === 0) return null;
  return Math.ceil((position * rate.overMs) / (rate.admitted * 1_000));
}
