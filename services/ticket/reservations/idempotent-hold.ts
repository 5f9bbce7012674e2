import type { Queryable } from '../../shared/postgres/pool.ts';
import { violatedUniqueConstraint } from '../../shared/postgres/pool.ts';
import type { RefusedHold } from './hold-clauses.ts';
import { refusedHold, type wantedSeats } from './hold-refusals.ts';
import { retryDeadlock } from './retry-deadlock.ts';

/** The idempotency key of a request and what it stands for. */
export interface RequestKey {
  readonly userId: string;
  readonly idempotencyKey: string | null;
  readonly requestHash: string;
}

const keyConstraint = 'reservations_user_id_idempotency_key_key';

/**
 * Runs a hold so that one idempotency key makes one reservation, however many requests race: the first answer again for
 * the same request, an error for another one. Keys are unique per user (domain.md 10.3 #19) and remembered only with a
 * reservation: a refused request may be tried again under its key.
 * @returns the new hold, or the id of the reservation that the key already made
 * @throws AppError the refusal's code
 */
export async function holdOnce<H extends { readonly held: true }>(
  db: Queryable,
  key: RequestKey,
  things: typeof wantedSeats,
  hold: () => Promise<H | RefusedHold>,
): Promise<H | { readonly held: false; readonly earlierId: string }> {
  let result: H | RefusedHold;
  try {
    result = await retryDeadlock(hold);
  } catch (error) {
    if (violatedUniqueConstraint(error) !== keyConstraint) throw error;
    // A twin with other seats committed after our snapshot: the statement was undone whole.
    result = { held: false, refusal: 'key_in_flight', earlierId: null, refusedIds: [], ticketLimit: null };
  }
  if (result.held) return result;
  if (result.refusal === 'replayed' && result.earlierId !== null) return { held: false, earlierId: result.earlierId };
  // The seats may be taken by this very request's twin, which our snapshot was too old to see.
  const earlier = await findEarlier(db, key);
  if (earlier?.requestHash === key.requestHash) return { held: false, earlierId: earlier.id };
  const refusal = earlier || result.refusal === 'replayed' ? 'key_reused' : result.refusal;
  throw refusedHold(refusal, things, result);
}

/** The reservation that the key has already made; undefined without a key or without one. */
export async function findEarlier(
  db: Queryable,
  { userId, idempotencyKey }: Omit<RequestKey, 'requestHash'>,
): Promise<{ readonly id: string; readonly requestHash: string | null } | undefined> {
  if (idempotencyKey === null) return undefined;
  const { rows } = await db.query<{ id: string; requestHash: string | null }>({
    name: 'find-by-key',
    text: 'SELECT id, request_hash AS "requestHash" FROM reservations WHERE user_id = $1 AND idempotency_key = $2',
    values: [userId, idempotencyKey],
  });
  return rows[0];
}
