import type { Queryable } from '../../shared/postgres/pool.ts';
import { type Arrived, announce, askMoneyBack, type Desk, goesBack, noteRefund, type Settled } from '../desk.ts';
import { pointsFor } from '../memberships/tiers.ts';
import { markRefunded } from '../reservations/end-reservation.ts';
import type { Sale } from '../reservations/sale.ts';
import { shares } from './claim-transfer.ts';
import { lockTransfer, type TransferRow, tell } from './transfer-rows.ts';

interface ReservationRow {
  readonly user_id: string;
  readonly status: string;
  readonly payment_id: string | null;
  readonly total_amount: number;
}

/**
 * The buyer's money has arrived: the tickets change hands, or the money goes back (ruling E6). For the HTTP call and the
 * event alike, any number of times (10.3 #1).
 *
 * With the tickets goes everything that hangs on them: the owner, the payment that a later refund returns (10.3 #29), the
 * share of the person's limit, the points, and a new generation of codes, so that the seller's code opens no door. The
 * seller's own payment goes back to where it came from: at every moment exactly one payment stands for a ticket.
 */
export async function completeTransfer(tx: Queryable, desk: Desk, paid: Arrived): Promise<Settled> {
  const known = await lockTransfer(tx, paid.referenceId, '');
  // The reservation first, then its transfer: the order of a cancellation, whose listing falls with it.
  const reservation = known && (await lockReservation(tx, known.reservation_id));
  const transfer = await lockTransfer(tx, paid.referenceId);
  if (transfer?.payment_id === paid.paymentId) return { outcome: 'already' };
  if (await goesBack(tx, paid.referenceId, paid.paymentId)) return { outcome: 'refused', because: 'refunded_before' };
  if (!transfer || !reservation) return refuse(tx, desk, paid, 'unknown');
  const because = refusal(transfer, reservation, paid);
  if (because !== undefined) return refuse(tx, desk, paid, because);
  const { tickets, limit } = await shares(tx, desk, transfer, paid.userId);
  if (!(await moveShare(tx, transfer, paid.userId, tickets, limit))) return refuse(tx, desk, paid, 'over_limit');
  await handOver(tx, transfer, paid);
  await movePoints(tx, transfer, paid.userId);
  await paySellerBack(tx, desk, transfer, reservation);
  await tell(tx, desk, 'TRANSFER_COMPLETED', transfer, paid.userId);
  await announce(tx, desk, 'payment-events', transfer.id, {
    type: 'PAYMENT_COMPLETED',
    paymentType: 'transfer',
    ...paid,
    eventId: transfer.event_id,
  });
  return { outcome: 'done' };
}

async function lockReservation(tx: Queryable, id: string): Promise<ReservationRow | undefined> {
  const { rows } = await tx.query<ReservationRow>({
    name: 'transfer-lock-reservation',
    text: 'SELECT user_id, status, payment_id, total_amount FROM reservations WHERE id = $1 FOR UPDATE',
    values: [id],
  });
  return rows[0];
}

async function refuse(tx: Queryable, desk: Desk, paid: Arrived, because: string): Promise<Settled> {
  await askMoneyBack(tx, desk, { ...paid, paymentType: 'transfer', reason: `cannot be completed: ${because}` });
  return { outcome: 'refused', because };
}

function refusal(transfer: TransferRow, reservation: ReservationRow, paid: Arrived): string | undefined {
  if (transfer.status !== 'listed') return transfer.status;
  if (reservation.status !== 'confirmed' || reservation.user_id !== transfer.seller_id) return 'not_for_sale';
  if (transfer.over) return 'event_over';
  // A claim that ran out still counts while nobody has taken its place: the buyer has paid.
  if (transfer.buyer_id !== paid.userId) return 'not_claimed';
  return transfer.total_price === paid.amount ? undefined : 'amount_differs';
}

/** Moves the tickets from the seller's share of the limit to the buyer's. @returns false when it is too many */
async function moveShare(
  tx: Queryable,
  transfer: TransferRow,
  buyerId: string,
  tickets: number,
  limit: number,
): Promise<boolean> {
  const { event_id, seller_id } = transfer;
  await tx.query({
    name: 'transfer-lock-shares',
    text: 'SELECT FROM event_buyers WHERE event_id = $1 AND user_id = ANY ($2::uuid[]) ORDER BY event_id, user_id FOR UPDATE',
    values: [event_id, [seller_id, buyerId]],
  });
  const raised = await tx.query({
    name: 'transfer-raise-share',
    text: `INSERT INTO event_buyers AS b (event_id, user_id, held) SELECT $1, $2, $3::int WHERE $3::int <= $4::int
           ON CONFLICT (event_id, user_id) DO UPDATE SET held = b.held + excluded.held WHERE b.held + excluded.held <= $4::int`,
    values: [event_id, buyerId, tickets, limit],
  });
  if (raised.rowCount === 0) return false;
  await tx.query({
    name: 'transfer-lower-share',
    text: 'UPDATE event_buyers SET held = held - $3 WHERE event_id = $1 AND user_id = $2',
    values: [event_id, seller_id, tickets],
  });
  return true;
}

/** The seller's idempotency key stays behind: under the buyer's name it could be somebody else's. */
async function handOver(tx: Queryable, transfer: TransferRow, { userId, paymentId }: Arrived): Promise<void> {
  await tx.query({
    name: 'transfer-hand-over',
    text: `UPDATE reservations SET user_id = $2, payment_id = $3, code_generation = code_generation + 1, idempotency_key = NULL WHERE id = $1`,
    values: [transfer.reservation_id, userId, paymentId],
  });
  await tx.query({
    name: 'transfer-hand-over-seats',
    text: `UPDATE seats s SET locked_by = $2 FROM reservation_items i
           WHERE i.reservation_id = $1 AND i.released_at IS NULL AND s.id = i.seat_id AND s.reservation_id = $1`,
    values: [transfer.reservation_id, userId],
  });
  await tx.query({
    name: 'transfer-complete',
    text: `UPDATE ticket_transfers SET status = 'completed', buyer_id = $2, payment_id = $3, completed_at = now(), claim_expires_at = NULL WHERE id = $1`,
    values: [transfer.id, userId, paymentId],
  });
}

/** The points of the purchase go with the tickets; each membership earns them for one reservation once. */
async function movePoints(tx: Queryable, transfer: TransferRow, buyerId: string): Promise<void> {
  await tx.query({
    name: 'transfer-points-back',
    text: `INSERT INTO membership_point_logs (membership_id, action_type, points, description, reference_id)
           SELECT membership_id, 'TICKET_RETURN', -points, 'Tickets sold on', reference_id FROM membership_point_logs
           WHERE action_type = 'TICKET_PURCHASE' AND reference_id = $1
           ON CONFLICT ON CONSTRAINT membership_point_logs_once_key DO NOTHING`,
    values: [transfer.reservation_id],
  });
  await tx.query({
    name: 'transfer-points-on',
    text: `INSERT INTO membership_point_logs (membership_id, action_type, points, description, reference_id)
           SELECT id, 'TICKET_PURCHASE', $4::int, 'Tickets bought', $1 FROM artist_memberships
           WHERE user_id = $2 AND artist_id = $3 AND status = 'active' AND expires_at > now()
           ON CONFLICT ON CONSTRAINT membership_point_logs_once_key DO NOTHING`,
    values: [transfer.reservation_id, buyerId, transfer.artist_id, pointsFor.TICKET_PURCHASE],
  });
}

/** Read by stats (recording/story.ts): the refund of a payment whose tickets live on is no cancellation. */
const resoldReason = 'resold';

async function paySellerBack(
  tx: Queryable,
  desk: Desk,
  transfer: TransferRow,
  { payment_id, total_amount }: ReservationRow,
) {
  if (payment_id === null) return;
  const { rows } = await tx.query<{ id: string; total_price: number }>({
    name: 'transfer-of-payment',
    text: 'SELECT id, total_price FROM ticket_transfers WHERE payment_id = $1',
    values: [payment_id],
  });
  const [earlier] = rows;
  await askMoneyBack(tx, desk, {
    paymentType: earlier ? 'transfer' : 'reservation',
    referenceId: earlier?.id ?? transfer.reservation_id,
    paymentId: payment_id,
    userId: transfer.seller_id,
    amount: earlier?.total_price ?? total_amount,
    reason: resoldReason,
  });
}

/** The money of a transfer's payment is back: if the tickets still stand on it they are given back too (10.3 #29). */
export async function takeTransferBack(
  tx: Queryable,
  sale: Sale,
  refund: {
    readonly referenceId: string;
    readonly paymentId: string;
    readonly amount: number;
    readonly reason: string;
  },
): Promise<void> {
  await noteRefund(tx, refund);
  const { rows } = await tx.query<{ reservation_id: string }>({
    name: 'transfer-reservation-of-payment',
    text: 'SELECT reservation_id FROM ticket_transfers WHERE payment_id = $1',
    values: [refund.paymentId],
  });
  for (const { reservation_id: reservationId } of rows) await markRefunded(sale, { ...refund, reservationId }, tx);
}
