import type { z } from 'zod';
import { type Reading, readRow, readRows, since } from '../reads/read.ts';
import { dayOf, dayText, everyDay, hourOf } from '../reads/sql.ts';
import {
  cancelDayRow,
  cancelEventRow,
  cancelHourRow,
  type cancellationsSchema,
  cancelledSchema,
} from './demand-schemas.ts';

const cancelled = `SELECT * FROM things WHERE kind = 'reservation' AND cancelled_at >= $1`;

const overviewText = `
SELECT count(*) AS total_cancelled, count(*) FILTER (WHERE reason = 'expired') AS expired,
  round(avg(extract(epoch FROM cancelled_at - started_at)) / 3600, 2)::float8 AS avg_hours_before_cancel,
  coalesce(sum(refunded), 0)::bigint AS total_refund_amount FROM (${cancelled}) AS c`;

const hourlyText = `
SELECT h.hour, count(c.subject) AS cancelled FROM generate_series(0, 23) AS h(hour)
LEFT JOIN (${cancelled}) AS c ON ${hourOf('c.cancelled_at')} = h.hour GROUP BY h.hour ORDER BY h.hour`;

const byEventText = `
SELECT c.event_id, s.title, count(*) AS cancelled, coalesce(sum(c.refunded), 0)::bigint AS refund_amount
FROM (${cancelled}) AS c LEFT JOIN event_stats s USING (event_id) WHERE c.event_id IS NOT NULL
GROUP BY c.event_id, s.title ORDER BY 3 DESC, 1 LIMIT 10`;

const dailyText = `
SELECT ${dayText('each.day')} AS date, count(c.subject) AS cancelled
FROM ${everyDay} LEFT JOIN (${cancelled}) AS c ON ${dayOf('c.cancelled_at')} = each.day GROUP BY each.day ORDER BY each.day DESC`;

/** Reservations that ended in the window: given up, run out, or ended with their concert. */
export async function readCancellations(
  { db, clock }: Reading,
  days: number,
): Promise<z.infer<typeof cancellationsSchema>> {
  const window = [since(clock, days)];
  const [overview, hourlyPattern, byEvent, dailyTrend] = await Promise.all([
    readRow(db, cancelledSchema, overviewText, window),
    readRows(db, cancelHourRow, hourlyText, window),
    readRows(db, cancelEventRow, byEventText, window),
    readRows(db, cancelDayRow, dailyText, [...window, clock()]),
  ]);
  return { overview, hourlyPattern, byEvent, dailyTrend };
}
