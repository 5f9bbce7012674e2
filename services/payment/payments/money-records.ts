import { killPoint } from '../../shared/faults/kill-point.ts';
import { inTransaction, type Pool } from '../../shared/postgres/pool.ts';
import type { ProviderPayment } from '../provider/payment-provider.ts';
import { type EventParts, toNews } from './money-events.ts';
import { markPartRefunded, type PartRefund } from './part-refund-repository.ts';
import type { Payment } from './payment.ts';
import { markConfirmed, markFailed, markRefunded, startApproving, startRefund } from './payment-repository.ts';

export interface RecordParts extends EventParts {
  readonly pool: Pool;
  readonly relay: { wake(): void };
}

/**
 * The only places where the provider's word becomes a fact: status and outbox row together. Each answers the payment it
 * changed, or undefined when somebody else had recorded an outcome before.
 */
export function createMoneyRecords(parts: RecordParts) {
  const { pool, relay } = parts;
  const told = (changed: Payment | undefined) => {
    if (changed) relay.wake();
    return changed;
  };
  return {
    async confirmed(payment: Payment, seen: ProviderPayment): Promise<Payment | undefined> {
      killPoint('payment.before-confirm-commit');
      const confirmed = await markConfirmed(
        pool,
        payment.id,
        seen,
        toNews(parts, payment, { type: 'PAYMENT_CONFIRMED' }),
      );
      killPoint('payment.after-confirm-commit');
      return told(confirmed);
    },

    async failed(payment: Payment, code: string): Promise<Payment | undefined> {
      return told(
        await markFailed(pool, payment.id, code, toNews(parts, payment, { type: 'PAYMENT_FAILED', reason: code })),
      );
    },

    async refunded(payment: Payment, seen: ProviderPayment): Promise<Payment | undefined> {
      const reason = payment.refundReason ?? 'refund';
      killPoint('payment.before-refunded-commit');
      const refunded = await markRefunded(
        pool,
        payment.id,
        seen,
        toNews(parts, payment, { type: 'PAYMENT_REFUNDED', reason }),
      );
      killPoint('payment.after-refunded-commit');
      return told(refunded);
    },

    /** Money of single tickets is back with the buyer. */
    async partRefunded(payment: Payment, part: PartRefund, seen: ProviderPayment): Promise<void> {
      const { id: refundId, amount, reason } = part;
      const news = toNews(parts, payment, { type: 'PAYMENT_PART_REFUNDED', refundId, amount, reason });
      if (await markPartRefunded(pool, refundId, seen.refundedAt, news)) relay.wake();
    },

    /** Money taken for an order that we never asked the provider to approve (a deposit into a virtual account). */
    async capturedUnasked(payment: Payment, seen: ProviderPayment): Promise<Payment | undefined> {
      const how = { paymentKey: seen.paymentKey, method: payment.method ?? 'toss', provider: 'webhook' };
      const confirmed = await inTransaction(pool, async (tx) => {
        const approving = await startApproving(tx, payment.id, how);
        return (
          approving && markConfirmed(tx, payment.id, seen, toNews(parts, approving, { type: 'PAYMENT_CONFIRMED' }))
        );
      });
      return told(confirmed);
    },

    /** Money given back at the provider's own desk: our books follow. */
    async refundedElsewhere(payment: Payment, seen: ProviderPayment): Promise<Payment | undefined> {
      const reason = 'refunded at the provider';
      const refunded = await inTransaction(pool, async (tx) => {
        const refunding = await startRefund(tx, payment.id, reason);
        return (
          refunding &&
          markRefunded(tx, payment.id, seen, toNews(parts, refunding, { type: 'PAYMENT_REFUNDED', reason }))
        );
      });
      return told(refunded);
    },
  };
}
export type MoneyRecords = ReturnType<typeof createMoneyRecords>;
