import { AppError } from '../../shared/errors/app-error.ts';
import { inTransaction, type Queryable } from '../../shared/postgres/pool.ts';
import { announce, type Desk } from '../desk.ts';
import { iso } from '../reservations/hold-outcome.ts';
import { isMember, lockTransfer, type TransferRow, withdrawClaim } from './transfer-rows.ts';

export interface Claim {
  readonly transferId: string;
  /** Won: face value and fee. */
  readonly totalAmount: number;
  /** Until then nobody else may buy it. */
  readonly expiresAt: string;
}

/**
 * Begins a purchase: for five minutes only this buyer may pay (as long as a hold of seats), so that no two pay for one
 * ticket. Asking again answers the same claim.
 * @throws AppError TRANSFER_NOT_FOUND, TRANSFER_NOT_LISTED, TRANSFER_OWN, TRANSFER_CLAIMED, MEMBERSHIP_REQUIRED, TICKET_LIMIT_EXCEEDED
 */
export async function claimTransfer(desk: Desk, wanted: { userId: string; transferId: string }): Promise<Claim> {
  const claim = await inTransaction(desk.pool, async (tx) => {
    const transfer = await lockTransfer(tx, wanted.transferId);
    if (!transfer) throw new AppError('TRANSFER_NOT_FOUND', 'There is no such transfer.');
    await refuseBuyer(tx, transfer, wanted.userId);
    if (transfer.claimed && transfer.claim_expires_at !== null) {
      const expiresAt = transfer.claim_expires_at.toISOString();
      if (transfer.buyer_id === wanted.userId)
        return { transferId: transfer.id, totalAmount: transfer.total_price, expiresAt };
      throw new AppError('TRANSFER_CLAIMED', 'Somebody else is buying this just now.', { until: expiresAt });
    }
    await refuseTooMany(tx, desk, transfer, wanted.userId);
    // A claim that ran out and that no sweep has met yet.
    await withdrawClaim(tx, desk, transfer, 'expired');
    return begin(tx, desk, transfer, wanted.userId);
  });
  desk.wakeRelay();
  return claim;
}

async function begin(tx: Queryable, desk: Desk, transfer: TransferRow, userId: string): Promise<Claim> {
  const { rows } = await tx.query<{ expires_at: Date }>({
    name: 'transfer-claim',
    text: `UPDATE ticket_transfers SET buyer_id = $2, claim_expires_at = now() + make_interval(secs => $3)
           WHERE id = $1 RETURNING claim_expires_at AS expires_at`,
    values: [transfer.id, userId, desk.holdSeconds],
  });
  const [row] = rows;
  if (!row) throw new Error('a locked transfer is gone');
  const expiresAt = row.expires_at.toISOString();
  await announce(tx, desk, 'payment-events', transfer.id, {
    type: 'PAYMENT_REQUESTED',
    paymentType: 'transfer',
    referenceId: transfer.id,
    userId,
    eventId: transfer.event_id,
    amount: transfer.total_price,
    orderName: `Transfer: ${transfer.event_title}`.slice(0, 200),
    expiresAt,
  });
  return { transferId: transfer.id, totalAmount: transfer.total_price, expiresAt };
}

/** @throws AppError unless this person may buy this transfer */
async function refuseBuyer(tx: Queryable, transfer: TransferRow, userId: string): Promise<void> {
  if (transfer.status !== 'listed' || transfer.over)
    throw new AppError('TRANSFER_NOT_LISTED', 'This is not for sale any more.');
  if (transfer.seller_id === userId) throw new AppError('TRANSFER_OWN', 'You cannot buy your own tickets.');
  if (!(await isMember(tx, userId, transfer.artist_id))) {
    throw new AppError('MEMBERSHIP_REQUIRED', 'Only members of this artist may buy these tickets.');
  }
}

/** How many tickets would be the buyer's, and how many may be. */
export async function shares(tx: Queryable, desk: Pick<Desk, 'ticketLimit'>, transfer: TransferRow, userId: string) {
  const { rows } = await tx.query<{ tickets: number; held: number; ticket_limit: number }>({
    name: 'transfer-shares',
    text: `SELECT (SELECT sum(quantity)::int FROM reservation_items WHERE reservation_id = $1 AND released_at IS NULL) AS tickets,
             coalesce((SELECT held FROM event_buyers WHERE event_id = e.id AND user_id = $3), 0) AS held,
             coalesce(e.max_tickets_per_person, $4) AS ticket_limit
           FROM events e WHERE e.id = $2`,
    values: [transfer.reservation_id, transfer.event_id, userId, desk.ticketLimit],
  });
  const { tickets = 0, held = 0, ticket_limit: limit = 0 } = rows[0] ?? {};
  return { tickets, limit, fits: held + tickets <= limit };
}

async function refuseTooMany(tx: Queryable, desk: Desk, transfer: TransferRow, userId: string): Promise<void> {
  const { fits, limit } = await shares(tx, desk, transfer, userId);
  if (fits) return;
  throw new AppError('TICKET_LIMIT_EXCEEDED', `One person may have ${limit} tickets for this event.`, { limit });
}

/**
 * What the claimed transfer costs, for payment.
 * @throws AppError TRANSFER_NOT_FOUND, TRANSFER_NOT_CLAIMED, and what `refuseBuyer` throws
 */
export async function validateTransfer(desk: Desk, id: string, userId: string) {
  const transfer = await lockTransfer(desk.pool, id, '');
  if (!transfer) throw new AppError('TRANSFER_NOT_FOUND', 'There is no such transfer.');
  await refuseBuyer(desk.pool, transfer, userId);
  if (!transfer.claimed || transfer.buyer_id !== userId) {
    throw new AppError('TRANSFER_NOT_CLAIMED', 'Begin with POST /api/transfers/{id}/purchase.');
  }
  const { total_price, artist_id, event_id, claim_expires_at } = transfer;
  const expiresAt = claim_expires_at?.toISOString() ?? null;
  return { id, total_amount: total_price, totalAmount: total_price, artist_id, eventId: event_id, expiresAt };
}

const batchSize = 200;
const sweepText = `
WITH due AS MATERIALIZED (
  SELECT id, buyer_id FROM ticket_transfers WHERE status = 'listed' AND claim_expires_at IS NOT NULL AND claim_expires_at <= now()
  ORDER BY claim_expires_at LIMIT ${batchSize} FOR UPDATE SKIP LOCKED
), freed AS (
  UPDATE ticket_transfers t SET buyer_id = NULL, claim_expires_at = NULL FROM due WHERE t.id = due.id
  RETURNING t.id, due.buyer_id
), news AS MATERIALIZED (
  SELECT gen_random_uuid() AS news_id, id, buyer_id FROM freed
), announced AS (
  INSERT INTO outbox (event_id, topic, key, payload)
  SELECT news_id, 'payment-events', id::text, jsonb_build_object('type', 'PAYMENT_WITHDRAWN', 'id', news_id, 'timestamp', ${iso('now()')},
    'paymentType', 'transfer', 'referenceId', id, 'userId', buyer_id, 'reason', 'expired') FROM news
)
SELECT count(*)::int AS freed FROM freed`;

/** Gives listings free again whose buyer did not pay in time. @returns how many */
export async function sweepClaims(db: Queryable, wakeRelay: () => void): Promise<number> {
  let total = 0;
  for (let freed = batchSize; freed === batchSize; total += freed) {
    const { rows } = await db.query<{ freed: number }>({ name: 'sweep-claims', text: sweepText });
    freed = rows[0]?.freed ?? 0;
    if (freed > 0) wakeRelay();
  }
  return total;
}
