import type { Queryable } from '../../shared/postgres/pool.ts';
import { pointsFor } from '../memberships/tiers.ts';
import { iso } from './hold-outcome.ts';
import type { FencedSeat } from './release-clauses.ts';

export interface ConfirmInput {
  readonly reservationId: string;
  readonly paymentId: string;
  /** What was captured, in won. */
  readonly amount: number;
  readonly paymentMethod: string;
  /** Who paid, where the caller knows it; a refund for a reservation that does not exist is addressed to them. */
  readonly userId: string | null;
  readonly outboxId: string;
  readonly outboxHeaders: string;
}

export type ConfirmRefusal =
  | 'unknown'
  | 'expired'
  | 'cancelled'
  | 'paid_otherwise'
  | 'amount_differs'
  | 'seat_lost'
  | 'refunded_before';

/**
 * Money has arrived: the reservation becomes confirmed, or the money goes back. One statement, so there is no third way
 * (domain.md 10.3 #7; ruling E6). The HTTP call and the Kafka event both come here, in either order, any number of times:
 * the payment that confirmed the reservation is answered `already` (10.3 #1), the primary key of refund_requests lets
 * each payment be refused into one REFUND_REQUESTED only.
 *
 * Every seat must still be locked under the fencing number of its item: a holder that was paused while its hold expired
 * and the seat went on gets its money back and never the seat (E4). A hold past its time that no sweep has met yet is
 * still `pending` and is kept: the buyer has paid and nobody else has the seat.
 */
const text = `
WITH target AS MATERIALIZED (
  SELECT id, user_id, event_id, status, payment_id, total_amount FROM reservations WHERE id = $1::uuid FOR UPDATE
), fenced AS MATERIALIZED (
  SELECT s.id FROM target JOIN reservation_items i ON i.reservation_id = target.id JOIN seats s ON s.id = i.seat_id
  WHERE target.status = 'pending' AND i.released_at IS NULL
    AND s.status = 'locked' AND s.reservation_id = target.id AND s.fencing_token = i.fencing_token
  ORDER BY s.id FOR UPDATE OF s
), verdict AS MATERIALIZED (
  SELECT CASE
    WHEN target.id IS NULL THEN 'unknown'
    WHEN target.payment_id = $2::uuid AND target.status = 'confirmed' THEN 'already'
    WHEN EXISTS (SELECT FROM refund_requests WHERE reservation_id = $1::uuid AND payment_id = $2::uuid) THEN 'refunded_before'
    WHEN target.status = 'confirmed' THEN 'paid_otherwise'
    WHEN target.status <> 'pending' THEN target.status
    WHEN target.total_amount <> $3::int THEN 'amount_differs'
    WHEN (SELECT count(*) FROM fenced) <> (SELECT count(*) FROM reservation_items WHERE reservation_id = $1::uuid AND seat_id IS NOT NULL)
      THEN 'seat_lost'
    ELSE 'confirmed' END AS outcome
  FROM (SELECT) AS one_row LEFT JOIN target ON true
), confirmed AS (
  UPDATE reservations r SET status = 'confirmed', payment_status = 'completed', payment_id = $2::uuid, payment_method = $4::text, confirmed_at = now()
  FROM verdict WHERE r.id = $1::uuid AND verdict.outcome = 'confirmed'
  RETURNING r.id, r.user_id, r.event_id
), sold AS (
  UPDATE seats s SET status = 'reserved', version = s.version + 1
  FROM fenced, confirmed WHERE s.id = fenced.id
  RETURNING s.id, s.fencing_token
), earned AS (
  -- Loyalty: once per reservation and membership; the database adds the points up (memberships/tiers.ts).
  INSERT INTO membership_point_logs (membership_id, action_type, points, description, reference_id)
  SELECT m.id, 'TICKET_PURCHASE', ${pointsFor.TICKET_PURCHASE}, 'Tickets bought', confirmed.id::text
  FROM confirmed JOIN events e ON e.id = confirmed.event_id
  JOIN artist_memberships m ON m.user_id = confirmed.user_id AND m.artist_id = e.artist_id
  WHERE m.status = 'active' AND m.expires_at > now()
  ON CONFLICT ON CONSTRAINT membership_point_logs_once_key DO NOTHING
), refused AS (
  INSERT INTO refund_requests (reservation_id, payment_id, reason, amount)
  SELECT $1::uuid, $2::uuid, 'cannot be confirmed: ' || outcome, $3::int
  FROM verdict, (SELECT) AS one_row LEFT JOIN target ON true
  WHERE outcome NOT IN ('confirmed', 'already', 'refunded_before') AND coalesce(target.user_id, $5::uuid) IS NOT NULL
  ON CONFLICT DO NOTHING
  RETURNING reason, amount
), awaiting_refund AS (
  -- Asked of target, which is the locked row: the snapshot may be older than the expiry or cancel that we waited for.
  UPDATE reservations r SET payment_status = 'refund_requested'
  FROM refused, target WHERE r.id = target.id AND target.status IN ('expired', 'cancelled') AND target.payment_id IS NULL
), announced AS (
  INSERT INTO outbox (event_id, topic, key, payload, headers)
  SELECT $6::uuid, 'payment-events', $1::uuid::text, jsonb_build_object('type', 'PAYMENT_COMPLETED', 'id', $6::uuid, 'timestamp', ${iso('now()')},
    'paymentType', 'reservation', 'referenceId', id, 'userId', user_id, 'paymentId', $2::uuid, 'eventId', event_id, 'amount', $3::int), $7::jsonb
  FROM confirmed
  UNION ALL
  SELECT $6::uuid, 'payment-events', $1::uuid::text, jsonb_build_object('type', 'REFUND_REQUESTED', 'id', $6::uuid, 'timestamp', ${iso('now()')},
    'paymentType', 'reservation', 'referenceId', $1::uuid, 'userId', coalesce((SELECT user_id FROM target), $5::uuid),
    'paymentId', $2::uuid, 'amount', refused.amount, 'reason', refused.reason), $7::jsonb
  FROM refused
)
SELECT outcome, (SELECT jsonb_agg(jsonb_build_object('seatId', id, 'fencingToken', fencing_token)) FROM sold) AS sold FROM verdict`;

export type Confirmation =
  | { readonly outcome: 'confirmed'; readonly sold: readonly FencedSeat[] }
  | { readonly outcome: 'already' }
  /** The money is on its way back; except for `unknown` without a userId, where nobody is known to send it to. */
  | { readonly outcome: 'refused'; readonly because: ConfirmRefusal };

/** Confirms a reservation for one payment, or asks for that payment's refund; safe to repeat. */
export async function confirmReservation(db: Queryable, input: ConfirmInput): Promise<Confirmation> {
  const result = await db.query<{ outcome: 'confirmed' | 'already' | ConfirmRefusal; sold: FencedSeat[] | null }>({
    name: 'confirm-reservation',
    text,
    values: [
      input.reservationId,
      input.paymentId,
      input.amount,
      input.paymentMethod,
      input.userId,
      input.outboxId,
      input.outboxHeaders,
    ],
  });
  const row = result.rows[0];
  if (!row) throw new Error('confirm-reservation answered no row');
  if (row.outcome === 'confirmed') return { outcome: 'confirmed', sold: row.sold ?? [] };
  if (row.outcome === 'already') return { outcome: 'already' };
  return { outcome: 'refused', because: row.outcome };
}
