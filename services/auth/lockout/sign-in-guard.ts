import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { AppError } from '../../shared/errors/app-error.ts';
import type { AttemptCounter } from './attempt-counter.ts';
import { accountPolicy, addressPolicy } from './lockout-policy.ts';

/** Slows down guessing, per account and per client address (10.2 #6, ruling E11). */
export interface SignInGuard {
  /**
   * Counts an attempt. Unknown accounts are counted like known ones, so a lock does not say that an account exists.
   * @throws AppError TOO_MANY_ATTEMPTS with `retryAfterSeconds`
   */
  admit(attempt: Attempt): Promise<void>;
  /** The attempt was right: the account's failures are forgotten, the address gets this one attempt back. */
  succeeded(attempt: Attempt): Promise<void>;
  /** Nobody could say whether the attempt was right (overload, database away): it does not count. */
  undecided(attempt: Attempt): Promise<void>;
}

/** Who tries; `email` is absent where no account is guessed at (registration). */
export interface Attempt {
  readonly email?: string;
  readonly address: string;
}

/** @returns the guard that counts tries per account and per address, in Redis or, while it is away, in this process */
export function createSignInGuard(counter: AttemptCounter, clock: () => Date): SignInGuard {
  return {
    async admit({ email, address }) {
      const nowMs = clock().getTime();
      refuseFor(await counter.count(addressKey(address), addressPolicy, nowMs));
      if (email !== undefined) refuseFor(await counter.count(accountKey(email), accountPolicy, nowMs));
    },
    async succeeded({ email, address }) {
      if (email !== undefined) await counter.forget(accountKey(email));
      // Only this one: with an account of one's own, forgetting all would buy free guesses at other people's.
      await counter.takeBack(addressKey(address), addressPolicy);
    },
    async undecided({ email, address }) {
      if (email !== undefined) await counter.takeBack(accountKey(email), accountPolicy);
      await counter.takeBack(addressKey(address), addressPolicy);
    },
  };
}

/** Runs what decides about an admitted attempt; when it fails for another reason than `isRefusal`, the attempt is not counted. */
export async function deciding<T>(
  guard: SignInGuard,
  attempt: Attempt,
  work: () => Promise<T>,
  isRefusal: (error: unknown) => boolean = () => false,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isRefusal(error)) await guard.undecided(attempt);
    throw error;
  }
}

function refuseFor(waitMs: number): void {
  if (waitMs <= 0) return;
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  throw new AppError('TOO_MANY_ATTEMPTS', `Too many attempts; try again in ${retryAfterSeconds} seconds.`, {
    retryAfterSeconds,
  });
}

/** E-mail addresses are people: Redis gets their digest only. */
const accountKey = (email: string) => `account:${createHash('sha256').update(email).digest('base64url')}`;

/** A household or server has a whole /64 of IPv6, so the network counts, not the address. */
function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return `address:${isIPv6(plain) ? ipv6Network(plain) : plain}`;
}

function ipv6Network(address: string): string {
  const [head = '', tail] = address.split('::', 2);
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
