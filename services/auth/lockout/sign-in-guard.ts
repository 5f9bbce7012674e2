import { createHash } from 'node:crypto';
import { AppError } from '../../shared/errors/app-error.ts';
import { addressGroup } from '../../shared/identity/address-group.ts';
import type { AttemptCounter } from './attempt-counter.ts';
import { accountHerePolicy, accountPolicy, addressPolicy, trustMs } from './lockout-policy.ts';

/** Slows down guessing: per client address, per account from one address, and per account from everywhere (10.2 #6, E11). */
export interface SignInGuard {
  /**
   * Counts an attempt. Unknown accounts are counted like known ones, so a lock does not say that an account exists.
   * @throws AppError TOO_MANY_ATTEMPTS with `retryAfterSeconds`
   */
  admit(attempt: Attempt): Promise<void>;
  /** The attempt was right: failures from here are forgotten, the rest gets this one attempt back, the address is trusted. */
  succeeded(attempt: SignInAttempt): Promise<void>;
  /** Nobody could say whether the attempt was right (overload, database away): it does not count. */
  undecided(attempt: Attempt): Promise<void>;
}

/** Who tries; `email` is absent where no account is guessed at (registration). */
export interface Attempt {
  readonly email?: string;
  readonly address: string;
}

/** A try at an account. */
export type SignInAttempt = Required<Attempt>;

/** @returns the guard that counts tries in Redis or, while it is away, in this process */
export function createSignInGuard(counter: AttemptCounter, clock: () => Date): SignInGuard {
  async function admitTo(here: string, account: string, nowMs: number) {
    refuseFor(await counter.count(here, accountHerePolicy, nowMs));
    // Where the owner has signed in before, what strangers do elsewhere locks nobody out.
    if (await counter.isTrusted(here, nowMs)) return;
    const waitMs = await counter.count(account, accountPolicy, nowMs);
    // Refused by the others: then it was no try from here either.
    if (waitMs > 0) await counter.takeBack(here, accountHerePolicy);
    refuseFor(waitMs);
  }
  return {
    async admit({ email, address }) {
      const nowMs = clock().getTime();
      refuseFor(await counter.count(addressKey(address), addressPolicy, nowMs));
      if (email !== undefined) await admitTo(accountHereKey(email, address), accountKey(email), nowMs);
    },
    async succeeded({ email, address }) {
      const here = accountHereKey(email, address);
      await counter.forget(here);
      await counter.trust(here, trustMs, clock().getTime());
      await counter.takeBack(accountKey(email), accountPolicy);
      // Only this one: with an account of one's own, forgetting all would buy free guesses at other people's.
      await counter.takeBack(addressKey(address), addressPolicy);
    },
    async undecided({ email, address }) {
      if (email !== undefined) {
        await counter.takeBack(accountHereKey(email, address), accountHerePolicy);
        await counter.takeBack(accountKey(email), accountPolicy);
      }
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
const digest = (email: string) => createHash('sha256').update(email).digest('base64url');
const accountKey = (email: string) => `account:${digest(email)}`;
const accountHereKey = (email: string, address: string) => `account:${digest(email)}:${addressGroup(address)}`;
const addressKey = (address: string) => `address:${addressGroup(address)}`;
