import type { Queryable } from '../../shared/postgres/pool.ts';
import { keptRevenue } from './contributions.ts';
import type { Story } from './story.ts';

/**
 * Makes sure that every subject has a row and locks the rows: two consumers with events of one thing follow each other,
 * and the second sees what the first has written. In order of the ids, so that they cannot wait for each other.
 */
export async function lockThings(tx: Queryable, subjects: readonly string[]): Promise<void> {
  const ordered = subjects.toSorted();
  await tx.query({
    name: 'stats-things-insert',
    text: 'INSERT INTO things (subject) SELECT s FROM unnest($1::uuid[]) AS s ORDER BY s ON CONFLICT DO NOTHING',
    values: [ordered],
  });
  await tx.query({
    name: 'stats-things-lock',
    text: 'SELECT FROM things WHERE subject = ANY($1::uuid[]) ORDER BY subject FOR UPDATE',
    values: [ordered],
  });
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** A row of `things`; `refunded` is what went back of the money that stands for it. */
function thingRow(story: Story) {
  return {
    subject: story.subject,
    kind: story.kind,
    status: story.status,
    user_id: story.userId,
    event_id: story.eventId,
    reason: story.reason,
    amount: story.amount,
    refunded: sumOf(story.deliveries.at(-1)?.refunds ?? []),
    revenue: keptRevenue(story),
    tickets: story.tickets,
    items: story.items,
    started_at: iso(story.startedAt),
    payable_until: iso(story.payableUntil),
    paid_at: iso(story.paidAt),
    completed_at: iso(story.completedAt),
    cancelled_at: iso(story.cancelledAt),
  };
}

const paymentRows = (story: Story) =>
  story.payments.map((payment) => ({
    payment_id: payment.paymentId,
    subject: story.subject,
    method: payment.method,
    amount: payment.amount,
    refunded: sumOf(payment.refunds),
    confirmed_at: iso(payment.confirmedAt),
    failed_at: iso(payment.failedAt),
  }));

const sumOf = (refunds: readonly { readonly amount: number }[]) => refunds.reduce((sum, { amount }) => sum + amount, 0);

/** Writes what the stories say now over what they said before. */
export async function writeFacts(tx: Queryable, stories: readonly Story[]): Promise<void> {
  await tx.query({ name: 'stats-things-write', text: upsertThings, values: [JSON.stringify(stories.map(thingRow))] });
  const payments = stories.flatMap(paymentRows);
  if (payments.length === 0) return;
  await tx.query({ name: 'stats-payments-write', text: upsertPayments, values: [JSON.stringify(payments)] });
}

const overwrite = (columns: readonly string[]) => columns.map((column) => `${column} = excluded.${column}`).join(', ');

const upsertThings = `
INSERT INTO things (subject, kind, status, user_id, event_id, reason, amount, refunded, revenue, tickets, items,
  started_at, payable_until, paid_at, completed_at, cancelled_at)
SELECT subject, kind, status, user_id, event_id, reason, amount, refunded, revenue, tickets, items,
  started_at, payable_until, paid_at, completed_at, cancelled_at
FROM jsonb_populate_recordset(NULL::things, $1::jsonb) ORDER BY subject
ON CONFLICT (subject) DO UPDATE SET ${overwrite([
  'kind',
  'status',
  'user_id',
  'event_id',
  'reason',
  'amount',
  'refunded',
  'revenue',
  'tickets',
  'items',
  'started_at',
  'payable_until',
  'paid_at',
  'completed_at',
  'cancelled_at',
])}`;

const upsertPayments = `
INSERT INTO payments (payment_id, subject, method, amount, refunded, confirmed_at, failed_at)
SELECT payment_id, subject, method, amount, refunded, confirmed_at, failed_at
FROM jsonb_populate_recordset(NULL::payments, $1::jsonb) ORDER BY payment_id
ON CONFLICT (payment_id) DO UPDATE SET ${overwrite(['method', 'amount', 'refunded', 'confirmed_at', 'failed_at'])}`;
