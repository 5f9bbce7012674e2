import type { Queryable } from '../../shared/postgres/pool.ts';

/**
 * Due is a refund that nobody has tried yet, and whatever was left alone for longer than a call to the provider takes.
 * Every update touches updated_at, so claiming a row also leases it: no other process takes it within that time.
 */
const due = `(status = 'refunding' AND updated_at <= refunding_since)
  OR (status IN ('approving', 'refunding') AND updated_at < now() - make_interval(secs => $1 / 1000.0))`;

/**
 * Takes payments whose outcome is open, oldest first.
 * @param leaseMs how long a payment is left to whoever touched it last
 */
export async function claimUnsettled(db: Queryable, leaseMs: number, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>({
    name: 'payment-claim-unsettled',
    text: `UPDATE payments SET updated_at = clock_timestamp() WHERE id IN (
             SELECT id FROM payments WHERE ${due} ORDER BY updated_at LIMIT $2 FOR UPDATE SKIP LOCKED)
           RETURNING id`,
    values: [leaseMs, limit],
  });
  return rows.map((row) => row.id);
}

/** How many payments have been open for longer than a minute: should be 0, and is a metric. */
export async function countStuck(db: Queryable): Promise<{ approving: number; refunding: number }> {
  const { rows } = await db.query<{ approving: number; refunding: number }>(
    `SELECT count(*) FILTER (WHERE status = 'approving' AND approving_since < now() - interval '1 minute') AS approving,
            count(*) FILTER (WHERE status = 'refunding' AND refunding_since < now() - interval '1 minute')
              + (SELECT count(*) FROM part_refunds WHERE refunded_at IS NULL AND created_at < now() - interval '1 minute') AS refunding
     FROM payments WHERE status IN ('approving', 'refunding')`,
  );
  return rows[0] ?? { approving: 0, refunding: 0 };
}
