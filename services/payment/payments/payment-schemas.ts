import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { paymentTypeSchema } from '../../shared/events/topics.ts';
import { clampedNumber } from '../../shared/http/clamped-number.ts';
import { type Payment, paymentStatusSchema } from './payment.ts';

const orderId = z.string().regex(/^[\w=-]{6,64}$/, 'must be an order id');
/** Toss' keys are letters, digits, - and _; ours from /process too. */
const paymentKey = z.string().regex(/^[\w-]{1,200}$/, 'must be a payment key');
const amount = z.int().min(1).max(2_147_483_647);
/** PostgreSQL cannot store NUL, and control characters have no place on a receipt. */
const plainText = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]*$/u, 'must not hold control characters');

const paidThing = {
  reservationId: z.uuid().optional(),
  paymentType: paymentTypeSchema.default('reservation'),
  referenceId: z.uuid().optional(),
};

export const prepareSchema = z.strictObject({ ...paidThing, amount });
export const confirmSchema = z.strictObject({ paymentKey, orderId, amount });
export const cancelSchema = z.strictObject({ cancelReason: plainText.default('the buyer cancelled') });
export const processSchema = z.strictObject({
  ...paidThing,
  paymentMethod: z.enum(['naver_pay', 'kakao_pay', 'bank_transfer', 'card']),
  paymentKey: paymentKey.optional(),
});
export const paymentKeyParams = z.object({ paymentKey });
export const orderParams = z.object({ orderId });
export const listQuery = z.object({
  limit: clampedNumber({ fallback: 10, most: 100 }),
  offset: clampedNumber({ fallback: 0, least: 0, most: 1_000_000 }),
});

/** What is paid for: `reservationId` for reservations, `referenceId` for everything. @throws AppError REFERENCE_REQUIRED */
export function referenceOf(body: {
  paymentType: string;
  reservationId?: string | undefined;
  referenceId?: string | undefined;
}): string {
  const { paymentType, reservationId, referenceId } = body;
  const conflicting = reservationId !== undefined && referenceId !== undefined && reservationId !== referenceId;
  const reference = paymentType === 'reservation' ? (reservationId ?? referenceId) : referenceId;
  if (reference !== undefined && !conflicting) return reference;
  throw new AppError('REFERENCE_REQUIRED', paymentType === 'reservation' ? 'Send reservationId.' : 'Send referenceId.');
}

export const paymentViewSchema = z.object({
  id: z.uuid(),
  orderId: z.string(),
  paymentKey: z.string().nullable(),
  paymentType: paymentTypeSchema,
  referenceId: z.uuid(),
  amount: z.int(),
  method: z.string().nullable(),
  status: paymentStatusSchema,
  /** All that went back or is on its way, parts included. */
  refundAmount: z.int().nullable(),
  approvedAt: z.iso.datetime().nullable(),
  refundedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});

export type PaymentView = z.infer<typeof paymentViewSchema>;

/** Won that went back or is on its way; null when nothing does. */
export const givenBack = ({ refundAmount, partRefunded }: Pick<Payment, 'refundAmount' | 'partRefunded'>) =>
  refundAmount === null && partRefunded === 0 ? null : partRefunded + (refundAmount ?? 0);

/** A payment as its owner sees it: nothing of the provider's raw answer. */
export const toView = (payment: Payment): PaymentView => ({
  id: payment.id,
  orderId: payment.orderId,
  paymentKey: payment.paymentKey,
  paymentType: payment.paymentType,
  referenceId: payment.referenceId,
  amount: payment.amount,
  method: payment.method,
  status: payment.status,
  refundAmount: givenBack(payment),
  approvedAt: payment.approvedAt?.toISOString() ?? null,
  refundedAt: payment.refundedAt?.toISOString() ?? null,
  createdAt: payment.createdAt.toISOString(),
});

export const preparedSchema = z.object({ orderId: z.string(), amount: z.int(), clientKey: z.string() });
export const paidSchema = z.object({
  success: z.boolean(),
  message: z.string(),
  /** What ticket said: confirmed; refused (the money goes back by itself); pending (its word comes in a moment). */
  delivery: z.enum(['confirmed', 'refused', 'pending']).nullable(),
  payment: paymentViewSchema,
});
export const cancelledSchema = z.object({
  success: z.boolean(),
  message: z.string(),
  refundAmount: z.int(),
  payment: paymentViewSchema,
});
export const paymentListSchema = z.object({ payments: z.array(paymentViewSchema) });
export const byReservationSchema = z.object({
  found: z.boolean(),
  reservationId: z.uuid(),
  status: z.string().nullable(),
  method: z.string().nullable(),
  amount: z.int().nullable(),
  paymentId: z.uuid().nullable(),
  orderId: z.string().nullable(),
});
