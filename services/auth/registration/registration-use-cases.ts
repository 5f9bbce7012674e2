import { AppError } from '../../shared/errors/app-error.ts';
import type { AccountRepository, NewAccount } from '../accounts/account.ts';
import { deciding, type SignInGuard } from '../lockout/sign-in-guard.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import type { Client, Sessions, SignedIn } from '../sessions/session-use-cases.ts';

export interface RegistrationDependencies {
  readonly accounts: Pick<AccountRepository, 'create'>;
  readonly hasher: Pick<PasswordHasher, 'hash'>;
  readonly guard: SignInGuard;
  readonly sessions: Pick<Sessions, 'start'>;
}

/** What a person types to register. */
export type Registration = Omit<NewAccount, 'passwordHash'> & { readonly password: string };

/**
 * Opens an account and signs its owner in. The answer EMAIL_TAKEN says that an account exists (10.2 #5 asks for it), so
 * asking is made dear: it costs a password hash, and each try counts against the address as a failed sign-in does, also one
 * that succeeds: accounts are free, and opening one must not buy back what was counted.
 * @throws AppError EMAIL_TAKEN, TOO_MANY_ATTEMPTS, SIGN_IN_BUSY
 */
export const register =
  ({ accounts, hasher, guard, sessions }: RegistrationDependencies) =>
  async ({ password, ...person }: Registration, client: Client): Promise<SignedIn> => {
    const attempt = { address: client.address };
    await guard.admit(attempt);
    const create = async () => accounts.create({ ...person, passwordHash: await hasher.hash(password) });
    const account = await deciding(guard, attempt, create, isTaken);
    return sessions.start(account, client);
  };

const isTaken = (error: unknown) => error instanceof AppError && error.code === 'EMAIL_TAKEN';
