import type { Queryable } from '../../shared/postgres/pool.ts';
import { cancelledColumns, moneyBackClauses, releasedColumns } from './money-back-clauses.ts';
import { type FencedSeat, freedSeatsColumn, releaseClauses } from './release-clauses.ts';

/**
 * Only a pending or confirmed reservation can be cancelled (domain.md 10.3 #5), and only what was paid asks for a refund
 * (10.3 #4); what was used at a door cannot be given back.
 */
const text = `
WITH target AS MATERIALIZED (
  SELECT id, CASE WHEN used_at IS NULL THEN status ELSE 'used' END AS status, payment_id FROM reservations WHERE id = $1::uuid AND user_id = $2::uuid FOR UPDATE
), released AS (
  UPDATE reservations r SET ${cancelledColumns}
  FROM target WHERE r.id = target.id AND target.status IN ('pending', 'confirmed')
  RETURNING ${releasedColumns}
), ${releaseClauses}, ${moneyBackClauses({
  reason: "'cancelled by the buyer'",
  withdrawn: "'cancelled'",
  newsId: '$3::uuid',
  headers: '$4::jsonb',
})}
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
