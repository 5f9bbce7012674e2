/** The parts of Toss Payments' core API that are read here (docs.tosspayments.com/reference, API version 2022-11-16). */
import { z } from 'zod';

export const tossStatusSchema = z.enum([
  'READY',
  'IN_PROGRESS',
  'WAITING_FOR_DEPOSIT',
  'DONE',
  'CANCELED',
  'PARTIAL_CANCELED',
  'ABORTED',
  'EXPIRED',
]);
export type TossStatus = z.infer<typeof tossStatusSchema>;

/** Letters, digits, -, _ and =, as Toss demands of merchants. */
const orderId = z.string().regex(/^[\w=-]{6,64}$/);

/** Toss writes times with the offset of Seoul, for example 2026-11-22T16:30:00+09:00. */
const tossTime = z.iso.datetime({ offset: true });

/** The Payment object; unknown members are kept, because payment_logs shows what really came. */
export const tossPaymentSchema = z.looseObject({
  paymentKey: z.string().regex(/^[\w-]{1,200}$/),
  orderId,
  status: tossStatusSchema,
  totalAmount: z.int().nonnegative(),
  balanceAmount: z.int().nonnegative(),
  method: z.string().nullish(),
  requestedAt: tossTime.nullish(),
  approvedAt: tossTime.nullish(),
  cancels: z.array(z.looseObject({ cancelAmount: z.int(), cancelReason: z.string(), canceledAt: tossTime })).nullish(),
});
export type TossPayment = z.infer<typeof tossPaymentSchema>;

export const tossErrorSchema = z.object({
  code: z.string().min(1).max(100),
  message: z.string().max(1000).default(''),
});
export type TossError = z.infer<typeof tossErrorSchema>;

/** Headers of a signed webhook: the signature covers `<raw body>:<transmission time>`. */
export const webhookHeaders = {
  id: 'tosspayments-webhook-transmission-id',
  time: 'tosspayments-webhook-transmission-time',
  signature: 'tosspayments-webhook-signature',
} as const;

/** The webhook that tells of a payment's new state. */
export const tossWebhookSchema = z.object({
  eventType: z.string().regex(/^[\w.-]{1,100}$/),
  createdAt: z.string().regex(/^[\w:.+-]{1,64}$/),
  data: z.object({ orderId, status: tossStatusSchema }),
});
