import { AppError } from '../../shared/errors/app-error.ts';
import { inTransaction, type Queryable } from '../../shared/postgres/pool.ts';
import type { Desk } from '../desk.ts';
import { effectiveTier } from '../memberships/membership-reads.ts';
import { transferFeeSql } from '../memberships/tiers.ts';
import { lockTransfer, takeDown, tell } from './transfer-rows.ts';

interface OwnRow {
  readonly id: string;
  readonly user_id: string;
  readonly status: string;
  readonly payment_id: string | null;
  readonly artist_id: string | null;
  /** Won; what the tickets that are left cost, without the buyer's surcharge. */
  readonly face_value: number;
  readonly over: boolean;
  readonly tier: string;
  readonly fee_percent: number;
}

/** Where no artist is linked (domain.md 6.3). */
const feePercentWithoutArtist = 10;

/**
 * Offers a confirmed reservation for its face value and the fee, which the buyer pays (domain.md 6.3). The reservation's row
 * is locked, so that it cannot end between the look and the listing (10.3 #29).
 * @returns the id of the transfer
 * @throws AppError RESERVATION_NOT_FOUND (also for somebody else's), RESERVATION_NOT_TRANSFERABLE, MEMBERSHIP_REQUIRED,
 *   TRANSFER_LISTED_ALREADY
 */
export async function listTransfer(desk: Desk, wanted: { userId: string; reservationId: string }): Promise<string> {
  const id = await inTransaction(desk.pool, async (tx) => {
    const own = await ownReservation(tx, wanted.reservationId);
    if (own?.user_id !== wanted.userId) throw new AppError('RESERVATION_NOT_FOUND', 'You have no such reservation.');
    refuseUnfit(own);
    const open = await tx.query({
      name: 'transfer-open',
      text: `SELECT FROM ticket_transfers WHERE reservation_id = $1 AND status = 'listed'`,
      values: [own.id],
    });
    if (open.rowCount) throw new AppError('TRANSFER_LISTED_ALREADY', 'This reservation is listed already.');
    const percent = own.artist_id === null ? feePercentWithoutArtist : own.fee_percent;
    const fee = Math.floor((own.face_value * percent) / 100);
    const transfer = {
      id: desk.newId(),
      reservation_id: own.id,
      seller_id: own.user_id,
      transfer_fee: fee,
      total_price: own.face_value + fee,
    };
    await tx.query({
      name: 'transfer-list',
      text: `INSERT INTO ticket_transfers (id, reservation_id, seller_id, artist_id, original_price, transfer_fee, transfer_fee_percent, total_price)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      values: [transfer.id, own.id, own.user_id, own.artist_id, own.face_value, fee, percent, transfer.total_price],
    });
    await tell(tx, desk, 'TRANSFER_LISTED', transfer);
    return transfer.id;
  });
  desk.wakeRelay();
  return id;
}

async function ownReservation(tx: Queryable, id: string): Promise<OwnRow | undefined> {
  const tier = `coalesce((SELECT ${effectiveTier} FROM artist_memberships m WHERE m.user_id = r.user_id AND m.artist_id = e.artist_id), 'BRONZE')`;
  const { rows } = await tx.query<OwnRow>({
    name: 'transfer-own-reservation',
    text: `SELECT r.id, r.user_id, r.status, r.payment_id, e.artist_id, r.total_amount - r.booking_fee - r.given_back AS face_value,
             e.event_date <= now() OR e.status = 'cancelled' OR e.deleted_at IS NOT NULL OR r.used_at IS NOT NULL AS over,
             ${tier} AS tier, ${transferFeeSql(tier)} AS fee_percent
           FROM reservations r JOIN events e ON e.id = r.event_id WHERE r.id = $1 FOR UPDATE OF r`,
    values: [id],
  });
  return rows[0];
}

function refuseUnfit(own: OwnRow): void {
  const unfit = (because: string) =>
    new AppError('RESERVATION_NOT_TRANSFERABLE', `This reservation cannot be sold on: ${because}.`, {
      reason: because,
    });
  if (own.status !== 'confirmed') throw unfit(own.status);
  if (own.over) throw unfit('over');
  if (own.face_value === 0 || own.payment_id === null) throw unfit('free');
  if (own.artist_id !== null && own.tier === 'BRONZE') {
    throw new AppError('MEMBERSHIP_REQUIRED', 'Only members of this artist may sell their tickets on.');
  }
}

/**
 * The seller changes their mind; who was just paying gets the money back.
 * @throws AppError TRANSFER_NOT_FOUND, TRANSFER_NOT_YOURS, TRANSFER_NOT_LISTED
 */
export async function cancelTransfer(desk: Desk, wanted: { userId: string; transferId: string }): Promise<void> {
  await inTransaction(desk.pool, async (tx) => {
    const transfer = await lockTransfer(tx, wanted.transferId);
    if (!transfer) throw new AppError('TRANSFER_NOT_FOUND', 'There is no such transfer.');
    if (transfer.seller_id !== wanted.userId) throw new AppError('TRANSFER_NOT_YOURS', 'Only the seller may do this.');
    if (transfer.status !== 'listed') throw new AppError('TRANSFER_NOT_LISTED', `This transfer is ${transfer.status}.`);
    await takeDown(tx, desk, transfer);
  });
  desk.wakeRelay();
}
