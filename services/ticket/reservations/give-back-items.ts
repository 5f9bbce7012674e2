import { AppError } from '../../shared/errors/app-error.ts';
import type { PaymentType } from '../../shared/events/topics.ts';
import { inTransaction, type Queryable } from '../../shared/postgres/pool.ts';
import { announce, type Desk } from '../desk.ts';
import { cancelOwn } from './end-reservation.ts';
import { type FencedSeat, freedSeatsColumn, releaseClausesOf } from './release-clauses.ts';
import { retryDeadlock } from './retry-deadlock.ts';
import type { Sale } from './sale.ts';

/** So many tickets of one item; all of it unless told. */
interface Wanted {
  readonly itemId: string;
  readonly quantity?: number | undefined;
}

export interface GivenBack {
  readonly status: 'confirmed' | 'cancelled';
  /** Won that go back. */
  readonly refundAmount: number;
}

interface OwnRow {
  readonly user_id: string;
  readonly state: string;
  readonly payment_id: string | null;
  readonly payment_type: PaymentType;
  readonly reference_id: string;
  /** Won of the payment that nobody has asked back yet. */
  readonly left: number;
}

interface ItemRow {
  readonly id: string;
  readonly quantity: number;
  readonly unit_price: number;
}

/**
 * The buyer gives some tickets of a paid reservation back and keeps the others. What they cost goes back to the won; what
 * was paid once for the whole (the surcharge of a membership tier, a transfer's fee) goes back with the last ticket, which
 * is a cancellation. A listed reservation is taken down first: its price stands in the listing.
 * @throws AppError RESERVATION_NOT_FOUND (also for somebody else's), RESERVATION_NOT_CANCELLABLE, ITEM_NOT_FOUND
 */
export async function giveBackItems(
  sale: Sale,
  desk: Desk,
  asked: { readonly reservationId: string; readonly userId: string; readonly items: readonly Wanted[] },
): Promise<GivenBack> {
  const done = await retryDeadlock(() => inTransaction(desk.pool, (tx) => giveBack(tx, desk, asked)));
  if (done === 'all of them') {
    const left = await leftToPayBack(desk.pool, asked.reservationId);
    const { status } = await cancelOwn(sale, asked);
    return { status, refundAmount: left };
  }
  desk.wakeRelay();
  await sale.locks.release(done.freed);
  return { status: 'confirmed', refundAmount: done.amount };
}

async function giveBack(tx: Queryable, desk: Desk, asked: Parameters<typeof giveBackItems>[2]) {
  const own = await lockedReservation(tx, asked.reservationId);
  if (own?.user_id !== asked.userId) throw new AppError('RESERVATION_NOT_FOUND', 'You have no such reservation.');
  if (own.state !== 'confirmed') throw notCancellable(own.state);
  const open = await openItems(tx, asked.reservationId);
  const wanted = asked.items.map(({ itemId, quantity }) => {
    const item = open.find(({ id }) => id === itemId);
    if (!item || (quantity ?? 1) > item.quantity)
      throw new AppError('ITEM_NOT_FOUND', 'The reservation holds no such tickets any more.', { itemId });
    return { ...item, back: quantity ?? item.quantity };
  });
  const backAll = wanted.length === open.length && wanted.every(({ back, quantity }) => back === quantity);
  if (backAll) return 'all of them' as const;
  const amount = wanted.reduce((sum, { unit_price, back }) => sum + unit_price * back, 0);
  // The refund of the last won is the refund of the whole, which would take the free tickets along.
  if (amount > 0 && amount >= own.left) throw notCancellable('free but for these');
  const ids: string[] = [];
  for (const item of wanted) ids.push(item.back === item.quantity ? item.id : await splitOff(tx, item));
  const freed = await release(tx, asked.reservationId, ids, amount);
  if (amount > 0 && own.payment_id !== null) await askMoney(tx, desk, asked, own, own.payment_id, amount, wanted);
  return { amount, freed };
}

const notCancellable = (state: string) =>
  new AppError('RESERVATION_NOT_CANCELLABLE', `Single tickets cannot be given back: the reservation is ${state}.`, {
    state,
  });

const paidSql = `coalesce(t.total_price, r.total_amount)
  - coalesce((SELECT sum(amount) FROM part_refunds p WHERE p.payment_id = r.payment_id), 0)::int`;

async function lockedReservation(tx: Queryable, id: string): Promise<OwnRow | undefined> {
  await tx.query({
    name: 'give-back-lock',
    text: 'SELECT FROM reservations WHERE id = $1 FOR UPDATE',
    values: [id],
  });
  const { rows } = await tx.query<OwnRow>({
    name: 'give-back-reservation',
    text: `SELECT r.user_id, r.payment_id, ${paidSql} AS left, coalesce(t.id, r.id) AS reference_id,
             CASE WHEN t.id IS NULL THEN 'reservation' ELSE 'transfer' END AS payment_type,
             CASE WHEN r.used_at IS NOT NULL THEN 'used'
               WHEN EXISTS (SELECT FROM ticket_transfers WHERE reservation_id = r.id AND status = 'listed') THEN 'listed'
               ELSE r.status END AS state
           FROM reservations r LEFT JOIN ticket_transfers t ON t.payment_id = r.payment_id WHERE r.id = $1`,
    values: [id],
  });
  return rows[0];
}

async function leftToPayBack(db: Queryable, id: string): Promise<number> {
  const { rows } = await db.query<{ left: number }>({
    name: 'give-back-left',
    text: `SELECT CASE WHEN r.payment_id IS NULL THEN 0 ELSE ${paidSql} END AS left
           FROM reservations r LEFT JOIN ticket_transfers t ON t.payment_id = r.payment_id WHERE r.id = $1`,
    values: [id],
  });
  return rows[0]?.left ?? 0;
}

async function openItems(tx: Queryable, reservationId: string): Promise<ItemRow[]> {
  const { rows } = await tx.query<ItemRow>({
    name: 'give-back-items',
    text: `SELECT id, quantity, unit_price FROM reservation_items
           WHERE reservation_id = $1 AND released_at IS NULL ORDER BY id FOR UPDATE`,
    values: [reservationId],
  });
  return rows;
}

/** Tickets without seats: what is kept stays under its id, so that codes with higher numbers die. @returns the id of what goes */
async function splitOff(tx: Queryable, item: ItemRow & { readonly back: number }): Promise<string> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'give-back-split',
    text: `WITH kept AS (
             UPDATE reservation_items SET quantity = quantity - $2, subtotal = unit_price * (quantity - $2) WHERE id = $1
             RETURNING reservation_id, ticket_type_id, unit_price)
           INSERT INTO reservation_items (reservation_id, ticket_type_id, quantity, unit_price, subtotal)
           SELECT reservation_id, ticket_type_id, $2, unit_price, unit_price * $2 FROM kept RETURNING id`,
    values: [item.id, item.back],
  });
  const [gone] = rows;
  if (!gone) throw new Error('a locked item is gone');
  return gone.id;
}

const releaseText = `
WITH released AS (
  UPDATE reservations SET given_back = given_back + $3 WHERE id = $1 RETURNING id, event_id, user_id
), ${releaseClausesOf('i.id = ANY($2::uuid[])')}
SELECT ${freedSeatsColumn}`;

async function release(tx: Queryable, id: string, items: readonly string[], amount: number): Promise<FencedSeat[]> {
  const { rows } = await tx.query<{ freed: FencedSeat[] | null }>({
    name: 'give-back-release',
    text: releaseText,
    values: [id, items, amount],
  });
  return rows[0]?.freed ?? [];
}

async function askMoney(
  tx: Queryable,
  desk: Desk,
  asked: Parameters<typeof giveBackItems>[2],
  own: OwnRow,
  paymentId: string,
  amount: number,
  wanted: readonly { readonly back: number }[],
): Promise<void> {
  const refundId = desk.newId();
  await tx.query({
    name: 'give-back-money',
    text: 'INSERT INTO part_refunds (id, reservation_id, payment_id, amount) VALUES ($1, $2, $3, $4)',
    values: [refundId, asked.reservationId, paymentId, amount],
  });
  const tickets = wanted.reduce((sum, { back }) => sum + back, 0);
  await announce(tx, desk, 'payment-events', own.reference_id, {
    type: 'PART_REFUND_REQUESTED',
    paymentType: own.payment_type,
    referenceId: own.reference_id,
    userId: asked.userId,
    paymentId,
    refundId,
    amount,
    reason: `${tickets} ${tickets === 1 ? 'ticket' : 'tickets'} given back`,
  });
}
