import { z } from 'zod';
import type { Queryable } from '../postgres/pool.ts';

/** An answer as it is kept: what the handler answered, or the error that it threw. */
export const keptAnswerSchema = z.union([
  z.object({ body: z.unknown() }),
  z.object({ error: z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()) }) }),
]);
export type KeptAnswer = z.infer<typeof keptAnswerSchema>;

export type Claim =
  | { readonly kind: 'mine' }
  | { readonly kind: 'running' }
  | { readonly kind: 'other request' }
  | { readonly kind: 'done'; readonly status: number; readonly answer: KeptAnswer };

interface Row {
  readonly mine: boolean;
  readonly request_hash: string;
  readonly status: number | null;
  readonly response: unknown;
}

/** The table `idempotency_keys` of a service's own database; every database that takes keys has one. */
export interface IdempotencyStore {
  /** Takes the key for this request, or says what stands in the way. */
  claim(userId: string, key: string, requestHash: string): Promise<Claim>;
  keep(userId: string, key: string, status: number, answer: KeptAnswer): Promise<void>;
  /** Forgets the key: the request never began. */
  release(userId: string, key: string): Promise<void>;
}

/** Stripe keeps answers for at least 24 hours. */
const keptFor = `interval '24 hours'`;

/**
 * @param abandonedMs after so long without an answer the process that held the key must be gone (kill -9), and the next
 *   request with it runs again, so what it does must bear being done twice. Longer than any request can take; default one
 *   minute, four times a statement's longest time.
 */
export function createIdempotencyStore(db: Queryable, abandonedMs = 60_000): IdempotencyStore {
  return {
    async claim(userId, key, requestHash) {
      const { rows } = await db.query<Row>({
        name: 'idempotency-claim',
        // The insert and the look at the row are one statement each time; the second runs only when a row is there.
        text: `WITH taken AS (
            INSERT INTO idempotency_keys AS k (user_id, key, request_hash) VALUES ($1, $2, $3)
            ON CONFLICT (user_id, key) DO UPDATE
              SET request_hash = excluded.request_hash, status = NULL, response = NULL, created_at = now()
              WHERE k.created_at < now() - ${keptFor}
                OR (k.status IS NULL AND k.request_hash = excluded.request_hash
                    AND k.created_at < now() - make_interval(secs => $4 / 1000.0))
            RETURNING request_hash, status, response)
          SELECT true AS mine, request_hash, status, response FROM taken
          UNION ALL
          SELECT false, request_hash, status, response FROM idempotency_keys
          WHERE user_id = $1 AND key = $2 AND NOT EXISTS (SELECT 1 FROM taken)`,
        values: [userId, key, requestHash, abandonedMs],
      });
      return toClaim(rows[0], requestHash);
    },
    async keep(userId, key, status, answer) {
      await db.query({
        name: 'idempotency-keep',
        text: 'UPDATE idempotency_keys SET status = $3, response = $4 WHERE user_id = $1 AND key = $2',
        values: [userId, key, status, JSON.stringify(answer)],
      });
    },
    async release(userId, key) {
      await db.query('DELETE FROM idempotency_keys WHERE user_id = $1 AND key = $2 AND status IS NULL', [userId, key]);
    },
  };
}

/** Forgets the keys whose time is over. */
export async function forgetIdempotencyKeys(db: Queryable): Promise<void> {
  await db.query(`DELETE FROM idempotency_keys WHERE created_at < now() - ${keptFor}`);
}

function toClaim(row: Row | undefined, requestHash: string): Claim {
  // No row at all: another request inserted it after this statement's snapshot, so it runs right now.
  if (!row) return { kind: 'running' };
  if (row.mine) return { kind: 'mine' };
  if (row.request_hash !== requestHash) return { kind: 'other request' };
  if (row.status === null) return { kind: 'running' };
  return { kind: 'done', status: row.status, answer: keptAnswerSchema.parse(row.response) };
}
