/** Tickets that somebody owns, offers and buys, for tests of transfers and ticket codes. */
import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../shared/postgres/pool.ts';
import type { Desk } from '../desk.ts';
import { confirmPaid } from '../reservations/end-reservation.ts';
import type { Sale } from '../reservations/sale.ts';
import { reserveSeats } from '../seats/reserve-seats.ts';
import { claimTransfer } from '../transfers/claim-transfer.ts';
import { completeTransfer } from '../transfers/complete-transfer.ts';
import { listTransfer } from '../transfers/list-transfer.ts';
import { transferById } from '../transfers/transfer-reads.ts';
import { seatedEvent } from './sale-fixture.ts';
import { linkArtist } from './test-desk.ts';
import { entryFor } from './test-sale.ts';

interface Owner {
  /** Links the event to this artist; none unless told. */
  readonly artistId?: string;
  /** Somebody new unless told. */
  readonly userId?: string;
  /** How many seats; 1 unless told. */
  readonly seats?: number;
}

export type TicketMarket = ReturnType<typeof ticketMarket>;

/** Sells and resells seats of 99,999 won through ticket's own use cases, each of an event of its own. */
export function ticketMarket(desk: Desk, sale: Sale) {
  const db = desk.pool;

  /** Confirmed seats, paid by their owner. */
  async function ownedSeats({ artistId, userId = randomUUID(), seats = 1 }: Owner = {}) {
    const event = await seatedEvent(db, { price: 99_999 });
    if (artistId) await linkArtist(db, event.eventId, artistId);
    const { eventId } = event;
    const seatIds = event.seatIds.slice(0, seats);
    const held = await reserveSeats(sale, { userId, entry: entryFor(eventId), eventId, seatIds, idempotencyKey: 'k' });
    const paymentId = randomUUID();
    const payment = { reservationId: held.id, paymentId, amount: held.totalAmount, paymentMethod: 'toss', userId };
    await confirmPaid(sale, payment);
    return { ...event, reservationId: held.id, userId, paymentId, amount: held.totalAmount };
  }
  /** Owned seats that are for sale. */
  async function listed(owner: Owner = {}) {
    const owned = await ownedSeats(owner);
    return { ...owned, transferId: await listTransfer(desk, owned) };
  }
  /** Money of this person arrives for the transfer. */
  const settle = (transferId: string, userId: string, amount: number, paymentId: string = randomUUID()) =>
    inTransaction(db, (tx) => completeTransfer(tx, desk, { referenceId: transferId, paymentId, amount, userId }));
  /** Somebody claims the transfer and pays what it costs. */
  async function buy(transferId: string, userId: string = randomUUID(), paymentId: string = randomUUID()) {
    const { totalAmount } = await claimTransfer(desk, { transferId, userId });
    return { ...(await settle(transferId, userId, totalAmount, paymentId)), userId, paymentId, totalAmount };
  }
  /** What the transfer has come to. */
  const status = async (transferId: string) => (await transferById(db, transferId)).status;

  return { ownedSeats, listed, settle, buy, status };
}
