import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { AppError } from '../../shared/errors/app-error.ts';

/** argon2id with 19 MiB, two passes, one lane (OWASP; ruling E11): about 10 ms of one core. */
const argon2id = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export interface PasswordHasher {
  /** The PHC string to store. */
  hash(password: string): Promise<string>;
  /**
   * Whether the password belongs to the stored hash. Without a hash (no such account, or one without a password) it
   * does the same work and answers false, so that the answer's time says nothing.
   */
  matches(password: string, storedHash: string | null | undefined): Promise<boolean>;
}

/**
 * @param maxWaiting hashes under way or waiting; more are refused with SIGN_IN_BUSY. Default 128, about 0.7 s of two
 *   cores: a flood of sign-ins must not make everybody wait for minutes.
 */
export function createPasswordHasher({ maxWaiting = 128 }: { maxWaiting?: number } = {}): PasswordHasher {
  let waiting = 0;
  // Made before the first sign-in, or that one alone would take twice as long.
  const decoy = hash(randomBytes(32), argon2id);

  async function bounded<T>(work: () => Promise<T>): Promise<T> {
    if (waiting >= maxWaiting)
      throw new AppError('SIGN_IN_BUSY', 'Very many people are signing in right now; try again in a moment.');
    waiting += 1;
    try {
      return await work();
    } finally {
      waiting -= 1;
    }
  }

  return {
    hash: (password) => bounded(() => hash(typed(password), argon2id)),
    matches: (password, storedHash) =>
      bounded(async () => {
        const isMatch = await verify(storedHash ?? (await decoy), typed(password));
        return isMatch && typeof storedHash === 'string';
      }),
  };
}

/** One spelling whatever the keyboard: macOS sends Hangul in parts, Windows as syllables (NIST SP 800-63B 5.1.1.2). */
const typed = (password: string) => password.normalize('NFKC');
