import { z } from 'zod';
import { type Reading, readRow, readRows, since } from '../reads/read.ts';
import { dayOf, dayText, everyDay, reservationsSince, weekdayOf } from '../reads/sql.ts';
import {
  averagesSchema,
  type behaviorSchema,
  newUsersRow,
  roleRow,
  spendingRow,
  type usersSchema,
  userTypesSchema,
  weekdayRow,
} from './people-schemas.ts';

const dailyText = `
SELECT ${dayText('each.day')} AS date, coalesce(s.new_users, 0) AS new_users,
  (SELECT coalesce(sum(new_users), 0) FROM daily_stats WHERE date < ${dayOf('$1::timestamptz')})
    + sum(coalesce(s.new_users, 0)) OVER (ORDER BY each.day) AS cumulative_users
FROM ${everyDay} LEFT JOIN daily_stats s ON s.date = each.day ORDER BY each.day DESC`;

/** What people have done, for events do not tell their role in auth; one person may be several. */
const rolesText = `
SELECT 'buyer' AS role, count(DISTINCT user_id) AS count FROM things WHERE completed_at IS NOT NULL AND kind = 'reservation'
UNION ALL
SELECT 'seller', count(DISTINCT payload->>'sellerId') FROM event_log WHERE topic = 'transfer-events'
UNION ALL
SELECT 'member', count(DISTINCT user_id) FROM things WHERE kind = 'membership' AND status = 'confirmed'`;

/** When people first appeared, and what they are. */
export async function readUsers({ db, clock }: Reading, days: number): Promise<z.infer<typeof usersSchema>> {
  const [daily, byRole] = await Promise.all([
    readRows(db, newUsersRow, dailyText, [since(clock, days), clock()]),
    readRows(db, roleRow, rolesText),
  ]);
  return { daily, byRole };
}

/** Each person with reservations begun in the window that stand. */
const buyers = `
buyers AS (
  SELECT user_id, count(*) AS reservations, sum(amount - refunded) AS spent, sum(tickets) AS tickets
  FROM (${reservationsSince}) AS r WHERE status = 'confirmed' GROUP BY user_id
)`;

const typesText = `
WITH ${buyers}, known AS (
  SELECT b.user_id, (SELECT count(*) FROM things t WHERE t.user_id = b.user_id AND t.kind = 'reservation' AND t.status = 'confirmed') AS ever FROM buyers b
)
SELECT count(*) FILTER (WHERE ever = 1) AS new, count(*) FILTER (WHERE ever BETWEEN 2 AND 3) AS returning,
  count(*) FILTER (WHERE ever > 3) AS loyal FROM known`;

const averagesText = `
WITH ${buyers}
SELECT round(avg(reservations), 2)::float8 AS reservations_per_user, round(avg(spent))::int AS spend_per_user,
  round(sum(tickets)::numeric / nullif(sum(reservations), 0), 2)::float8 AS tickets_per_reservation FROM buyers`;

const spendingText = `
WITH ${buyers}
SELECT r.range, count(b.user_id) AS users
FROM (VALUES (1, 'under 50000', 0, 50000), (2, '50000-99999', 50000, 100000), (3, '100000-199999', 100000, 200000),
  (4, '200000 and more', 200000, NULL)) AS r(place, range, least, below)
LEFT JOIN buyers b ON b.spent >= r.least AND (r.below IS NULL OR b.spent < r.below)
GROUP BY r.place, r.range ORDER BY r.place`;

const patienceText = `
SELECT round(avg(extract(epoch FROM paid_at - started_at)), 1)::float8 AS seconds FROM (${reservationsSince}) AS r WHERE paid_at IS NOT NULL`;

const weekdaysText = `
SELECT d.weekday, count(r.subject) AS reservations
FROM unnest(ARRAY['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']) WITH ORDINALITY AS d(weekday, number)
LEFT JOIN (${reservationsSince}) AS r ON ${weekdayOf('r.started_at')} = d.number GROUP BY d.weekday, d.number ORDER BY d.number`;

/** How people buy. */
export async function readBehavior({ db, clock }: Reading, days: number): Promise<z.infer<typeof behaviorSchema>> {
  const window = [since(clock, days)];
  const [userTypes, averageMetrics, spendingDistribution, patience, weekdayActivity] = await Promise.all([
    readRow(db, userTypesSchema, typesText, window),
    readRow(db, averagesSchema, averagesText, window),
    readRows(db, spendingRow, spendingText, window),
    readRow(db, z.object({ seconds: z.number().nullable() }), patienceText, window),
    readRows(db, weekdayRow, weekdaysText, window),
  ]);
  return { userTypes, averageMetrics, spendingDistribution, avgTimeToPayment: patience.seconds, weekdayActivity };
}
