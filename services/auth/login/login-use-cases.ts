import { AppError } from '../../shared/errors/app-error.ts';
import type { AccountRepository } from '../accounts/account.ts';
import { deciding, type SignInGuard } from '../lockout/sign-in-guard.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import type { Client, Sessions, SignedIn } from '../sessions/session-use-cases.ts';

export interface LoginDependencies {
  readonly accounts: Pick<AccountRepository, 'credentialsByEmail'>;
  readonly hasher: Pick<PasswordHasher, 'matches'>;
  readonly guard: SignInGuard;
  readonly sessions: Pick<Sessions, 'start'>;
}

/**
 * Signs in with e-mail and password. An unknown e-mail and a wrong password are one answer, after the same work.
 * @throws AppError INVALID_CREDENTIALS, TOO_MANY_ATTEMPTS, SIGN_IN_BUSY
 */
export const login =
  ({ accounts, hasher, guard, sessions }: LoginDependencies) =>
  async (email: string, password: string, client: Client): Promise<SignedIn> => {
    const attempt = { email, address: client.address };
    await guard.admit(attempt);
    const account = await deciding(guard, attempt, async () => {
      const found = await accounts.credentialsByEmail(email);
      const isRight = await hasher.matches(password, found?.passwordHash);
      return isRight ? found?.account : undefined;
    });
    if (!account) throw new AppError('INVALID_CREDENTIALS', 'E-mail or password is wrong.');
    await guard.succeeded(attempt);
    return sessions.start(account, client);
  };
