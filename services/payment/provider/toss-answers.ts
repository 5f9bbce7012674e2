import { z } from 'zod';
import type { ExchangeEnd } from './exchange-log.ts';
import { maskObject, storable } from './mask.ts';
import type { Declined, ProviderPayment, Unknown } from './payment-provider.ts';
import { readRefusal } from './toss-errors.ts';
import { type TossPayment, type TossStatus, tossErrorSchema, tossPaymentSchema } from './toss-wire.ts';

/** What came back over the wire: an answer of any status, or none in time. */
export type Reply =
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'silence'; readonly reason: string };

const jsonObject = z.record(z.string(), z.unknown());

/** What payment_logs keeps of an answer. */
export function describeAnswer(status: number, body: unknown): ExchangeEnd {
  const object = jsonObject.safeParse(body);
  const error = status >= 400 ? tossErrorSchema.safeParse(body) : undefined;
  return {
    status,
    response: object.success ? maskObject(object.data) : null,
    errorCode: error?.success ? error.data.code : null,
    errorMessage: error?.success ? storable(error.data.message) : null,
  };
}

/** The payment in an answer, or why there is none. An answer about another order counts as no answer. */
export function readPayment(reply: Reply, orderId: string): ProviderPayment | Declined | Unknown {
  if (reply.kind === 'silence') return { kind: 'unknown', reason: reply.reason };
  if (reply.status < 200 || reply.status >= 300)
    return readRefusal(reply.status, tossErrorSchema.safeParse(reply.body).data);
  const payment = tossPaymentSchema.safeParse(reply.body);
  if (!payment.success) return { kind: 'unknown', reason: 'the answer is not a payment' };
  if (payment.data.orderId !== orderId) return { kind: 'unknown', reason: 'the answer is about another order' };
  return toProviderPayment(payment.data);
}

function toProviderPayment(payment: TossPayment): ProviderPayment {
  const refundedAt = payment.cancels?.at(-1)?.canceledAt;
  return {
    orderId: payment.orderId,
    paymentKey: payment.paymentKey,
    amount: payment.totalAmount,
    state: stateOf(payment.status),
    providerStatus: payment.status,
    approvedAt: payment.approvedAt ? new Date(payment.approvedAt) : null,
    refundedAt: refundedAt ? new Date(refundedAt) : null,
    partsGivenBack: (payment.cancels ?? []).flatMap(({ cancelReason }) => partIn(cancelReason) ?? []),
    response: maskObject(payment),
  };
}

/**
 * A cancel at Toss has no id of ours beside its reason, and idempotency keys end after days: with the id in the reason a
 * look-up tells for ever whether this very part was given back.
 */
export const reasonOfPart = (reason: string, partId: string) => `${reason.slice(0, 150)} [${partId}]`;
const partIn = (reason: string) => /\[([0-9a-f-]{36})\]$/.exec(reason)?.[1];

function stateOf(status: TossStatus): ProviderPayment['state'] {
  switch (status) {
    case 'READY':
    case 'IN_PROGRESS':
    case 'WAITING_FOR_DEPOSIT':
      return 'open';
    // Part of the money is still ours; only what cancels the rest ends the payment.
    case 'DONE':
    case 'PARTIAL_CANCELED':
      return 'captured';
    case 'CANCELED':
      return 'refunded';
    case 'ABORTED':
    case 'EXPIRED':
      return 'dead';
  }
}
