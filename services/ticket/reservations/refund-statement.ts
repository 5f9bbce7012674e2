import type { Queryable } from '../../shared/postgres/pool.ts';
import { type FencedSeat, freedSeatsColumn, releaseClauses } from './release-clauses.ts';

/**
 * The money of one payment is back with the buyer. What that payment had bought is given back whole: seats where this
 * reservation still holds them, quantities and limit (domain.md 10.3 #6). A second payment's refund changes nothing else.
 * The refund is written down even when nothing matched, so that a confirmation which arrives after it is refused.
 */
const text = `
WITH target AS MATERIALIZED (
  SELECT id, status, payment_id, payment_status FROM reservations WHERE id = $1::uuid FOR UPDATE
), noted AS (
  INSERT INTO refund_requests (reservation_id, payment_id, reason, amount) VALUES ($1::uuid, $2::uuid, $4::text, $3::int)
  ON CONFLICT DO NOTHING
), released AS (
  UPDATE reservations r SET payment_status = 'refunded',
    status = CASE WHEN target.status = 'confirmed' THEN 'cancelled' ELSE r.status END,
    cancelled_at = CASE WHEN target.status = 'confirmed' THEN now() ELSE r.cancelled_at END
  FROM target
  WHERE r.id = target.id AND target.payment_status <> 'refunded'
    AND (target.payment_id = $2::uuid
      OR (target.payment_id IS NULL AND target.payment_status = 'refund_requested'))
  RETURNING r.id, r.event_id, r.user_id
), ${releaseClauses}
SELECT (SELECT count(*)::int FROM released) AS refunded, ${freedSeatsColumn}`;

/** Marks the payment as refunded; safe to repeat. `changed` is false when the reservation had nothing to change. */
export async function refundReservation(
  db: Queryable,
  input: { reservationId: string; paymentId: string; amount: number; reason: string },
): Promise<{ readonly changed: boolean; readonly freed: readonly FencedSeat[] }> {
  const result = await db.query<{ refunded: number; freed: FencedSeat[] | null }>({
    name: 'refund-reservation',
    text,
    values: [input.reservationId, input.paymentId, input.amount, input.reason.slice(0, 255)],
  });
  return { changed: (result.rows[0]?.refunded ?? 0) > 0, freed: result.rows[0]?.freed ?? [] };
}
