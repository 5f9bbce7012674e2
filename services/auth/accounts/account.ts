/** A person with an account, as every part of this service sees one. The password hash never leaves the login. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: 'user' | 'admin';
  readonly createdAt: Date;
}

/** A row of users as an Account. The database's CHECK allows two roles; anything but admin has no rights. */
export function toAccount({ id, email, name, role, createdAt }: Omit<Account, 'role'> & { role: string }): Account {
  return { id, email, name, role: role === 'admin' ? 'admin' : 'user', createdAt };
}

/** Accounts of auth_db. */
export interface AccountRepository {
  /** Undefined also for an account that is anonymous by now. */
  byId(id: string): Promise<Account | undefined>;
  /** The accounts among these ids, in no order; anonymous ones as such. */
  byIds(ids: readonly string[]): Promise<Account[]>;
  /** @param email in its stored form, see `emailSchema` */
  credentialsByEmail(email: string): Promise<{ account: Account; passwordHash: string | null } | undefined>;
  /** @throws AppError EMAIL_TAKEN */
  create(account: NewAccount): Promise<Account>;
  /** Makes this the account with this e-mail, whatever it was before; returns its id. */
  makeAdmin(admin: { email: string; name: string; passwordHash: string }): Promise<string>;
}

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly phone: string | undefined;
  readonly passwordHash: string;
}
