import { killPoint } from '../../shared/faults/kill-point.ts';
import { inTransaction, type Pool } from '../../shared/postgres/pool.ts';
import type { ProviderPayment } from '../provider/payment-provider.ts';
import { announce, type EventParts } from './money-events.ts';
import type { Payment } from './payment.ts';
import { markConfirmed, markFailed, markRefunded, startApproving, startRefund } from './payment-repository.ts';

export interface RecordParts extends EventParts {
  readonly pool: Pool;
  readonly relay: { wake(): void };
}

/**
 * The only places where the provider's word becomes a fact: status and outbox row in one transaction. Each answers the
 * payment it changed, or undefined when somebody else had recorded an outcome before.
 */
export function createMoneyRecords(parts: RecordParts) {
  return {
    async confirmed(id: string, seen: ProviderPayment): Promise<Payment | undefined> {
      const payment = await inTransaction(parts.pool, async (tx) => {
        const row = await markConfirmed(tx, id, seen);
        if (row) await announce(parts, tx, row, { type: 'PAYMENT_CONFIRMED' });
        killPoint('payment.before-confirm-commit');
        return row;
      });
      killPoint('payment.after-confirm-commit');
      parts.relay.wake();
      return payment;
    },

    async failed(id: string, code: string): Promise<Payment | undefined> {
      const payment = await inTransaction(parts.pool, async (tx) => {
        const row = await markFailed(tx, id, code);
        if (row) await announce(parts, tx, row, { type: 'PAYMENT_FAILED', reason: code });
        return row;
      });
      parts.relay.wake();
      return payment;
    },

    async refunded(id: string, seen: ProviderPayment): Promise<Payment | undefined> {
      const payment = await inTransaction(parts.pool, async (tx) => {
        const row = await markRefunded(tx, id, seen);
        if (row) await announce(parts, tx, row, { type: 'PAYMENT_REFUNDED', reason: row.refundReason ?? 'refund' });
        killPoint('payment.before-refunded-commit');
        return row;
      });
      killPoint('payment.after-refunded-commit');
      parts.relay.wake();
      return payment;
    },

    /** Money taken for an order that we never asked the provider to approve (a deposit into a virtual account). */
    async capturedUnasked(payment: Payment, seen: ProviderPayment): Promise<Payment | undefined> {
      const confirmed = await inTransaction(parts.pool, async (tx) => {
        const how = { paymentKey: seen.paymentKey, method: payment.method ?? 'toss', provider: 'webhook' };
        if (!(await startApproving(tx, payment.id, how))) return undefined;
        const row = await markConfirmed(tx, payment.id, seen);
        if (row) await announce(parts, tx, row, { type: 'PAYMENT_CONFIRMED' });
        return row;
      });
      parts.relay.wake();
      return confirmed;
    },

    /** Money given back at the provider's own desk: our books follow. */
    async refundedElsewhere(payment: Payment, seen: ProviderPayment): Promise<Payment | undefined> {
      const refunded = await inTransaction(parts.pool, async (tx) => {
        if (!(await startRefund(tx, payment.id, 'refunded at the provider'))) return undefined;
        const row = await markRefunded(tx, payment.id, seen);
        if (row) await announce(parts, tx, row, { type: 'PAYMENT_REFUNDED', reason: 'refunded at the provider' });
        return row;
      });
      parts.relay.wake();
      return refunded;
    },
  };
}
export type MoneyRecords = ReturnType<typeof createMoneyRecords>;
