import { z } from 'zod';
import type { Queryable } from '../../shared/postgres/pool.ts';

const sums = {
  captures: z.int(),
  captured: z.int(),
  refunds: z.int(),
  refunded: z.int(),
  /** captured less refunded; negative on a day that gave back more than it took. */
  net: z.int(),
};

/** Money by day (UTC) and method, in won. */
export const settlementReportSchema = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  days: z.array(z.object({ day: z.iso.date(), method: z.string(), ...sums })),
  total: z.object(sums),
});
type SettlementReport = z.infer<typeof settlementReportSchema>;
type Sums = SettlementReport['total'];

const since = `$1::date::timestamp AT TIME ZONE 'UTC'`;
const until = `($2::date + 1)::timestamp AT TIME ZONE 'UTC'`;

/**
 * Each movement of money on the day on which it happened at the provider: captures with their payment's method, refunds of
 * the rest and of single tickets with the method by which the money had come. Money that came too late and went back is in
 * both columns.
 */
const text = `
WITH moves AS (
  SELECT approved_at AS at, method, 1 AS captures, amount AS captured, 0 AS refunds, 0 AS refunded
  FROM payments WHERE approved_at >= ${since} AND approved_at < ${until}
  UNION ALL
  SELECT refunded_at, method, 0, 0, 1, refund_amount
  FROM payments WHERE refunded_at >= ${since} AND refunded_at < ${until} AND status = 'refunded'
  UNION ALL
  SELECT r.refunded_at, p.method, 0, 0, 1, r.amount
  FROM part_refunds r JOIN payments p ON p.id = r.payment_id WHERE r.refunded_at >= ${since} AND r.refunded_at < ${until}
)
SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, coalesce(method, 'unknown') AS method, sum(captures)::int AS captures,
  sum(captured)::bigint AS captured, sum(refunds)::int AS refunds, sum(refunded)::bigint AS refunded,
  (sum(captured) - sum(refunded))::bigint AS net
FROM moves GROUP BY 1, 2 ORDER BY 1 DESC, 2`;

/** @param from first day and `to` last day of the report, `2026-11-22`, days of UTC */
export async function settlementReport(db: Queryable, from: string, to: string): Promise<SettlementReport> {
  const { rows: days } = await db.query<SettlementReport['days'][number]>({
    name: 'settlement-report',
    text,
    values: [from, to],
  });
  const total = days.reduce<Sums>(
    (sum, day) => ({
      captures: sum.captures + day.captures,
      captured: sum.captured + day.captured,
      refunds: sum.refunds + day.refunds,
      refunded: sum.refunded + day.refunded,
      net: sum.net + day.net,
    }),
    { captures: 0, captured: 0, refunds: 0, refunded: 0, net: 0 },
  );
  return { from, to, days, total };
}
