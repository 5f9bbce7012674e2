import type { Account, AccountRepository } from '../accounts/account.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import type { Sessions } from '../sessions/session-use-cases.ts';

export interface SeedAdminDependencies {
  readonly accounts: Pick<AccountRepository, 'credentialsByEmail' | 'makeAdmin'>;
  readonly hasher: PasswordHasher;
  readonly sessions: Pick<Sessions, 'endAll'>;
}

/**
 * Makes the account of ADMIN_EMAIL an administrator with exactly ADMIN_PASSWORD; the environment is the only source of
 * either (10.2 #8). Somebody else may have registered that address before: their password goes, and their sessions end.
 * @returns what was done; `unchanged` when the account was already like that
 */
export async function seedAdmin(
  { accounts, hasher, sessions }: SeedAdminDependencies,
  admin: { email: string; password: string },
): Promise<'seeded' | 'unchanged'> {
  const found = await accounts.credentialsByEmail(admin.email);
  if (isAdmin(found?.account) && (await hasher.matches(admin.password, found?.passwordHash))) return 'unchanged';
  const passwordHash = await hasher.hash(admin.password);
  const userId = await accounts.makeAdmin({ email: admin.email, name: 'Administrator', passwordHash });
  await sessions.endAll({ userId, refreshToken: undefined });
  return 'seeded';
}

const isAdmin = (account: Account | undefined) => account?.role === 'admin';
