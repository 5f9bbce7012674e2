import type { Queryable } from '../../shared/postgres/pool.ts';

/**
 * Which of these payments have confirmed their reservations already. The HTTP call of payment is nearly always faster than
 * the event, so that most events of a batch are answered by this one look instead of a statement each.
 * @returns the ids of those payments
 */
export async function confirmedBefore(
  db: Queryable,
  payments: readonly { readonly referenceId: string; readonly paymentId: string }[],
): Promise<ReadonlySet<string>> {
  if (payments.length === 0) return new Set();
  const { rows } = await db.query<{ payment_id: string }>({
    name: 'confirmed-before',
    text: `SELECT r.payment_id FROM unnest($1::uuid[], $2::uuid[]) AS paid(id, payment_id)
           JOIN reservations r ON r.id = paid.id AND r.payment_id = paid.payment_id WHERE r.status = 'confirmed'`,
    values: [payments.map((payment) => payment.referenceId), payments.map((payment) => payment.paymentId)],
  });
  return new Set(rows.map((row) => row.payment_id));
}
