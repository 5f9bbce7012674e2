import type { Queryable } from '../../shared/postgres/pool.ts';
import { announce, type Desk } from '../desk.ts';
import { effectiveTier } from '../memberships/membership-reads.ts';

/** A transfer with what decides about it. */
export interface TransferRow {
  readonly id: string;
  readonly reservation_id: string;
  readonly seller_id: string;
  /** While listed, whoever may pay now; completed, the new owner. */
  readonly buyer_id: string | null;
  readonly artist_id: string | null;
  readonly original_price: number;
  readonly transfer_fee: number;
  readonly total_price: number;
  readonly status: 'listed' | 'completed' | 'cancelled';
  readonly claim_expires_at: Date | null;
  readonly payment_id: string | null;
  /** The claim of `buyer_id` has not run out. */
  readonly claimed: boolean;
  readonly event_id: string;
  readonly event_title: string;
  /** The event is over or cancelled, or the tickets are used. */
  readonly over: boolean;
}

/** The transfer, its row locked. Whoever also locks the reservation does that first. */
export async function lockTransfer(tx: Queryable, id: string, lock: '' | 'FOR UPDATE OF t' = 'FOR UPDATE OF t') {
  const { rows } = await tx.query<TransferRow>({
    name: `transfer-by-id${lock === '' ? '' : '-locked'}`,
    text: `SELECT t.id, t.reservation_id, t.seller_id, t.buyer_id, t.artist_id, t.original_price, t.transfer_fee, t.total_price, t.status,
             t.claim_expires_at, t.payment_id, coalesce(t.claim_expires_at > now(), false) AS claimed, e.id AS event_id, e.title AS event_title,
             e.event_date <= now() OR e.status = 'cancelled' OR e.deleted_at IS NOT NULL OR r.used_at IS NOT NULL AS over
           FROM ticket_transfers t JOIN reservations r ON r.id = t.reservation_id JOIN events e ON e.id = r.event_id
           WHERE t.id = $1 ${lock}`,
    values: [id],
  });
  return rows[0];
}

/** Whether the person is a running member; everybody is where no artist is linked. */
export async function isMember(tx: Queryable, userId: string, artistId: string | null): Promise<boolean> {
  if (artistId === null) return true;
  const { rows } = await tx.query<{ tier: string }>({
    name: 'transfer-tier',
    text: `SELECT ${effectiveTier} AS tier FROM artist_memberships m WHERE user_id = $1 AND artist_id = $2`,
    values: [userId, artistId],
  });
  return rows.some(({ tier }) => tier !== 'BRONZE');
}

type Listed = Pick<TransferRow, 'id' | 'reservation_id' | 'seller_id' | 'total_price' | 'transfer_fee'>;

/** Tells stats about a transfer. */
export const tell = (
  tx: Queryable,
  desk: Desk,
  type: 'TRANSFER_LISTED' | 'TRANSFER_COMPLETED' | 'TRANSFER_CANCELLED',
  transfer: Listed,
  buyerId: string | null = null,
): Promise<void> =>
  announce(tx, desk, 'transfer-events', transfer.id, {
    type,
    transferId: transfer.id,
    reservationId: transfer.reservation_id,
    sellerId: transfer.seller_id,
    buyerId,
    totalPrice: transfer.total_price,
    fee: transfer.transfer_fee,
  });

/** The claimant of a listed transfer may no longer pay. */
export async function withdrawClaim(
  tx: Queryable,
  desk: Desk,
  { id, buyer_id }: Pick<TransferRow, 'id' | 'buyer_id'>,
  reason: 'expired' | 'cancelled',
): Promise<void> {
  if (buyer_id === null) return;
  await announce(tx, desk, 'payment-events', id, {
    type: 'PAYMENT_WITHDRAWN',
    paymentType: 'transfer',
    referenceId: id,
    userId: buyer_id,
    reason,
  });
}

/** Takes a listed transfer, whose row is locked, off the market. */
export async function takeDown(tx: Queryable, desk: Desk, transfer: TransferRow): Promise<void> {
  await tx.query({
    name: 'transfer-take-down',
    text: `UPDATE ticket_transfers SET status = 'cancelled', buyer_id = NULL, claim_expires_at = NULL WHERE id = $1`,
    values: [transfer.id],
  });
  await tell(tx, desk, 'TRANSFER_CANCELLED', transfer);
  await withdrawClaim(tx, desk, transfer, 'cancelled');
}
