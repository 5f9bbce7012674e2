import type { z } from 'zod';
import { type Reading, readRow, readRows, since } from '../reads/read.ts';
import { dayOf, dayText, everyDay, hourOf, percent, reservationsSince, weekdayOf } from '../reads/sql.ts';
import {
  conversionRow,
  type conversionSchema,
  dayTypeRow,
  funnelSchema,
  hourRow,
  ratesSchema,
  type trafficSchema,
} from './demand-schemas.ts';

const hourlyText = `
SELECT h.hour, count(r.subject) AS total_reservations, count(*) FILTER (WHERE r.status = 'confirmed') AS confirmed,
  count(*) FILTER (WHERE r.status = 'cancelled') AS cancelled,
  coalesce(sum(r.revenue), 0)::bigint AS revenue
FROM generate_series(0, 23) AS h(hour) LEFT JOIN (${reservationsSince}) AS r ON ${hourOf('r.started_at')} = h.hour
GROUP BY h.hour ORDER BY h.hour`;

const dayTypeText = `
SELECT d.day_type, count(r.subject) AS reservations, round(avg(r.amount))::int AS avg_amount
FROM (VALUES (1, 'weekday'), (2, 'weekend')) AS d(place, day_type)
LEFT JOIN (${reservationsSince}) AS r ON (${weekdayOf('r.started_at')} >= 6) = (d.day_type = 'weekend')
GROUP BY d.place, d.day_type ORDER BY d.place`;

/** When people come. */
export async function readTraffic({ db, clock }: Reading, days: number): Promise<z.infer<typeof trafficSchema>> {
  const window = [since(clock, days)];
  const [hourly, weekdayComparison] = await Promise.all([
    readRows(db, hourRow, hourlyText, window),
    readRows(db, dayTypeRow, dayTypeText, window),
  ]);
  const busiest = Math.max(...hourly.map(({ total_reservations }) => total_reservations));
  const peak = hourly.find(({ total_reservations }) => total_reservations === busiest && busiest > 0);
  return { hourly, weekdayComparison, peakHour: peak?.hour ?? null };
}

const funnel = `
SELECT count(*) AS total_started, count(*) FILTER (WHERE status = 'confirmed') AS completed,
  count(*) FILTER (WHERE status = 'cancelled') AS cancelled, count(*) FILTER (WHERE status = 'pending') AS pending
FROM (${reservationsSince}) AS r`;

const ratesText = `
SELECT ${percent('completed', 'total_started')} AS conversion_rate, ${percent('cancelled', 'total_started')} AS cancellation_rate,
  ${percent('pending', 'total_started')} AS pending_rate FROM (${funnel}) AS f`;

const trendText = `
SELECT ${dayText('each.day')} AS date, count(r.subject) AS started, count(*) FILTER (WHERE r.status = 'confirmed') AS completed,
  ${percent("count(*) FILTER (WHERE r.status = 'confirmed')", 'count(r.subject)')} AS conversion_rate
FROM ${everyDay} LEFT JOIN (${reservationsSince}) AS r ON ${dayOf('r.started_at')} = each.day
GROUP BY each.day ORDER BY each.day DESC`;

/** What becomes of reservations begun in the window. */
export async function readConversion({ db, clock }: Reading, days: number): Promise<z.infer<typeof conversionSchema>> {
  const window = [since(clock, days)];
  const [all, rates, dailyTrend] = await Promise.all([
    readRow(db, funnelSchema, funnel, window),
    readRow(db, ratesSchema, ratesText, window),
    readRows(db, conversionRow, trendText, [...window, clock()]),
  ]);
  return { funnel: all, rates, dailyTrend };
}
