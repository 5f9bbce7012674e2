/**
 * What must be true of the books after every scenario (runtime.md 3.2), as SQL that counts what breaks it. A sale that
 * held answers zeros only. The sweep wants quiet: no request in flight, events consumed. The statements about one database
 * are those that its service watches while it runs.
 */
import { capturedTwice, refundedTwice } from '../services/payment/invariants.ts';
import { type Invariant, unpublished } from '../services/shared/invariants/invariant.ts';
import type { Queryable } from '../services/shared/postgres/pool.ts';
import { doubleHolds, orphanHolds, oversold, unbalanced } from '../services/ticket/invariants.ts';

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

const count = async (db: Queryable, { sql }: Invariant, values: readonly unknown[] = []): Promise<number> => {
  const result = await db.query<{ n: number }>(sql, [...values]);
  return Number(result.rows[0]?.n ?? 0);
};

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
  const parts = await compareParts(ticket, payment);
  return {
    ...broken,
    withoutTicket: broken.withoutTicket + parts.due,
    withoutEffect: broken.withoutEffect + parts.differing,
  };
}

/** What single tickets gave back: ticket asked for it, payment wrote it down, the provider gave it. */
async function compareParts(ticket: Queryable, payment: Queryable) {
  const read = async (db: Queryable) => {
    const { rows } = await db.query<{ id: string; amount: number; done: boolean }>(
      'SELECT id, amount, refunded_at IS NOT NULL AS done FROM part_refunds',
    );
    return new Map(rows.map(({ id, amount, done }) => [id, { amount, done }]));
  };
  const [asked, given] = await Promise.all([read(ticket), read(payment)]);
  const ids = [...new Set([...asked.keys(), ...given.keys()])];
  const differing = ids.filter((id) => {
    const [here, there] = [asked.get(id), given.get(id)];
    return here?.amount !== there?.amount || here?.done !== there?.done;
  });
  return { due: [...given.values()].filter(({ done }) => !done).length, differing: differing.length };
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
      (await count(ticket, unpublished, [0])) + (payment ? await count(payment, unpublished, [0]) : 0),
    'I8 events without effect': money.withoutEffect,
    'I12 orphan holds': await count(ticket, orphanHolds, [options.graceSeconds ?? 60]),
    'I13 books that do not balance': await count(ticket, unbalanced),
  };
}
