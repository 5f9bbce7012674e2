import type { Queryable } from '../../shared/postgres/pool.ts';
import { cancelledColumns, moneyBackClauses, releasedColumns } from '../reservations/money-back-clauses.ts';
import { type FencedSeat, freedSeatsColumn, releaseClauses } from '../reservations/release-clauses.ts';

const textFor = (target: string, reason: string) => `
WITH target AS MATERIALIZED (
  ${target}
), released AS (
  UPDATE reservations r SET ${cancelledColumns}
  FROM target WHERE r.id = target.id
  RETURNING ${releasedColumns}
), ${releaseClauses}, ${moneyBackClauses({
  reason: `'${reason}'`,
  withdrawn: "'event_cancelled'",
  newsId: 'gen_random_uuid()',
  headers: '$2::jsonb',
})}
SELECT (SELECT count(*)::int FROM released) AS ended, ${freedSeatsColumn}`;

/**
 * Reservations of cancelled events, a batch at a time. SKIP LOCKED: what is just being confirmed or cancelled is found by the
 * next round, in whatever state it is then. Who was let in at the door has had the event.
 */
const ofCancelledEvents = textFor(
  `SELECT r.id, r.status, r.payment_id FROM events e JOIN reservations r ON r.event_id = e.id
  WHERE e.calling_off_until IS NOT NULL AND ($1::uuid IS NULL OR e.id = $1::uuid)
    AND r.status IN ('pending', 'confirmed') AND r.used_at IS NULL
  ORDER BY r.id LIMIT 200 FOR UPDATE OF r SKIP LOCKED`,
  'the event was cancelled',
);

const ofAdministrator = textFor(
  `SELECT id, status, payment_id FROM reservations WHERE id = $1::uuid AND status IN ('pending', 'confirmed') AND used_at IS NULL FOR UPDATE`,
  'cancelled by the organiser',
);

export interface CalledOff {
  readonly ended: number;
  readonly freed: readonly FencedSeat[];
}

/** Ends up to 200 reservations of cancelled events; call again until it ends none. @param eventId null for all of them */
export const callOffBatch = (db: Queryable, eventId: string | null, headers: string): Promise<CalledOff> =>
  run(db, 'call-off', ofCancelledEvents, [eventId, headers]);

/** An administrator cancels one reservation, with its money. `ended` is 0 when it was over, or used. */
export const cancelForAdmin = (db: Queryable, reservationId: string, headers: string): Promise<CalledOff> =>
  run(db, 'cancel-for-admin', ofAdministrator, [reservationId, headers]);

async function run(db: Queryable, name: string, text: string, values: unknown[]): Promise<CalledOff> {
  const { rows } = await db.query<{ ended: number; freed: FencedSeat[] | null }>({ name, text, values });
  return { ended: rows[0]?.ended ?? 0, freed: rows[0]?.freed ?? [] };
}
