import { AppError } from '../../shared/errors/app-error.ts';
import { inTransaction, type Pool, type Queryable } from '../../shared/postgres/pool.ts';
import { type Account, toAccount } from '../accounts/account.ts';

export type Role = Account['role'];

export interface RoleChange {
  readonly adminId: string;
  readonly userId: string;
  readonly roleBefore: string;
  readonly roleAfter: string;
  readonly address: string;
  readonly at: Date;
}

type Row = Parameters<typeof toAccount>[0];
const columns = 'id, email, name, role, created_at AS "createdAt"';
/** A page of accounts, and of the record of role changes. */
const pageSize = 50;

/** Roles in auth_db; each change is written down with who made it. */
export function createRoleRepository(pool: Pool) {
  return {
    /**
     * @returns whether the role was another one before
     * @throws AppError ACCOUNT_NOT_FOUND, OWN_ROLE, ADMIN_REQUIRED when the caller is no administrator any more
     */
    change: (wanted: { adminId: string; userId: string; role: Role; address: string }) =>
      inTransaction(pool, async (tx) => {
        if (wanted.adminId === wanted.userId)
          throw new AppError('OWN_ROLE', 'Somebody else has to change your role: one administrator always stays.');
        // In one order, so that two who take each other's role cannot both succeed nor wait for each other.
        const [admin, user] = await lockBoth(tx, wanted.adminId, wanted.userId);
        if (admin?.role !== 'admin') throw new AppError('ADMIN_REQUIRED', 'You are no administrator any more.');
        if (!user) throw new AppError('ACCOUNT_NOT_FOUND', `There is no account ${wanted.userId}.`);
        if (user.role === wanted.role) return { account: toAccount(user), changed: false };
        await tx.query('UPDATE users SET role = $2 WHERE id = $1', [wanted.userId, wanted.role]);
        await tx.query(
          'INSERT INTO role_changes (admin_id, user_id, role_before, role_after, address) VALUES ($1, $2, $3, $4, $5)',
          [wanted.adminId, wanted.userId, user.role, wanted.role, wanted.address],
        );
        return { account: toAccount({ ...user, role: wanted.role }), changed: true };
      }),

    /** Accounts whose e-mail or name holds the text, newest first. */
    async search(text: string, page: number): Promise<Account[]> {
      const { rows } = await pool.query<Row>(
        `SELECT ${columns} FROM users WHERE deleted_at IS NULL AND (email ILIKE $1 OR name ILIKE $1)
         ORDER BY created_at DESC, id LIMIT ${pageSize} OFFSET $2`,
        [`%${text.replaceAll(/[\\%_]/g, '\\$&')}%`, (page - 1) * pageSize],
      );
      return rows.map(toAccount);
    },

    /** The record, newest first. */
    async changes(page: number): Promise<RoleChange[]> {
      const { rows } = await pool.query<RoleChange>(
        `SELECT admin_id AS "adminId", user_id AS "userId", role_before AS "roleBefore", role_after AS "roleAfter", address,
           created_at AS at FROM role_changes ORDER BY id DESC LIMIT ${pageSize} OFFSET $1`,
        [(page - 1) * pageSize],
      );
      return rows;
    },
  };
}
export type RoleRepository = ReturnType<typeof createRoleRepository>;

async function lockBoth(tx: Queryable, adminId: string, userId: string) {
  const { rows } = await tx.query<Row>(
    `SELECT ${columns} FROM users WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL ORDER BY id FOR UPDATE`,
    [[adminId, userId]],
  );
  return [rows.find(({ id }) => id === adminId), rows.find(({ id }) => id === userId)];
}
