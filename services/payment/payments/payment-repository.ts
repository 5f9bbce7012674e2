import type { PaymentType } from '../../shared/events/topics.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';
import type { ProviderPayment } from '../provider/payment-provider.ts';
import type { OutgoingNews } from './money-events.ts';
import { type Payment, type PaymentStatus, sourcesOf } from './payment.ts';

const columns = `id, payment_type AS "paymentType", reference_id AS "referenceId", user_id AS "userId",
  order_id AS "orderId", payment_key AS "paymentKey", amount, method, status, provider_status AS "providerStatus",
  failure_code AS "failureCode", refund_amount AS "refundAmount", part_refunded AS "partRefunded", refund_reason AS "refundReason",
  approved_at AS "approvedAt", refunded_at AS "refundedAt", created_at AS "createdAt"`;

/** What payments_one_live counts as live; `ON CONFLICT` must repeat the index's condition. */
const live = `status IN ('pending', 'approving', 'confirmed', 'refunding')`;

async function one(db: Queryable, name: string, text: string, values: unknown[]): Promise<Payment | undefined> {
  const { rows } = await db.query<Payment>({ name, text, values });
  return rows[0];
}

interface Move {
  /** Further assignments; their parameters begin at $10. */
  readonly set: string;
  readonly values: readonly unknown[];
  /** Goes into the outbox with the change, or not at all (ruling E5). */
  readonly news?: OutgoingNews | undefined;
  /** Sources of the change when not all that the state machine allows. */
  readonly from?: readonly PaymentStatus[];
}

/**
 * Changes a status only from where the state machine allows it: of two that race one gets the row. Status and outbox row
 * are one statement, so that there is no moment between them and no further round trip.
 * @returns undefined when the payment was in none of the allowed statuses
 */
function move(db: Queryable, id: string, to: PaymentStatus, { set, values, news, from = sourcesOf(to) }: Move) {
  const text = `WITH moved AS (
      UPDATE payments SET status = $2${set === '' ? '' : `, ${set}`} WHERE id = $1 AND status = ANY($3) RETURNING *),
    announced AS (
      INSERT INTO outbox (event_id, topic, key, payload, headers)
      SELECT $5::uuid, $6::text, $7::text, $8::jsonb, $9::jsonb FROM moved WHERE $4::boolean)
    SELECT ${columns} FROM moved`;
  const event = news?.outgoing;
  const outbox = [
    event !== undefined,
    event?.event.id ?? null,
    event?.topic ?? null,
    event?.key ?? null,
    event ? JSON.stringify(event.event) : null,
    JSON.stringify(news?.headers ?? {}),
  ];
  return one(db, `payment-to-${to}`, text, [id, to, from, ...outbox, ...values]);
}

export const findByOrder = (db: Queryable, orderId: string) =>
  one(db, 'payment-by-order', `SELECT ${columns} FROM payments WHERE order_id = $1`, [orderId]);

export const findByKey = (db: Queryable, paymentKey: string) =>
  one(db, 'payment-by-key', `SELECT ${columns} FROM payments WHERE payment_key = $1`, [paymentKey]);

export const findById = (db: Queryable, id: string) =>
  one(db, 'payment-by-id', `SELECT ${columns} FROM payments WHERE id = $1`, [id]);

/** The one payment that may still take, holds or gives back money for a thing. */
export const findLive = (db: Queryable, type: PaymentType, referenceId: string) =>
  one(db, 'payment-live', `SELECT ${columns} FROM payments WHERE payment_type = $1 AND reference_id = $2 AND ${live}`, [
    type,
    referenceId,
  ]);

export interface NewPayment {
  readonly id: string;
  readonly paymentType: PaymentType;
  readonly referenceId: string;
  readonly userId: string;
  readonly eventId: string | null;
  readonly orderId: string;
  readonly orderName: string | null;
  readonly amount: number;
  readonly expiresAt: string | null;
}

/**
 * A pending payment unless its thing has a live one already (the other of prepare and PAYMENT_REQUESTED came first) or
 * was withdrawn for good. A membership can become payable again after a withdrawal, and a transfer for its next buyer.
 */
const insertUnless = (ended: string) => `INSERT INTO payments
    (id, payment_type, reference_id, user_id, event_id, order_id, order_name, amount, expires_at)
  SELECT n.* FROM jsonb_to_recordset($1::jsonb) AS n(
    "id" uuid, "paymentType" text, "referenceId" uuid, "userId" uuid, "eventId" uuid, "orderId" text,
    "orderName" text, "amount" integer, "expiresAt" timestamptz)
  WHERE n."paymentType" = 'membership' OR NOT EXISTS (
    SELECT 1 FROM payments p
    WHERE p.payment_type = n."paymentType" AND p.reference_id = n."referenceId" AND ${ended}
      AND (p.payment_type <> 'transfer' OR (p.user_id = n."userId" AND p.status <> 'withdrawn')))
  ON CONFLICT (payment_type, reference_id) WHERE ${live} DO NOTHING`;

/**
 * Creates the pending payments that are missing, on ticket's event. It is the first thing ticket says of a reservation: where
 * any payment is known already the event was overtaken by the HTTP path, whose payment may even be refunded by now.
 */
export async function insertPending(db: Queryable, payments: readonly NewPayment[]): Promise<void> {
  await db.query({ name: 'payment-insert', text: insertUnless('true'), values: [JSON.stringify(payments)] });
}

/**
 * The live payment of a thing, created as pending where there is none.
 * @returns undefined when the thing was withdrawn for good, or when another request creates it at this moment
 */
export const pendingOrLive = (db: Queryable, payment: NewPayment) =>
  one(
    db,
    'payment-pending-or-live',
    `WITH inserted AS (${insertUnless(`p.status = 'withdrawn'`)} RETURNING *)
     SELECT ${columns} FROM inserted
     UNION ALL
     SELECT ${columns} FROM payments
     WHERE payment_type = $2 AND reference_id = $3 AND ${live} AND NOT EXISTS (SELECT 1 FROM inserted)`,
    [JSON.stringify([payment]), payment.paymentType, payment.referenceId],
  );

/** Whether the thing of this payment has another one. */
export const hasEarlierAttempt = async (db: Queryable, { id, paymentType, referenceId }: Payment): Promise<boolean> =>
  (await one(
    db,
    'payment-earlier-attempt',
    `SELECT ${columns} FROM payments WHERE payment_type = $1 AND reference_id = $2 AND id <> $3 LIMIT 1`,
    [paymentType, referenceId, id],
  )) !== undefined;

/** Forgets a payment that nobody has begun to pay. */
export const dropPending = (db: Queryable, id: string) =>
  one(db, 'payment-drop-pending', `DELETE FROM payments WHERE id = $1 AND status = 'pending' RETURNING ${columns}`, [
    id,
  ]);

/** Follows ticket's price while nobody has begun to pay. */
export const repricePending = (db: Queryable, id: string, amount: number) =>
  one(
    db,
    'payment-reprice',
    `UPDATE payments SET amount = $2 WHERE id = $1 AND status = 'pending' RETURNING ${columns}`,
    [id, amount],
  );

/** pending -> approving. @throws unique violation of payments_payment_key_key when another payment has this key */
export const startApproving = (
  db: Queryable,
  id: string,
  how: { paymentKey: string; method: string; provider: string },
) =>
  move(db, id, 'approving', {
    set: 'payment_key = $10, method = $11, provider = $12, approving_since = now()',
    values: [how.paymentKey, how.method, how.provider],
  });

/** approving -> confirmed */
export const markConfirmed = (db: Queryable, id: string, seen: ProviderPayment, news: OutgoingNews) =>
  move(db, id, 'confirmed', {
    set: 'provider_status = $10, provider_response = $11, approved_at = coalesce($12, now())',
    values: [seen.providerStatus, JSON.stringify(seen.response), seen.approvedAt],
    news,
  });

/** approving -> failed */
export const markFailed = (db: Queryable, id: string, failureCode: string, news: OutgoingNews) =>
  move(db, id, 'failed', { set: 'failure_code = $10', values: [failureCode.slice(0, 100)], news });

/**
 * confirmed -> refunding; always all that is left of it (domain.md 6.1).
 * @param from other sources, for money that arrived after a payment was over
 * @param leased the caller goes on to settle it: the settlement job leaves it alone for its lease (unsettled-payments.ts)
 */
export const startRefund = (
  db: Queryable,
  id: string,
  reason: string,
  from: ReadonlyArray<'confirmed' | 'failed' | 'withdrawn'> = ['confirmed'],
  leased = false,
) =>
  move(db, id, 'refunding', {
    set: 'refund_amount = amount - part_refunded, refund_reason = $10, refunding_since = now() - make_interval(secs => $11)',
    values: [reason.slice(0, 255), leased ? 0.001 : 0],
    from,
  });

/** refunding -> refunded */
export const markRefunded = (db: Queryable, id: string, seen: ProviderPayment, news: OutgoingNews) =>
  move(db, id, 'refunded', {
    set: 'provider_status = $10, provider_response = $11, refunded_at = coalesce($12, now())',
    values: [seen.providerStatus, JSON.stringify(seen.response), seen.refundedAt],
    news,
  });

/**
 * pending -> withdrawn, for each of the things; what is being paid already stays (late money is refunded instead). Only for
 * the person it was asked of: a transfer may have its next buyer by now.
 */
export async function withdrawPending(
  db: Queryable,
  things: ReadonlyArray<{ paymentType: PaymentType; referenceId: string; userId: string }>,
) {
  await db.query({
    name: 'payment-withdraw',
    text: `UPDATE payments p SET status = 'withdrawn' FROM unnest($1::text[], $2::uuid[], $3::uuid[]) AS t(type, id, user_id)
           WHERE p.payment_type = t.type AND p.reference_id = t.id AND p.user_id = t.user_id AND p.status = 'pending'`,
    values: [
      things.map((thing) => thing.paymentType),
      things.map((thing) => thing.referenceId),
      things.map((thing) => thing.userId),
    ],
  });
}
