import type { PaymentEvent } from '../../shared/events/topics.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';
import type { OutgoingNews } from './money-events.ts';

/** Won that go back for single tickets of a payment. */
export interface PartRefund {
  readonly id: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly reason: string;
}

const columns = `id, payment_id AS "paymentId", amount, reason`;

/** What became of ticket's request: `known` was written down before, `over` had no money left to give. */
type Asked = 'asked' | 'known' | 'all of it' | 'over' | 'too much';

/**
 * Writes a part refund down, once per id; the settlement job gives the money back. What asks for the last won is no part:
 * the whole payment is to be refunded then.
 */
export async function askPartRefund(
  tx: Queryable,
  event: Extract<PaymentEvent, { type: 'PART_REFUND_REQUESTED' }>,
): Promise<Asked> {
  const { rows } = await tx.query<{ status: string; left: number; known: boolean }>({
    name: 'part-refund-room',
    text: `SELECT status, amount - part_refunded AS left, EXISTS (SELECT FROM part_refunds WHERE id = $2) AS known
           FROM payments WHERE id = $1 FOR UPDATE`,
    values: [event.paymentId, event.refundId],
  });
  const [payment] = rows;
  if (payment?.known) return 'known';
  if (payment?.status !== 'confirmed') return 'over';
  if (event.amount >= payment.left) return event.amount === payment.left ? 'all of it' : 'too much';
  await tx.query({
    name: 'part-refund-ask',
    text: 'INSERT INTO part_refunds (id, payment_id, amount, reason) VALUES ($1, $2, $3, $4)',
    values: [event.refundId, event.paymentId, event.amount, event.reason],
  });
  return 'asked';
}

/** Takes part refunds that nobody has tried yet or that were left alone for longer than a call takes, oldest first. */
export async function claimPartRefunds(db: Queryable, leaseMs: number, limit: number): Promise<PartRefund[]> {
  const { rows } = await db.query<PartRefund>({
    name: 'part-refund-claim',
    text: `UPDATE part_refunds SET tried_at = clock_timestamp() WHERE id IN (
             SELECT id FROM part_refunds WHERE refunded_at IS NULL
               AND (tried_at <= created_at OR tried_at < now() - make_interval(secs => $1 / 1000.0))
             ORDER BY tried_at LIMIT $2 FOR UPDATE SKIP LOCKED)
           RETURNING ${columns}`,
    values: [leaseMs, limit],
  });
  return rows;
}

/** The part refunds of a payment whose money has not gone back yet. */
export async function openPartRefunds(db: Queryable, paymentId: string): Promise<PartRefund[]> {
  const { rows } = await db.query<PartRefund>({
    name: 'part-refund-open',
    text: `SELECT ${columns} FROM part_refunds WHERE payment_id = $1 AND refunded_at IS NULL ORDER BY created_at, id`,
    values: [paymentId],
  });
  return rows;
}

/** The money is back: the fact and its news in one statement (ruling E5). @returns false when it was known */
export async function markPartRefunded(db: Queryable, id: string, at: Date | null, news: OutgoingNews) {
  const { rowCount } = await db.query({
    name: 'part-refund-done',
    text: `WITH done AS (
             UPDATE part_refunds SET refunded_at = coalesce($2, now()) WHERE id = $1 AND refunded_at IS NULL RETURNING id)
           INSERT INTO outbox (event_id, topic, key, payload, headers)
           SELECT $3::uuid, $4::text, $5::text, $6::jsonb, $7::jsonb FROM done`,
    values: [
      id,
      at,
      news.outgoing.event.id,
      news.outgoing.topic,
      news.outgoing.key,
      JSON.stringify(news.outgoing.event),
      JSON.stringify(news.headers),
    ],
  });
  return rowCount === 1;
}
