import type { z } from 'zod';
import type { membershipEventSchema, PaymentEvent, PaymentType, transferEventSchema } from '../shared/events/topics.ts';
import type { Pool, Queryable } from '../shared/postgres/pool.ts';
import type { Sale } from './reservations/sale.ts';

/** What the use cases of memberships, transfers and ticket codes need; made in dependencies.ts. */
export interface Desk
  extends Pick<Sale, 'newId' | 'now' | 'eventHeaders' | 'wakeRelay' | 'ticketLimit' | 'holdSeconds'> {
  readonly pool: Pool;
}

/** An event without what every event has. */
type Bare<E> = E extends unknown ? Omit<E, 'id' | 'timestamp'> : never;
interface EventsByTopic {
  readonly 'payment-events': Bare<PaymentEvent>;
  readonly 'transfer-events': Bare<z.infer<typeof transferEventSchema>>;
  readonly 'membership-events': Bare<z.infer<typeof membershipEventSchema>>;
}

/** Writes an event into the outbox of this transaction (ruling E5). @param key the id of the paid thing */
export async function announce<T extends keyof EventsByTopic>(
  tx: Queryable,
  desk: Desk,
  topic: T,
  key: string,
  event: EventsByTopic[T],
): Promise<void> {
  const id = desk.newId();
  const payload = JSON.stringify({ ...event, id, timestamp: desk.now().toISOString() });
  await tx.query({
    name: 'desk-announce',
    text: 'INSERT INTO outbox (event_id, topic, key, payload, headers) VALUES ($1, $2, $3, $4::jsonb, $5::jsonb)',
    values: [id, topic, key, payload, desk.eventHeaders()],
  });
}

export interface MoneyBack {
  readonly paymentType: PaymentType;
  readonly referenceId: string;
  readonly paymentId: string;
  readonly userId: string;
  readonly amount: number;
  readonly reason: string;
}

/** Sends the money of one payment back, asked once however often this is called (ruling E6). */
export async function askMoneyBack(tx: Queryable, desk: Desk, back: MoneyBack): Promise<void> {
  const reason = back.reason.slice(0, 200);
  if (!(await noteRefund(tx, { ...back, reason }))) return;
  await announce(tx, desk, 'payment-events', back.referenceId, { type: 'REFUND_REQUESTED', ...back, reason });
}

/** Remembers that this payment goes or went back. @returns false when that was known */
export async function noteRefund(
  tx: Queryable,
  { referenceId, paymentId, reason, amount }: Pick<MoneyBack, 'referenceId' | 'paymentId' | 'reason' | 'amount'>,
): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'desk-note-refund',
    text: `INSERT INTO refund_requests (reservation_id, payment_id, reason, amount) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    values: [referenceId, paymentId, reason.slice(0, 255), amount],
  });
  return rowCount === 1;
}

/** Whether this payment goes or went back already. */
export async function goesBack(tx: Queryable, referenceId: string, paymentId: string): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'desk-goes-back',
    text: 'SELECT FROM refund_requests WHERE reservation_id = $1 AND payment_id = $2',
    values: [referenceId, paymentId],
  });
  return rowCount === 1;
}

/** Money that has arrived for a transfer or a membership. */
export interface Arrived {
  readonly referenceId: string;
  readonly paymentId: string;
  /** Won. */
  readonly amount: number;
  readonly userId: string;
}

/** What became of it; a refused payment is on its way back. */
export type Settled =
  | { readonly outcome: 'done' | 'already' }
  | { readonly outcome: 'refused'; readonly because: string };
