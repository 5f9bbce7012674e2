import { AppError } from '../../shared/errors/app-error.ts';
import { deciding, type SignInGuard } from '../lockout/sign-in-guard.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import type { Sessions } from '../sessions/session-use-cases.ts';
import type { DepartureRepository } from './departure-repository.ts';

export interface DepartureDependencies {
  readonly departures: Pick<DepartureRepository, 'credentials' | 'ask'>;
  readonly hasher: Pick<PasswordHasher, 'matches'>;
  readonly guard: SignInGuard;
  readonly sessions: Pick<Sessions, 'endAll'>;
  readonly clock: () => Date;
}

/** Time to change one's mind, and to use, sell or give back what one has bought. */
const graceDays = 30;

/**
 * Asks to leave. All sessions end at once; the account itself after 30 days, unless its owner signs in before: whoever left
 * by mistake, or still holds tickets, loses nothing by it.
 * @returns when the account will be anonymous
 * @throws AppError INVALID_CREDENTIALS, TOO_MANY_ATTEMPTS, ADMIN_STAYS, AUTHENTICATION_REQUIRED
 */
export const leave =
  ({ departures, hasher, guard, sessions, clock }: DepartureDependencies) =>
  async (userId: string, password: string | undefined, address: string): Promise<Date> => {
    const known = await departures.credentials(userId);
    if (!known) throw new AppError('AUTHENTICATION_REQUIRED', 'This account does not exist any more.');
    if (known.role === 'admin')
      throw new AppError('ADMIN_STAYS', 'Another administrator has to take your role before you leave.');
    const { email, passwordHash } = known;
    // A stolen access token must not be enough to end an account. Who has no password has just come from a provider.
    if (passwordHash !== null) {
      const attempt = { email, address };
      await guard.admit(attempt);
      const isRight = await deciding(guard, attempt, () => hasher.matches(password ?? '', passwordHash));
      if (!isRight) throw new AppError('INVALID_CREDENTIALS', 'The password is wrong.');
      await guard.succeeded(attempt);
    }
    const dueAt = await departures.ask(userId, new Date(clock().getTime() + graceDays * 86_400_000));
    await sessions.endAll({ userId, refreshToken: undefined });
    return dueAt;
  };
