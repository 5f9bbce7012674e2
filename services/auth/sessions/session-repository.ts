import { inTransaction, type Pool, type Queryable } from '../../shared/postgres/pool.ts';
import { type Account, toAccount } from '../accounts/account.ts';
import type { Rotation, Session, SessionStore } from './session-store.ts';

/**
 * Refresh tokens in PostgreSQL. Every change of a user's tokens first locks the user's row: a revocation that ran beside
 * a rotation would not see the successor that is being stored, and would leave it alive.
 */
export function createSessionRepository(pool: Pool): SessionStore {
  return {
    async open({ familyId, userId, tokenHash, now, expiresAt }) {
      await pool.query(
        // Whoever signs in does not want to leave any more.
        `WITH cleared AS (DELETE FROM refresh_tokens WHERE user_id = $2 AND expires_at < $4),
         stays AS (UPDATE users SET deletion_due_at = NULL WHERE id = $2 AND deletion_due_at IS NOT NULL)
         INSERT INTO refresh_tokens (family_id, user_id, token_hash, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)`,
        [familyId, userId, tokenHash, now, expiresAt],
      );
    },

    rotate: (change) =>
      inTransaction(pool, async (tx) => {
        const account = await lockOwner(tx, change.tokenHash);
        if (!account) return { outcome: 'unknown' };
        const spent = await tx.query<{ family_id: string }>(
          `WITH spent AS (
             UPDATE refresh_tokens SET revoked_at = $3
             WHERE token_hash = $1 AND revoked_at IS NULL AND expires_at > $3
             RETURNING user_id, family_id)
           INSERT INTO refresh_tokens (user_id, family_id, token_hash, created_at, expires_at)
           SELECT user_id, family_id, $2, $3, $4 FROM spent
           RETURNING family_id`,
          [change.tokenHash, change.successorHash, change.now, change.expiresAt],
        );
        const familyId = spent.rows[0]?.family_id;
        if (familyId !== undefined) return { outcome: 'rotated', account, familyId };
        return refused(tx, account.id, change);
      }),

    async ownerOf(tokenHash, now) {
      const found = await pool.query<{ user_id: string }>(
        'SELECT user_id FROM refresh_tokens WHERE token_hash = $1 AND revoked_at IS NULL AND expires_at > $2',
        [tokenHash, now],
      );
      return found.rows[0]?.user_id;
    },

    async sessionsOf(userId, now) {
      const found = await pool.query<Session>(
        `SELECT live.family_id AS id, live.expires_at AS "expiresAt",
           (SELECT min(created_at) FROM refresh_tokens WHERE family_id = live.family_id) AS "startedAt"
         FROM refresh_tokens live
         WHERE live.user_id = $1 AND live.revoked_at IS NULL AND live.expires_at > $2
         ORDER BY "startedAt" DESC`,
        [userId, now],
      );
      return found.rows;
    },

    async close(userId, sessionId, now) {
      const closed = await revoke(pool, userId, now, sessionId);
      return closed.length > 0;
    },

    closeAll: (userId, now) => revoke(pool, userId, now),
  };
}

async function lockOwner(tx: Queryable, tokenHash: string): Promise<Account | undefined> {
  const owner = await tx.query<Parameters<typeof toAccount>[0]>(
    `SELECT id, email, name, role, created_at AS "createdAt" FROM users
     WHERE id = (SELECT user_id FROM refresh_tokens WHERE token_hash = $1) AND deleted_at IS NULL FOR NO KEY UPDATE`,
    [tokenHash],
  );
  return owner.rows.map(toAccount)[0];
}

// A statement of its own, after the lock: it sees what the transaction that held the lock before has done.
async function refused(
  tx: Queryable,
  userId: string,
  change: { tokenHash: string; now: Date; graceMs: number },
): Promise<Rotation> {
  const found = await tx.query<{ family_id: string; revoked_at: Date | null; is_live: boolean }>(
    `SELECT family_id, revoked_at, EXISTS (
       SELECT FROM refresh_tokens heir
       WHERE heir.family_id = token.family_id AND heir.revoked_at IS NULL AND heir.expires_at > $2) AS is_live
     FROM refresh_tokens token WHERE token_hash = $1`,
    [change.tokenHash, change.now],
  );
  const token = found.rows[0];
  if (!token) return { outcome: 'unknown' };
  if (!token.revoked_at) return { outcome: 'expired' };
  if (token.is_live && change.now.getTime() - token.revoked_at.getTime() < change.graceMs)
    return { outcome: 'superseded' };
  await tx.query('UPDATE refresh_tokens SET revoked_at = $2 WHERE family_id = $1 AND revoked_at IS NULL', [
    token.family_id,
    change.now,
  ]);
  return { outcome: 'reused', userId, familyId: token.family_id };
}

async function revoke(pool: Pool, userId: string, now: Date, familyId?: string): Promise<string[]> {
  return inTransaction(pool, async (tx) => {
    await tx.query('SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
    const closed = await tx.query<{ family_id: string }>(
      `UPDATE refresh_tokens SET revoked_at = $2
       WHERE user_id = $1 AND revoked_at IS NULL AND ($3::uuid IS NULL OR family_id = $3) RETURNING family_id`,
      [userId, now, familyId ?? null],
    );
    return closed.rows.map((row) => row.family_id);
  });
}
