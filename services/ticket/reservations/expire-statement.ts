import type { Queryable } from '../../shared/postgres/pool.ts';
import { iso } from './hold-outcome.ts';
import { type FencedSeat, freedSeatsColumn, releaseClauses } from './release-clauses.ts';

/**
 * One batch, one statement, one transaction: a fault rolls back this batch and no other (domain.md 10.3 #15).
 * SKIP LOCKED is right here: a reservation that is just being confirmed or cancelled is somebody else's work, and several
 * pods sweep side by side. What was not asked to be paid (a total of 0) is not withdrawn.
 *
 * The limit is written out: behind a parameter the planner expects a tenth of all holds and reads every table whole
 * (450 ms instead of 45 ms a batch among 230,000 holds, measured).
 */
const textFor = (due: string) => `
WITH due AS MATERIALIZED (
  ${due} FOR UPDATE SKIP LOCKED
), released AS (
  UPDATE reservations r SET status = 'expired' FROM due WHERE r.id = due.id
  RETURNING r.id, r.event_id, r.user_id, r.total_amount
), ${releaseClauses}, news AS MATERIALIZED (
  SELECT gen_random_uuid() AS news_id, id, user_id FROM released WHERE total_amount > 0
), announced AS (
  INSERT INTO outbox (event_id, topic, key, payload)
  SELECT news_id, 'payment-events', id::text, jsonb_build_object('type', 'PAYMENT_WITHDRAWN', 'id', news_id, 'timestamp', ${iso('now()')},
    'paymentType', 'reservation', 'referenceId', id, 'userId', user_id, 'reason', 'expired')
  FROM news
)
SELECT (SELECT count(*)::int FROM released) AS expired, ${freedSeatsColumn}`;

const overdue = `SELECT id FROM reservations WHERE status = 'pending' AND expires_at <= now()`;
const oldestOf = (batchSize: number) => `${overdue} AND id <> ALL($1::uuid[]) ORDER BY expires_at LIMIT ${batchSize}`;

export interface Expired {
  readonly expired: number;
  /** Seats that are free again. */
  readonly freed: readonly FencedSeat[];
}

/**
 * Ends up to `batchSize` pending reservations whose time is over; call again while it returns a full batch.
 * @param but reservations that are left alone
 */
export const expireReservations = (db: Queryable, batchSize: number, but: readonly string[] = []): Promise<Expired> =>
  run(db, `expire-reservations-${batchSize}`, textFor(oldestOf(batchSize)), [but]);

/** Ends this one, if its time is over. */
export const expireReservation = (db: Queryable, id: string): Promise<Expired> =>
  run(db, 'expire-reservation', textFor(`${overdue} AND id = $1::uuid`), [id]);

/** The reservations that `expireReservations` would end next. */
export async function overdueReservations(db: Queryable, batchSize: number, but: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>({
    name: `overdue-reservations-${batchSize}`,
    text: oldestOf(batchSize),
    values: [but],
  });
  return rows.map(({ id }) => id);
}

async function run(db: Queryable, name: string, text: string, values: unknown[]): Promise<Expired> {
  const { rows } = await db.query<{ expired: number; freed: FencedSeat[] | null }>({ name, text, values });
  return { expired: rows[0]?.expired ?? 0, freed: rows[0]?.freed ?? [] };
}
