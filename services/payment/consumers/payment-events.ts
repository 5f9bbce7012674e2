import type { PaymentEvent } from '../../shared/events/topics.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';
import { askPartRefund } from '../payments/part-refund-repository.ts';
import { newOrderId } from '../payments/payment.ts';
import { insertPending, startRefund, withdrawPending } from '../payments/payment-repository.ts';
import { inOrderedGroups } from './ordered-groups.ts';

type EventOf<T extends PaymentEvent['type']> = Extract<PaymentEvent, { type: T }>;

export interface PaymentEventParts {
  readonly clock: () => Date;
  readonly newId: () => string;
}

/**
 * Applies ticket's news (topic payment-events) inside the consumer's transaction. Whole groups of events become one
 * statement each; the order within one paid thing is kept. The provider is called after the commit, by the settlement job.
 */
export async function applyPaymentEvents(
  parts: PaymentEventParts,
  tx: Queryable,
  events: readonly PaymentEvent[],
): Promise<void> {
  for (const group of inOrderedGroups(events)) {
    await applyRequested(
      parts,
      tx,
      group.filter((event) => event.type === 'PAYMENT_REQUESTED'),
    );
    await withdrawPending(
      tx,
      group.filter((event) => event.type === 'PAYMENT_WITHDRAWN'),
    );
    await noteDelivered(
      tx,
      group.filter((event) => event.type === 'PAYMENT_COMPLETED'),
    );
    for (const event of group) {
      if (event.type === 'REFUND_REQUESTED') await startRefund(tx, event.paymentId, event.reason);
      if (event.type === 'PART_REFUND_REQUESTED') await applyPartRefund(tx, event);
    }
  }
}

/** @throws Error for more than is left: it waits in the dead letter topic, where a person finds out who miscounted */
async function applyPartRefund(tx: Queryable, event: EventOf<'PART_REFUND_REQUESTED'>): Promise<void> {
  const asked = await askPartRefund(tx, event);
  if (asked === 'all of it') await startRefund(tx, event.paymentId, event.reason);
  if (asked === 'too much')
    throw new Error(`refund ${event.refundId} asks for more than payment ${event.paymentId} holds`);
}

/** Whether something waits for the provider now. */
export const asksForRefund = (events: readonly PaymentEvent[]) =>
  events.some((event) => event.type === 'REFUND_REQUESTED' || event.type === 'PART_REFUND_REQUESTED');

async function applyRequested(
  { clock, newId }: PaymentEventParts,
  tx: Queryable,
  events: Array<EventOf<'PAYMENT_REQUESTED'>>,
) {
  if (events.length === 0) return;
  const rows = events.map(({ paymentType, referenceId, userId, eventId, orderName, amount, expiresAt }) => {
    const id = newId();
    return {
      id,
      paymentType,
      referenceId,
      userId,
      eventId,
      orderName,
      amount,
      expiresAt,
      orderId: newOrderId(clock(), id),
    };
  });
  await insertPending(tx, rows);
}

/** Ticket's word that the paid thing is delivered, kept beside what the provider said: the end of a payment's story. */
async function noteDelivered(tx: Queryable, events: Array<EventOf<'PAYMENT_COMPLETED'>>) {
  if (events.length === 0) return;
  await tx.query({
    name: 'payment-delivered',
    text: `INSERT INTO payment_logs (payment_id, action, request)
           SELECT p.id, 'delivered', e.event FROM unnest($1::uuid[], $2::jsonb[]) AS e(payment_id, event)
           JOIN payments p ON p.id = e.payment_id`,
    values: [events.map((event) => event.paymentId), events.map((event) => JSON.stringify(event))],
  });
}
