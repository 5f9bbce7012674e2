/** How many failures are free and how the waiting grows after them. */
export interface LockoutPolicy {
  /** Attempts before the first lock. */
  readonly freeAttempts: number;
  /** The first lock in milliseconds; every further failure doubles it. */
  readonly firstLockMs: number;
  readonly longestLockMs: number;
  /** After this long without an attempt everything is forgotten. */
  readonly forgetAfterMs: number;
}

/** One account from one address: five tries, then 30 s, 1, 2, 4, 8 and at most 15 minutes. A stranger elsewhere cannot prolong it. */
export const accountHerePolicy: LockoutPolicy = {
  freeAttempts: 5,
  firstLockMs: 30_000,
  longestLockMs: 900_000,
  forgetAfterMs: 3_600_000,
};

/** One address may be a school or an office, so it has more tries. Below the gateway's 20 a minute it is what counts. */
export const addressPolicy: LockoutPolicy = { ...accountHerePolicy, freeAttempts: 50 };

/** One account from everywhere: who guesses from many addresses is slowed down, later. Trusted addresses are spared. */
export const accountPolicy: LockoutPolicy = { ...accountHerePolicy, freeAttempts: 50 };

/** How long an address counts as the owner's after a sign-in from it. */
export const trustMs = 30 * 86_400_000;

export interface Attempts {
  readonly count: number;
  readonly lockedUntilMs: number;
}

export const noAttempts: Attempts = { count: 0, lockedUntilMs: 0 };

/**
 * Counts an attempt before its password is looked at: a hundred guesses at once are a hundred counted attempts.
 * @returns how long to wait (0: go ahead) and what to remember; a refused attempt changes nothing, so knocking does not
 *   prolong a lock. One wrong guess after each lock still begins the next, longer one.
 */
export function countAttempt(
  before: Attempts,
  nowMs: number,
  policy: LockoutPolicy,
): { waitMs: number; after: Attempts } {
  if (nowMs < before.lockedUntilMs) return { waitMs: before.lockedUntilMs - nowMs, after: before };
  const count = before.count + 1;
  return {
    waitMs: 0,
    after: { count, lockedUntilMs: count < policy.freeAttempts ? 0 : nowMs + lockMs(count, policy) },
  };
}

/** Takes one counted attempt back: it was a success. */
export function takeBackAttempt(before: Attempts, policy: LockoutPolicy): Attempts {
  const count = Math.max(0, before.count - 1);
  return { count, lockedUntilMs: count < policy.freeAttempts ? 0 : before.lockedUntilMs };
}

function lockMs(count: number, policy: LockoutPolicy): number {
  const doublings = Math.min(count - policy.freeAttempts, 20);
  return Math.min(policy.firstLockMs * 2 ** doublings, policy.longestLockMs);
}
