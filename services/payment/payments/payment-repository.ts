import type { PaymentType } from '../../shared/events/topics.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';
import type { ProviderPayment } from '../provider/payment-provider.ts';
import { type Payment, type PaymentStatus, sourcesOf } from './payment.ts';

const columns = `id, payment_type AS "paymentType", reference_id AS "referenceId", user_id AS "userId",
  order_id AS "orderId", payment_key AS "paymentKey", amount, method, status, provider_status AS "providerStatus",
  failure_code AS "failureCode", refund_amount AS "refundAmount", refund_reason AS "refundReason",
  approved_at AS "approvedAt", refunded_at AS "refundedAt", created_at AS "createdAt"`;

/** What payments_one_live counts as live; `ON CONFLICT` must repeat the index's condition. */
const live = `status IN ('pending', 'approving', 'confirmed', 'refunding')`;

async function one(db: Queryable, name: string, text: string, values: unknown[]): Promise<Payment | undefined> {
  const { rows } = await db.query<Payment>({ name, text, values });
  return rows[0];
}

/**
 * Changes a status only from where the state machine allows it, in one statement: of two that race one gets the row.
 * @param set further assignments; their parameters begin at $4
 * @returns undefined when the payment was in none of the allowed statuses
 */
function move(db: Queryable, id: string, to: PaymentStatus, set: string, values: unknown[]) {
  const text = `UPDATE payments SET status = $2${set === '' ? '' : `, ${set}`}
                WHERE id = $1 AND status = ANY($3) RETURNING ${columns}`;
  return one(db, `payment-to-${to}`, text, [id, to, sourcesOf(to), ...values]);
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
 * Creates pending payments, each unless its thing has a live one already (the other of prepare and PAYMENT_REQUESTED
 * came first) or was withdrawn for good. Only a membership can become payable again after a withdrawal.
 */
export async function insertPending(db: Queryable, payments: readonly NewPayment[]): Promise<Payment[]> {
  const { rows } = await db.query<Payment>({
    name: 'payment-insert',
    text: `INSERT INTO payments (id, payment_type, reference_id, user_id, event_id, order_id, order_name, amount, expires_at)
      SELECT n.* FROM jsonb_to_recordset($1::jsonb) AS n(
        "id" uuid, "paymentType" text, "referenceId" uuid, "userId" uuid, "eventId" uuid, "orderId" text,
        "orderName" text, "amount" integer, "expiresAt" timestamptz)
      WHERE n."paymentType" = 'membership' OR NOT EXISTS (
        SELECT 1 FROM payments p
        WHERE p.payment_type = n."paymentType" AND p.reference_id = n."referenceId" AND p.status = 'withdrawn')
      ON CONFLICT (payment_type, reference_id) WHERE ${live} DO NOTHING
      RETURNING ${columns}`,
    values: [JSON.stringify(payments)],
  });
  return rows;
}

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
  move(db, id, 'approving', 'payment_key = $4, method = $5, provider = $6, approving_since = now()', [
    how.paymentKey,
    how.method,
    how.provider,
  ]);

/** approving -> confirmed */
export const markConfirmed = (db: Queryable, id: string, seen: ProviderPayment) =>
  move(db, id, 'confirmed', 'provider_status = $4, provider_response = $5, approved_at = coalesce($6, now())', [
    seen.providerStatus,
    JSON.stringify(seen.response),
    seen.approvedAt,
  ]);

/** approving -> failed */
export const markFailed = (db: Queryable, id: string, failureCode: string) =>
  move(db, id, 'failed', 'failure_code = $4', [failureCode.slice(0, 100)]);

/**
 * confirmed -> refunding; always the whole amount (domain.md 6.1).
 * @param from other sources, for money that arrived after a payment was over
 */
export const startRefund = (
  db: Queryable,
  id: string,
  reason: string,
  from: ReadonlyArray<'confirmed' | 'failed' | 'withdrawn'> = ['confirmed'],
) =>
  one(
    db,
    'payment-to-refunding',
    `UPDATE payments SET status = 'refunding', refund_amount = amount, refund_reason = $3, refunding_since = now()
     WHERE id = $1 AND status = ANY($2) RETURNING ${columns}`,
    [id, from, reason.slice(0, 255)],
  );

/** refunding -> refunded */
export const markRefunded = (db: Queryable, id: string, seen: ProviderPayment) =>
  move(db, id, 'refunded', 'provider_status = $4, provider_response = $5, refunded_at = coalesce($6, now())', [
    seen.providerStatus,
    JSON.stringify(seen.response),
    seen.refundedAt,
  ]);

/** pending -> withdrawn, for each of the things; what is being paid already stays (late money is refunded instead). */
export async function withdrawPending(
  db: Queryable,
  things: ReadonlyArray<{ paymentType: PaymentType; referenceId: string }>,
) {
  await db.query({
    name: 'payment-withdraw',
    text: `UPDATE payments p SET status = 'withdrawn' FROM unnest($1::text[], $2::uuid[]) AS t(type, id)
           WHERE p.payment_type = t.type AND p.reference_id = t.id AND p.status = 'pending'`,
    values: [things.map((thing) => thing.paymentType), things.map((thing) => thing.referenceId)],
  });
}
