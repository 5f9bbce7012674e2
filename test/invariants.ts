/**
 * What must be true of the books after every scenario (runtime.md 3.2), as SQL that counts what breaks it. A sale that
 * held answers zeros only. The sweep wants quiet: no request in flight, events consumed.
 */
import type { Queryable } from '../services/shared/postgres/pool.ts';

/** The number of rows that break each invariant. */
export type InvariantSweep = Readonly<Record<InvariantName, number>>;
export type InvariantName =
  /** Seats sold to more than one reservation, or marked sold without one; ticket types sold beyond their total. */
  | 'I1 oversold'
  /** Seats with more than one live hold. */
  | 'I2 double holds'
  /** Money captured that ended neither as a ticket nor as a refund. */
  | 'I3 money without ticket or refund'
  | 'I4 captured twice'
  | 'I5 refunded twice'
  | 'I6 ticket without money'
  | 'I7 unpublished events'
  /** Events that one side sent and the other never applied; one that was applied twice shows in I4, I5 or I13. */
  | 'I8 events without effect'
  /** Holds that outlived their time and the grace, and locked seats that no pending reservation holds. */
  | 'I12 orphan holds'
  /** Counts that differ from the rows they count: ticket types, limits per person, amounts, seats, points; listings of nothing. */
  | 'I13 books that do not balance';

const count = async (db: Queryable, sql: string, values: readonly unknown[] = []): Promise<number> => {
  const result = await db.query<{ n: number }>(sql, [...values]);
  return Number(result.rows[0]?.n ?? 0);
};

const oversold = `
SELECT count(*) AS n FROM (
  SELECT i.seat_id FROM reservation_items i JOIN reservations r ON r.id = i.reservation_id
  WHERE r.status = 'confirmed' AND i.released_at IS NULL AND i.seat_id IS NOT NULL GROUP BY 1 HAVING count(*) > 1
  UNION ALL
  SELECT s.id FROM seats s LEFT JOIN reservations r ON r.id = s.reservation_id
  WHERE s.status = 'reserved' AND r.status IS DISTINCT FROM 'confirmed'
  UNION ALL
  SELECT t.id FROM ticket_types t JOIN reservation_items i ON i.ticket_type_id = t.id AND i.released_at IS NULL
  GROUP BY t.id HAVING sum(i.quantity) > t.total_quantity
) AS broken`;

const doubleHolds = `
SELECT count(*) AS n FROM (
  SELECT i.seat_id FROM reservation_items i JOIN reservations r ON r.id = i.reservation_id
  WHERE i.released_at IS NULL AND i.seat_id IS NOT NULL AND r.status IN ('pending', 'confirmed') GROUP BY 1 HAVING count(*) > 1
) AS broken`;

const orphanHolds = `
SELECT count(*) AS n FROM (
  SELECT id FROM reservations WHERE status = 'pending' AND expires_at < now() - make_interval(secs => $1)
  UNION ALL
  SELECT s.id FROM seats s LEFT JOIN reservations r ON r.id = s.reservation_id
  WHERE s.status = 'locked' AND r.status IS DISTINCT FROM 'pending'
  UNION ALL
  SELECT i.id FROM reservation_items i JOIN reservations r ON r.id = i.reservation_id
  WHERE i.released_at IS NULL AND r.status IN ('expired', 'cancelled')
) AS broken`;

const unbalanced = `
SELECT count(*) AS n FROM (
  SELECT t.id FROM ticket_types t LEFT JOIN reservation_items i ON i.ticket_type_id = t.id AND i.released_at IS NULL
  GROUP BY t.id HAVING t.available_quantity <> t.total_quantity - coalesce(sum(i.quantity), 0)
  UNION ALL
  SELECT coalesce(b.user_id, held.user_id) FROM event_buyers b
  FULL JOIN (SELECT r.event_id, r.user_id, sum(i.quantity) AS quantity FROM reservations r
    JOIN reservation_items i ON i.reservation_id = r.id AND i.released_at IS NULL GROUP BY 1, 2) AS held USING (event_id, user_id)
  WHERE coalesce(b.held, 0) <> coalesce(held.quantity, 0)
  UNION ALL
  SELECT r.id FROM reservations r LEFT JOIN reservation_items i ON i.reservation_id = r.id
  GROUP BY r.id HAVING r.total_amount <> coalesce(sum(i.subtotal), 0) + r.booking_fee
  UNION ALL
  SELECT m.id FROM artist_memberships m LEFT JOIN membership_point_logs l ON l.membership_id = m.id
  GROUP BY m.id HAVING m.points <> coalesce(sum(l.points), 0)
  UNION ALL
  SELECT t.id FROM ticket_transfers t JOIN reservations r ON r.id = t.reservation_id
  WHERE t.status = 'listed' AND (r.status <> 'confirmed' OR r.user_id <> t.seller_id)
  UNION ALL
  SELECT s.id FROM seats s LEFT JOIN reservation_items i ON i.seat_id = s.id AND i.released_at IS NULL
  WHERE i.reservation_id IS DISTINCT FROM s.reservation_id OR i.fencing_token > s.fencing_token
) AS broken`;

const capturedTwice = `
SELECT count(*) AS n FROM (
  SELECT reference_id FROM payments WHERE status IN ('confirmed', 'refunding') GROUP BY payment_type, reference_id HAVING count(*) > 1
) AS broken`;

const refundedTwice = `
SELECT count(*) AS n FROM (
  SELECT id FROM payments
  WHERE refund_amount + part_refunded > amount OR (status = 'refunded' AND refund_amount + part_refunded <> amount)
  UNION ALL
  SELECT p.id FROM payments p LEFT JOIN part_refunds r ON r.payment_id = p.id
  GROUP BY p.id HAVING p.part_refunded <> coalesce(sum(r.amount), 0)
) AS broken`;

interface Payment {
  readonly id: string;
  readonly payment_type: string;
  readonly reference_id: string;
  readonly amount: number;
  readonly status: string;
}
interface Reservation {
  readonly id: string;
  readonly payment_id: string | null;
  readonly total_amount: number;
  readonly status: string;
  readonly payment_status: string;
}

/** Both databases side by side: they share no transaction, so this comparison is the only place that sees the whole. */
async function compareMoney(ticket: Queryable, payment: Queryable) {
  const payments = await payment.query<Payment>(`SELECT id, payment_type, reference_id, amount, status FROM payments`);
  const reservations = await ticket.query<Reservation>(
    `SELECT id, payment_id, total_amount, status, payment_status FROM reservations WHERE total_amount > 0`,
  );
  const paymentsOf = new Map<string, Payment[]>();
  for (const row of payments.rows) paymentsOf.set(row.reference_id, [...(paymentsOf.get(row.reference_id) ?? []), row]);
  const years = await ticket.query<{ payment_id: string }>(
    `SELECT reference_id AS payment_id FROM membership_point_logs WHERE action_type IN ('MEMBERSHIP_JOIN', 'MEMBERSHIP_RENEW')`,
  );
  const memberships = new Set(years.rows.map((row) => row.payment_id));
  /** After a resale a payment for the transfer stands for the reservation. */
  const boughtBy = new Map(reservations.rows.map((row) => [row.payment_id, row]));
  const paymentOf = new Map(payments.rows.map((row) => [row.id, row]));
  const broken = { withoutTicket: 0, withoutMoney: 0, withoutEffect: 0 };
  for (const { id, payment_type, status } of payments.rows) {
    const reservation = boughtBy.get(id);
    const delivered = payment_type === 'membership' ? memberships.has(id) : reservation?.status === 'confirmed';
    if (['approving', 'refunding'].includes(status) || (status === 'confirmed' && !delivered))
      broken.withoutTicket += 1;
    // PAYMENT_REFUNDED of what had bought the ticket was not heard.
    if (status === 'refunded' && reservation && reservation.payment_status !== 'refunded') {
      broken.withoutEffect += 1;
    }
  }
  for (const { id, payment_id, total_amount, status } of reservations.rows) {
    const attempts = paymentsOf.get(id) ?? [];
    const payment = paymentOf.get(payment_id ?? '');
    const priced = payment?.payment_type === 'transfer' || payment?.amount === total_amount;
    if (status === 'confirmed' && (payment?.status !== 'confirmed' || !priced)) broken.withoutMoney += 1;
    // PAYMENT_REQUESTED was not heard, or PAYMENT_WITHDRAWN was not.
    const ended = status === 'expired' || status === 'cancelled';
    if (attempts.length === 0 || (ended && attempts.some((row) => row.status === 'pending'))) broken.withoutEffect += 1;
  }
  return broken;
}

/**
 * Sweeps I1 to I8, I12 and I13. I3 to I6 and I8 need payment_db; without it they are left at 0 and say nothing.
 * @param options.graceSeconds how long past its time a hold may wait for the sweep; default 60
 */
export async function sweepInvariants(
  databases: { readonly ticket: Queryable; readonly payment?: Queryable },
  options: { readonly graceSeconds?: number } = {},
): Promise<InvariantSweep> {
  const { ticket, payment } = databases;
  const money = payment ? await compareMoney(ticket, payment) : { withoutTicket: 0, withoutMoney: 0, withoutEffect: 0 };
  return {
    'I1 oversold': await count(ticket, oversold),
    'I2 double holds': await count(ticket, doubleHolds),
    'I3 money without ticket or refund': money.withoutTicket,
    'I4 captured twice': payment ? await count(payment, capturedTwice) : 0,
    'I5 refunded twice': payment ? await count(payment, refundedTwice) : 0,
    'I6 ticket without money': money.withoutMoney,
    'I7 unpublished events':
      (await count(ticket, 'SELECT count(*) AS n FROM outbox')) +
      (payment ? await count(payment, 'SELECT count(*) AS n FROM outbox') : 0),
    'I8 events without effect': money.withoutEffect,
    'I12 orphan holds': await count(ticket, orphanHolds, [options.graceSeconds ?? 60]),
    'I13 books that do not balance': await count(ticket, unbalanced),
  };
}
