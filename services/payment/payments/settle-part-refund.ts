import { killPoint } from '../../shared/faults/kill-point.ts';
import type { Logger } from '../../shared/logging/logger.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';
import type { PaymentProvider } from '../provider/payment-provider.ts';
import type { MoneyRecords } from './money-records.ts';
import { openPartRefunds, type PartRefund } from './part-refund-repository.ts';
import type { Payment } from './payment.ts';
import { findById } from './payment-repository.ts';

export interface SettlePartParts {
  readonly pool: Queryable;
  readonly provider: Pick<PaymentProvider, 'refund' | 'lookup'>;
  readonly records: Pick<MoneyRecords, 'partRefunded'>;
  readonly logger: Pick<Logger, 'error'>;
  readonly onTrouble: (what: string) => void;
}

/**
 * Gives the money of single tickets back. The provider knows each part by its id, in the idempotency key and in the reason,
 * so a first try and every later one move the money once.
 */
export async function settlePartRefund(parts: SettlePartParts, part: PartRefund): Promise<boolean> {
  const payment = await findById(parts.pool, part.paymentId);
  if (!payment || payment.paymentKey === null) return false;
  const { id: paymentId, orderId, paymentKey } = payment;
  const answer = await parts.provider.refund({ paymentId, orderId, paymentKey, reason: part.reason, part });
  killPoint('payment.after-provider-part-refund');
  if (answer.kind === 'refunded') {
    await parts.records.partRefunded(payment, part, answer.payment);
    return true;
  }
  const seen = await parts.provider.lookup({ paymentId, orderId });
  if (seen.kind === 'found' && seen.payment.partsGivenBack.includes(part.id)) {
    await parts.records.partRefunded(payment, part, seen.payment);
    return true;
  }
  if (answer.kind === 'declined') {
    parts.onTrouble('refund declined');
    parts.logger.error(
      { paymentId, refundId: part.id, code: answer.code },
      'the provider declines a part refund; it stays due and is tried again',
    );
  }
  return false;
}

/** Parts first, then the rest: a cancel of the whole would leave the provider nothing to give for a part. */
export async function settleOpenParts(parts: SettlePartParts, payment: Payment): Promise<boolean> {
  for (const part of await openPartRefunds(parts.pool, payment.id)) {
    if (!(await settlePartRefund(parts, part))) return false;
  }
  return true;
}
