import type { Queryable } from '../../shared/postgres/pool.ts';
import { iso } from './hold-outcome.ts';
import { type FencedSeat, freedSeatsColumn, releaseClauses } from './release-clauses.ts';

/**
 * Only a pending or confirmed reservation can be cancelled (domain.md 10.3 #5), and only what was paid asks for a refund
 * (10.3 #4); what was used at a door cannot be given back: PAYMENT_WITHDRAWN for the unpaid, refund_requests and REFUND_REQUESTED for the paid (10.3 #3).
 */
const text = `
WITH target AS MATERIALIZED (
  SELECT id, CASE WHEN used_at IS NULL THEN status ELSE 'used' END AS status, payment_id FROM reservations WHERE id = $1::uuid AND user_id = $2::uuid FOR UPDATE
), released AS (
  UPDATE reservations r SET status = 'cancelled', cancelled_at = now(),
    payment_status = CASE WHEN target.status = 'confirmed' AND target.payment_id IS NOT NULL THEN 'refund_requested' ELSE r.payment_status END
  FROM target WHERE r.id = target.id AND target.status IN ('pending', 'confirmed')
  RETURNING r.id, r.event_id, r.user_id, r.total_amount, r.payment_id, r.payment_status, target.status AS was
), ${releaseClauses}, bought AS MATERIALIZED (
  -- After a resale it is the new owner's payment for the transfer that goes back, not the first one (10.3 #29).
  SELECT r.id, r.payment_id, coalesce(t.total_price, r.total_amount) AS amount,
    CASE WHEN t.id IS NULL THEN 'reservation' ELSE 'transfer' END AS payment_type, coalesce(t.id, r.id) AS reference_id
  FROM released r LEFT JOIN ticket_transfers t ON t.payment_id = r.payment_id
  WHERE r.payment_status = 'refund_requested'
), asked AS (
  INSERT INTO refund_requests (reservation_id, payment_id, reason, amount)
  SELECT reference_id, payment_id, 'cancelled by the buyer', amount FROM bought
  ON CONFLICT DO NOTHING
  RETURNING payment_id, reason, amount
), announced AS (
  INSERT INTO outbox (event_id, topic, key, payload, headers)
  SELECT $3::uuid, 'payment-events', coalesce(bought.reference_id, r.id)::text, jsonb_build_object('id', $3::uuid, 'timestamp', ${iso('now()')},
      'paymentType', coalesce(bought.payment_type, 'reservation'), 'referenceId', coalesce(bought.reference_id, r.id), 'userId', r.user_id)
    || CASE WHEN asked.payment_id IS NULL THEN jsonb_build_object('type', 'PAYMENT_WITHDRAWN', 'reason', 'cancelled')
       ELSE jsonb_build_object('type', 'REFUND_REQUESTED', 'paymentId', asked.payment_id, 'amount', asked.amount, 'reason', asked.reason) END,
    $4::jsonb
  FROM released r LEFT JOIN bought ON bought.id = r.id LEFT JOIN asked ON asked.payment_id = bought.payment_id
  WHERE asked.payment_id IS NOT NULL OR (r.was = 'pending' AND r.total_amount > 0)
)
SELECT target.status AS was, r.payment_status, ${freedSeatsColumn}
FROM target LEFT JOIN released r ON true`;

export type Cancellation =
  | { readonly outcome: 'cancelled'; readonly paymentStatus: string; readonly freed: readonly FencedSeat[] }
  /** Nobody's, or somebody else's: the caller must not learn which. */
  | { readonly outcome: 'unknown' }
  /** It had ended before; `was` is how. */
  | { readonly outcome: 'refused'; readonly was: string };

/** Cancels the user's own reservation. */
export async function cancelReservation(
  db: Queryable,
  input: { reservationId: string; userId: string; outboxId: string; outboxHeaders: string },
): Promise<Cancellation> {
  const result = await db.query<{ was: string; payment_status: string | null; freed: FencedSeat[] | null }>({
    name: 'cancel-reservation',
    text,
    values: [input.reservationId, input.userId, input.outboxId, input.outboxHeaders],
  });
  const row = result.rows[0];
  if (!row) return { outcome: 'unknown' };
  if (row.payment_status === null) return { outcome: 'refused', was: row.was };
  return { outcome: 'cancelled', paymentStatus: row.payment_status, freed: row.freed ?? [] };
}
