import type { z } from 'zod';
import { type Reading, readRow, readRows, since } from '../reads/read.ts';
import { dayText, eventStatus, everyDay, isoText } from '../reads/sql.ts';
import {
  activityRow,
  currentSchema,
  dailyRow,
  lastHourSchema,
  overviewSchema,
  type realtimeSchema,
  trendingRow,
} from './overview-schemas.ts';

const overviewText = `
SELECT (SELECT count(*) FROM sightings WHERE kind = 'user') AS total_users,
  e.active_events, e.total_reservations, e.confirmed_reservations, d.total_revenue, d.completed_payments, d.payment_revenue
FROM (SELECT count(*) FILTER (WHERE ${eventStatus('$1')} = 'on_sale') AS active_events,
        coalesce(sum(total_reservations), 0) AS total_reservations,
        coalesce(sum(confirmed_reservations), 0) AS confirmed_reservations FROM event_stats) AS e,
  (SELECT coalesce(sum(total_revenue), 0)::bigint AS total_revenue, coalesce(sum(completed_payments), 0) AS completed_payments,
     coalesce(sum(payment_revenue), 0)::bigint AS payment_revenue FROM daily_stats) AS d`;

/** How it all stands. */
export const readOverview = ({ db, clock }: Reading) => readRow(db, overviewSchema, overviewText, [clock()]);

const dailyText = `
SELECT ${dayText('each.day')} AS date, coalesce(total_reservations, 0) AS reservations,
  coalesce(confirmed_reservations, 0) AS confirmed, coalesce(cancelled_reservations, 0) AS cancelled,
  coalesce(total_revenue, 0) AS revenue
FROM ${everyDay} LEFT JOIN daily_stats s ON s.date = each.day ORDER BY each.day DESC`;

/** What happened on each day, newest first. */
export const readDaily = ({ db, clock }: Reading, days: number) =>
  readRows(db, dailyRow, dailyText, [since(clock, days), clock()]);

const currentText = `
SELECT (SELECT coalesce(sum(tickets), 0) FROM things WHERE kind = 'reservation' AND payable_until > $1) AS locked_seats,
  (SELECT count(*) FROM things WHERE payable_until > $1) AS active_payments,
  (SELECT count(*) FROM sightings WHERE kind = 'user' AND last_at > $1::timestamptz - interval '15 minutes') AS active_users`;

const lastHourText = `
SELECT count(*) FILTER (WHERE started_at > $1::timestamptz - interval '1 hour') AS reservations,
  coalesce(sum(amount) FILTER (WHERE completed_at > $1::timestamptz - interval '1 hour'), 0) AS revenue
FROM things WHERE kind = 'reservation' AND started_at > $1::timestamptz - interval '2 hours'`;

const recentText = `
SELECT type, ${isoText('occurred_at')} AS at, subject, t.event_id, s.title, (payload->>'amount')::int AS amount
FROM event_log LEFT JOIN things t USING (subject) LEFT JOIN event_stats s ON s.event_id = t.event_id
ORDER BY occurred_at DESC, event_log.id LIMIT 20`;

const trendingText = `
SELECT t.event_id, s.title, count(*) AS reservations FROM things t LEFT JOIN event_stats s USING (event_id)
WHERE t.kind = 'reservation' AND t.event_id IS NOT NULL AND t.started_at > $1::timestamptz - interval '24 hours'
GROUP BY t.event_id, s.title ORDER BY 3 DESC, 1 LIMIT 5`;

/** What goes on right now. */
export async function readRealtime({ db, clock }: Reading): Promise<z.infer<typeof realtimeSchema>> {
  const now = [clock()];
  const [current, lastHour, recentActivity, trendingEvents] = await Promise.all([
    readRow(db, currentSchema, currentText, now),
    readRow(db, lastHourSchema, lastHourText, now),
    readRows(db, activityRow, recentText),
    readRows(db, trendingRow, trendingText, now),
  ]);
  return { current, lastHour, recentActivity, trendingEvents };
}
