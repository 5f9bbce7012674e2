import { AppError } from '../../shared/errors/app-error.ts';
import type { PaymentType } from '../../shared/events/topics.ts';
import type { Pool } from '../../shared/postgres/pool.ts';
import { newOrderId, type Payment } from './payment.ts';
import { dropPending, findLive, hasEarlierAttempt, pendingOrLive, repricePending } from './payment-repository.ts';
import type { Quote, TicketGateway } from './ticket-gateway.ts';

export interface PrepareParts {
  readonly pool: Pool;
  readonly ticket: Pick<TicketGateway, 'quote'>;
  readonly clock: () => Date;
  readonly newId: () => string;
}

export interface PrepareRequest {
  readonly userId: string;
  readonly paymentType: PaymentType;
  readonly referenceId: string;
  /** What the buyer believes the price is; undefined when the buyer named none (process). */
  readonly amount: number | undefined;
}

/**
 * The one pending payment for a thing, at ticket's price. Asking again answers the same order (domain.md 10.3 #10).
 * @throws AppError AMOUNT_MISMATCH, NOT_FOUND, PAYMENT_ALREADY_CONFIRMED, PAYMENT_IN_PROGRESS, and what `quote` throws
 */
export async function preparePayment(parts: PrepareParts, request: PrepareRequest): Promise<Payment> {
  const { paymentType, referenceId, userId } = request;
  const quote = await quoteOf(parts, request);
  if (request.amount !== undefined && request.amount !== quote.amount) {
    throw new AppError('AMOUNT_MISMATCH', `The price is ${quote.amount} won.`, { expected: quote.amount });
  }
  const id = parts.newId();
  const orderId = newOrderId(parts.clock(), id);
  const row = { id, paymentType, referenceId, userId, orderId, orderName: null, ...quote };
  const found = (await pendingOrLive(parts.pool, row)) ?? (await findLive(parts.pool, paymentType, referenceId));
  if (!found) throw new AppError('NOT_PAYABLE', 'This was withdrawn and cannot be paid for any more.');
  const payment = requirePending(found, userId);
  if (payment.id === id && (await hasEarlierAttempt(parts.pool, payment))) await checkAgain(parts, request, payment);
  if (payment.amount === quote.amount) return payment;
  const repriced = await repricePending(parts.pool, payment.id, quote.amount);
  if (!repriced) throw new AppError('PAYMENT_IN_PROGRESS', 'This payment changed just now; look at the order.');
  return repriced;
}

/**
 * There were attempts before this new row, so PAYMENT_WITHDRAWN may have passed between ticket's quote and the row, and
 * would never come again. Asked once more, ticket either still wants the money, and a later withdrawal meets this row, or
 * the row goes: nobody has seen it.
 */
async function checkAgain(parts: PrepareParts, request: PrepareRequest, payment: Payment): Promise<void> {
  try {
    await quoteOf(parts, request);
  } catch (error) {
    await dropPending(parts.pool, payment.id);
    throw error;
  }
}

/** Ticket knows only that a paid thing is not payable; our books know why. */
async function quoteOf(parts: PrepareParts, { paymentType, referenceId, userId }: PrepareRequest): Promise<Quote> {
  try {
    return await parts.ticket.quote(paymentType, referenceId, userId);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'NOT_PAYABLE') throw error;
    const known = await findLive(parts.pool, paymentType, referenceId);
    if (known) requirePending(known, userId);
    throw error;
  }
}

/** @throws AppError unless the payment is this user's and waits to be paid */
export function requirePending(payment: Payment, userId: string): Payment {
  if (payment.userId !== userId) throw new AppError('NOT_FOUND', 'There is nothing with this id to pay for.');
  switch (payment.status) {
    case 'pending':
      return payment;
    case 'approving':
      throw new AppError('PAYMENT_IN_PROGRESS', 'The provider is being asked; look at the order in a moment.');
    case 'confirmed':
      throw new AppError('PAYMENT_ALREADY_CONFIRMED', 'This was paid for already.');
    case 'refunding':
    case 'refunded':
      throw new AppError('PAYMENT_NOT_PAYABLE', 'This was paid for and the money goes back.');
    case 'failed':
      throw new AppError('PAYMENT_NOT_PAYABLE', 'This attempt failed; prepare a new one.');
    case 'withdrawn':
      throw new AppError('PAYMENT_NOT_PAYABLE', 'The reservation is gone, so nothing was taken.');
  }
}
