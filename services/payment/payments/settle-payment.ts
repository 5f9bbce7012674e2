import { killPoint } from '../../shared/faults/kill-point.ts';
import type { Logger } from '../../shared/logging/logger.ts';
import { inTransaction, type Pool, violatedUniqueConstraint } from '../../shared/postgres/pool.ts';
import type { PaymentProvider, ProviderPayment } from '../provider/payment-provider.ts';
import type { MoneyRecords } from './money-records.ts';
import type { Payment } from './payment.ts';
import { findById, startRefund } from './payment-repository.ts';
import { settleOpenParts } from './settle-part-refund.ts';

export interface SettleParts {
  readonly pool: Pool;
  readonly provider: Pick<PaymentProvider, 'approve' | 'refund' | 'lookup'>;
  readonly records: MoneyRecords;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
  /** Counts outcomes a person should hear of: `refund declined`, `capture conflict`. */
  readonly onTrouble: (what: string) => void;
}

/**
 * Brings a payment to where the provider says the money is. Asks, never assumes: safe after a time-out, a crash at any
 * point, a webhook in any order, and when several do it at once.
 * @returns the payment as it stands afterwards
 */
export async function settlePayment(parts: SettleParts, payment: Payment): Promise<Payment> {
  const outcome =
    payment.status === 'refunding' ? await settleRefund(parts, payment) : await settleByLookup(parts, payment);
  return outcome ?? (await findById(parts.pool, payment.id)) ?? payment;
}

async function settleByLookup(parts: SettleParts, payment: Payment): Promise<Payment | undefined> {
  const { provider, records } = parts;
  const seen = await provider.lookup({ paymentId: payment.id, orderId: payment.orderId });
  if (seen.kind === 'unknown') return undefined;
  const state = seen.kind === 'absent' ? 'open' : seen.payment.state;
  const found = seen.kind === 'found' ? seen.payment : undefined;
  switch (payment.status) {
    case 'approving':
      if (found && state === 'captured') return records.confirmed(payment, found);
      if (found && state === 'refunded') return records.failed(payment, 'REFUNDED_BY_PROVIDER');
      if (found && state === 'dead') return records.failed(payment, found.providerStatus);
      return approveAgain(parts, payment);
    case 'pending':
      return found && state === 'captured' ? records.capturedUnasked(payment, found) : undefined;
    case 'confirmed':
      return found && state === 'refunded' ? records.refundedElsewhere(payment, found) : undefined;
    case 'failed':
    case 'withdrawn':
      return found && state === 'captured' ? giveBack(parts, payment, found) : undefined;
    case 'refunding':
    case 'refunded':
      return undefined;
  }
}

/**
 * The provider has not taken the money: the first request never arrived, or still runs. Asking again under the same
 * idempotency key gives the one true answer, where giving up could leave a capture that nobody knows of.
 */
async function approveAgain({ provider, records }: SettleParts, payment: Payment): Promise<Payment | undefined> {
  if (payment.paymentKey === null) return undefined;
  const { id: paymentId, orderId, paymentKey, amount } = payment;
  const answer = await provider.approve({ paymentId, orderId, paymentKey, amount });
  if (answer.kind === 'approved') return records.confirmed(payment, answer.payment);
  return answer.kind === 'declined' ? records.failed(payment, answer.code) : undefined;
}

/** refunding -> refunded. A first try and every later one are the same call: the provider gives back once per order. */
async function settleRefund(parts: SettleParts, payment: Payment): Promise<Payment | undefined> {
  const { provider, records } = parts;
  if (payment.paymentKey === null) return undefined;
  if (payment.partRefunded > 0 && !(await settleOpenParts(parts, payment))) return undefined;
  const { id: paymentId, orderId, paymentKey } = payment;
  const answer = await provider.refund({ paymentId, orderId, paymentKey, reason: payment.refundReason ?? 'refund' });
  killPoint('payment.after-provider-refund');
  if (answer.kind === 'refunded') return records.refunded(payment, answer.payment);
  const seen = await provider.lookup({ paymentId, orderId });
  if (seen.kind === 'found' && seen.payment.state === 'refunded') return records.refunded(payment, seen.payment);
  if (answer.kind === 'declined') {
    parts.onTrouble('refund declined');
    parts.logger.error(
      { paymentId, code: answer.code },
      'the provider declines a refund; it stays due and is tried again',
    );
  }
  return undefined;
}

/** Money arrived for a payment that was over: it goes back (ruling E6). */
async function giveBack(parts: SettleParts, payment: Payment, seen: ProviderPayment): Promise<Payment | undefined> {
  try {
    const refunding = await inTransaction(parts.pool, async (tx) => {
      // A withdrawn payment never had a key; the refund goes by it.
      // It was captured, whatever became of the order: the settlement report counts both ways of the money.
      await tx.query(
        `UPDATE payments SET payment_key = coalesce(payment_key, $2), approved_at = coalesce(approved_at, $3, now())
         WHERE id = $1`,
        [payment.id, seen.paymentKey, seen.approvedAt],
      );
      return startRefund(tx, payment.id, 'money arrived after the payment was over', ['failed', 'withdrawn']);
    });
    return refunding && (await settleRefund(parts, refunding));
  } catch (error) {
    if (violatedUniqueConstraint(error) === undefined) throw error;
    // Another payment for the same thing is live, so the index refuses a second one: a person has to look.
    parts.onTrouble('capture conflict');
    parts.logger.error({ paymentId: payment.id }, 'money was taken twice for one thing; refund it at the provider');
    return undefined;
  }
}
