/**
 * The sliding window of 60 s, in sub-windows of 5 s. A request counts while its sub-window lies in the last 12 whole ones
 * or the running one, so between 60 and 65 s. The error is on the safe side and bounded: **never** are more than the limit
 * admitted in any 60 s, and a client waits at most 5 s longer than with a list of exact times (a sorted set).
 */
export const SUB_WINDOW_SECONDS = 5;
export const SUB_WINDOWS = 12;
export const WINDOW_SECONDS = SUB_WINDOW_SECONDS * SUB_WINDOWS;

/** What the window says about one request. */
export type Verdict = {
  readonly isAllowed: boolean;
  /** Requests left in the window. */
  readonly remaining: number;
  /** Seconds until a refused client may try again; 0 for an allowed one. */
  readonly retryAfterSeconds: number;
};

/**
 * From the answer of a window: how many requests counted including this one, or minus the seconds to wait.
 * Refused requests do not count, so a client that keeps knocking is let in as soon as its time has come.
 */
export function toVerdict(answer: number, limit: number): Verdict {
  return answer > 0
    ? { isAllowed: true, remaining: Math.max(0, limit - answer), retryAfterSeconds: 0 }
    : { isAllowed: false, remaining: 0, retryAfterSeconds: Math.max(1, -answer) };
}
