import { AppError } from '../../shared/errors/app-error.ts';
import { killPoint } from '../../shared/faults/kill-point.ts';
import type { Payment } from './payment.ts';
import { findById, findByKey, startRefund } from './payment-repository.ts';
import { type SettleParts, settlePayment } from './settle-payment.ts';
import type { TicketGateway } from './ticket-gateway.ts';

interface RefundParts extends SettleParts {
  readonly ticket: Pick<TicketGateway, 'giveUp'>;
}

/**
 * Gives the price back to the buyer who asks for it, if ticket takes back what it has bought: used tickets and a year that
 * runs are not paid back. Ticket asks for the same refund by an event, so that a crash between the two loses nothing. The
 * intent is committed first; whatever happens after, the settlement job brings it to its end.
 * @returns the payment, refunded, or refunding while the provider has not confirmed yet
 * @throws AppError PAYMENT_NOT_FOUND, PAYMENT_NOT_REFUNDABLE, UPSTREAM_*
 */
export async function refundPayment(
  parts: RefundParts,
  request: { readonly userId: string; readonly paymentKey: string; readonly reason: string },
): Promise<Payment> {
  const payment = await findByKey(parts.pool, request.paymentKey);
  if (payment?.userId !== request.userId) throw new AppError('PAYMENT_NOT_FOUND', 'There is no payment with this key.');
  if (payment.status !== 'confirmed') throw notRefundable(payment);
  const takenBack = await parts.ticket.giveUp(payment, request.reason);
  const refunding = await startRefund(parts.pool, payment.id, request.reason, ['confirmed'], true);
  killPoint('payment.after-refunding-commit');
  if (!refunding) {
    const now = (await findById(parts.pool, payment.id)) ?? payment;
    // What we asked for: ticket's event has overtaken its answer.
    if (takenBack && now.refundAmount !== null) return now;
    throw notRefundable(now);
  }
  return settlePayment(parts, refunding);
}

const notRefundable = (payment: Payment) =>
  new AppError('PAYMENT_NOT_REFUNDABLE', `The payment is ${payment.status}.`, { state: payment.status });
