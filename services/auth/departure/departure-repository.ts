import { inTransaction, type Pool } from '../../shared/postgres/pool.ts';

/** What auth holds about a person, as it stands in its tables. */
export interface HeldData {
  readonly id: string;
  readonly email: string;
  readonly emailVerifiedAt: Date | null;
  readonly name: string;
  readonly phone: string | null;
  readonly pictureUrl: string | null;
  readonly role: string;
  readonly hasPassword: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly deletionDueAt: Date | null;
  readonly roleChanges: readonly { readonly roleBefore: string; readonly roleAfter: string; readonly at: string }[];
}

/** How many accounts are made anonymous in one transaction. */
const batchSize = 100;

/** Leaving: the wish, its end, and everything that is known before. */
export function createDepartureRepository(pool: Pool) {
  return {
    async held(userId: string): Promise<HeldData | undefined> {
      const { rows } = await pool.query<HeldData>(
        `SELECT id, email, email_verified_at AS "emailVerifiedAt", name, phone, picture_url AS "pictureUrl", role,
           password_hash IS NOT NULL AS "hasPassword", created_at AS "createdAt", updated_at AS "updatedAt",
           deletion_due_at AS "deletionDueAt",
           (SELECT coalesce(jsonb_agg(jsonb_build_object('roleBefore', role_before, 'roleAfter', role_after,
              'at', to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) ORDER BY c.id), '[]')
            FROM role_changes c WHERE c.user_id = u.id) AS "roleChanges"
         FROM users u WHERE id = $1 AND deleted_at IS NULL`,
        [userId],
      );
      return rows[0];
    },

    /** @returns the password's hash and role, for whoever asks to leave; undefined for an account that is gone */
    async credentials(
      userId: string,
    ): Promise<{ email: string; passwordHash: string | null; role: string } | undefined> {
      const { rows } = await pool.query<{ email: string; passwordHash: string | null; role: string }>(
        'SELECT email, password_hash AS "passwordHash", role FROM users WHERE id = $1 AND deleted_at IS NULL',
        [userId],
      );
      return rows[0];
    },

    /** Notes the wish; a second one does not put the end off. @returns when the account ends */
    async ask(userId: string, dueAt: Date): Promise<Date> {
      const { rows } = await pool.query<{ due: Date }>(
        `UPDATE users SET deletion_due_at = coalesce(deletion_due_at, $2) WHERE id = $1 AND deleted_at IS NULL
         RETURNING deletion_due_at AS due`,
        [userId, dueAt],
      );
      return rows[0]?.due ?? dueAt;
    },

    /**
     * Makes the accounts anonymous whose time is over. The row stays, because tickets and payments name its id; nothing in it
     * says any more who that was.
     * @returns how many
     */
    anonymiseDue: (now: Date) =>
      inTransaction(pool, async (tx) => {
        const { rows } = await tx.query<{ id: string }>(
          `UPDATE users SET email = 'deleted-' || id || '@deleted.invalid', email_verified_at = NULL, name = 'Deleted account',
             phone = NULL, picture_url = NULL, password_hash = NULL, role = 'user', deleted_at = $1, deletion_due_at = NULL
           WHERE id IN (SELECT id FROM users WHERE deletion_due_at <= $1 ORDER BY deletion_due_at LIMIT ${batchSize}
                        FOR UPDATE SKIP LOCKED)
           RETURNING id`,
          [now],
        );
        const ids = rows.map(({ id }) => id);
        await tx.query('DELETE FROM linked_identities WHERE user_id = ANY($1::uuid[])', [ids]);
        await tx.query('DELETE FROM refresh_tokens WHERE user_id = ANY($1::uuid[])', [ids]);
        return ids.length;
      }),
  };
}
export type DepartureRepository = ReturnType<typeof createDepartureRepository>;
