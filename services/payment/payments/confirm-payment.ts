import { AppError } from '../../shared/errors/app-error.ts';
import type { PaymentType } from '../../shared/events/topics.ts';
import { killPoint } from '../../shared/faults/kill-point.ts';
import { violatedUniqueConstraint } from '../../shared/postgres/pool.ts';
import type { PaymentProvider } from '../provider/payment-provider.ts';
import type { InFlight } from './in-flight.ts';
import type { Payment } from './payment.ts';
import { findByOrder, findLive, startApproving } from './payment-repository.ts';
import { type PrepareParts, preparePayment, requirePending } from './prepare-payment.ts';
import { type SettleParts, settlePayment } from './settle-payment.ts';
import type { Delivery, TicketGateway } from './ticket-gateway.ts';

export interface ConfirmParts extends Omit<SettleParts, 'provider'>, Omit<PrepareParts, 'ticket'> {
  readonly provider: PaymentProvider;
  readonly ticket: TicketGateway;
  readonly inFlight: InFlight;
}

/** The money is here and ticket was told; or the provider has not given its last word yet (`payment` is approving). */
export interface ConfirmResult {
  readonly payment: Payment;
  readonly delivery: Delivery | undefined;
}

export interface ConfirmRequest {
  readonly userId: string;
  readonly orderId: string;
  readonly paymentKey: string;
  readonly amount: number;
}

/**
 * Takes the money for a prepared order, once, and tells ticket. Repeating it with the same key answers the same payment.
 * @throws AppError PAYMENT_NOT_FOUND, AMOUNT_MISMATCH, PAYMENT_DECLINED, PAYMENT_KEY_USED, and what
 *   requirePending throws
 */
export async function confirmPayment(parts: ConfirmParts, request: ConfirmRequest): Promise<ConfirmResult> {
  const payment = await findByOrder(parts.pool, request.orderId);
  // Somebody else's order is answered like one that does not exist: a stranger learns nothing by asking.
  if (payment?.userId !== request.userId) throw new AppError('PAYMENT_NOT_FOUND', 'There is no such order.');
  if (payment.amount !== request.amount) {
    throw new AppError('AMOUNT_MISMATCH', `The price is ${payment.amount} won.`, { expected: payment.amount });
  }
  if (payment.status === 'confirmed' && payment.paymentKey === request.paymentKey) {
    return { payment, delivery: await parts.ticket.deliver(payment) };
  }
  requirePending(payment, request.userId);
  return approve(parts, payment, { paymentKey: request.paymentKey, method: 'toss' });
}

export interface ProcessRequest {
  readonly userId: string;
  readonly paymentType: PaymentType;
  readonly referenceId: string;
  readonly method: string;
  /** From the provider's payment window; without it a key is made, which only the test provider accepts. */
  readonly paymentKey: string | undefined;
}

/**
 * Prepare and confirm in one step, over the same row, provider and states (domain.md 10.3 #10, #23). After success it
 * answers the first result again.
 * @throws AppError PAYMENT_KEY_REQUIRED, and what preparePayment and confirmPayment throw
 */
export async function processPayment(parts: ConfirmParts, request: ProcessRequest): Promise<ConfirmResult> {
  const known = await findLive(parts.pool, request.paymentType, request.referenceId);
  if (known?.status === 'confirmed' && known.userId === request.userId) {
    return { payment: known, delivery: await parts.ticket.deliver(known) };
  }
  const paymentKey = request.paymentKey ?? syntheticKey(parts, request.method);
  const payment = await preparePayment(parts, { ...request, amount: undefined });
  return approve(parts, payment, { paymentKey, method: request.method });
}

function syntheticKey({ provider, newId }: ConfirmParts, method: string): string {
  if (provider.takesSyntheticKeys) return `${method}_${newId()}`;
  throw new AppError('PAYMENT_KEY_REQUIRED', 'Pay in the payment window first and send its paymentKey.');
}

async function approve(
  parts: ConfirmParts,
  pending: Payment,
  how: { paymentKey: string; method: string },
): Promise<ConfirmResult> {
  return finish(parts, await parts.inFlight.track(pending.orderId, () => takeMoney(parts, pending, how)));
}

/** @returns the payment as it stands after the provider was asked: confirmed, failed, or approving still */
async function takeMoney(
  parts: ConfirmParts,
  pending: Payment,
  how: { paymentKey: string; method: string },
): Promise<Payment> {
  const { provider, records } = parts;
  const payment = await begin(parts, pending, how);
  const { id: paymentId, orderId, amount } = payment;
  const answer = await provider.approve({ paymentId, orderId, paymentKey: how.paymentKey, amount });
  killPoint('payment.after-provider-approve');
  // A record is undefined when a webhook or the settlement job has written the provider's word a moment earlier.
  const asRecorded = async () => (await findByOrder(parts.pool, orderId)) ?? payment;
  switch (answer.kind) {
    case 'approved':
      return (await records.confirmed(payment, answer.payment)) ?? asRecorded();
    case 'declined':
      return (await records.failed(payment, answer.code)) ?? asRecorded();
    case 'unknown':
      parts.logger.warn({ paymentId, reason: answer.reason }, 'the provider left the outcome open; asking again');
      return settlePayment(parts, payment);
  }
}

/** Commits `approving` before the provider hears of it, so that no crash can hide a capture from the settlement job. */
async function begin(
  parts: ConfirmParts,
  pending: Payment,
  how: { paymentKey: string; method: string },
): Promise<Payment> {
  try {
    killPoint('payment.before-approving-commit');
    const payment = await startApproving(parts.pool, pending.id, { ...how, provider: parts.provider.name });
    killPoint('payment.after-approving-commit');
    if (payment) return payment;
  } catch (error) {
    if (violatedUniqueConstraint(error) === undefined) throw error;
    throw new AppError('PAYMENT_KEY_USED', 'This payment key belongs to another payment.');
  }
  const now = await findByOrder(parts.pool, pending.orderId);
  requirePending(now ?? pending, pending.userId);
  throw new AppError('PAYMENT_IN_PROGRESS', 'This payment changed just now; look at the order.');
}

/** What the buyer is told, by where the payment stands. */
async function finish(parts: ConfirmParts, payment: Payment): Promise<ConfirmResult> {
  switch (payment.status) {
    case 'confirmed': {
      killPoint('payment.before-ticket-call');
      const delivery = await parts.ticket.deliver(payment);
      killPoint('payment.after-ticket-call');
      return { payment, delivery };
    }
    case 'failed':
      throw declined(payment.failureCode ?? 'UNKNOWN');
    case 'pending':
    case 'withdrawn':
    case 'approving':
      return { payment, delivery: undefined };
    // Ticket was faster than we are: it heard of the money and refused it.
    case 'refunding':
    case 'refunded':
      return { payment, delivery: 'refused' };
  }
}

const declined = (code: string) =>
  new AppError('PAYMENT_DECLINED', 'The payment was declined; nothing was taken.', { providerCode: code });
