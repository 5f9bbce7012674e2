import { AppError } from '../../shared/errors/app-error.ts';
import type { Logger } from '../../shared/logging/logger.ts';
import { importKeySet, type KeySet } from '../../shared/tokens/keys.ts';

/** Where the keys of access tokens come from. */
export type AccessKeyOptions = {
  /** Answers auth's JWKS document as parsed JSON; rejects when auth cannot be reached. */
  readonly fetchJwks: () => Promise<unknown>;
  readonly nowMs: () => number;
  readonly logger: Logger;
  /** Milliseconds between two questions to auth at least, so that junk key ids cannot flood it; default 5,000. */
  readonly floorMs?: number;
};

/** The public keys of auth, as far as the gateway knows them. */
export type AccessKeys = {
  readonly current: () => KeySet;
  /** Asks auth again, unless that has just been done. Never rejects: old keys stay when auth is away. */
  readonly refresh: () => Promise<void>;
  /** Throws DEPENDENCY_UNAVAILABLE as long as auth has never been reached. */
  readonly demandKeys: () => void;
};

const NO_KEYS: KeySet = new Map();

function sameKeys(some: KeySet, others: KeySet): boolean {
  return some.size === others.size && [...some].every(([kid, key]) => others.get(kid)?.equals(key) ?? false);
}

/** Keeps auth's key set: fetched when a token names an unknown key, and kept while auth is away (E1, E15). */
export function createAccessKeys(options: AccessKeyOptions): AccessKeys {
  const { fetchJwks, nowMs, logger, floorMs = 5_000 } = options;
  let keys = NO_KEYS;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | undefined;

  async function ask(): Promise<void> {
    askedAtMs = nowMs();
    try {
      const fetched = importKeySet(await fetchJwks());
      // The same object as long as nothing has changed: verifiers forget their verified tokens with each new set.
      if (!sameKeys(keys, fetched)) keys = fetched;
    } catch (error) {
      logger.warn({ err: error, keysKept: keys.size }, 'the keys of access tokens could not be fetched');
    } finally {
      underWay = undefined;
    }
  }

  return {
    current: () => keys,
    refresh() {
      if (underWay !== undefined) return underWay;
      // At the start, before auth is up, every request with a token may ask again after a tenth of the floor.
      const floor = keys === NO_KEYS ? floorMs / 10 : floorMs;
      if (nowMs() - askedAtMs < floor) return Promise.resolve();
      underWay = ask();
      return underWay;
    },
    demandKeys() {
      if (keys !== NO_KEYS) return;
      throw new AppError('DEPENDENCY_UNAVAILABLE', 'Signing in cannot be checked at the moment.', { service: 'auth' });
    },
  };
}
