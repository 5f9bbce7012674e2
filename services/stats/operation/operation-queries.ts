import { z } from 'zod';
import { type Reading, readRow, readRows } from '../reads/read.ts';
import { hourOf, isoText, percent } from '../reads/sql.ts';

export const performanceSchema = z.object({
  database: z.object({ size: z.string(), sizeBytes: z.int(), tableCounts: z.record(z.string(), z.int()) }),
  /** Payments of the last 24 hours that were tried to the end; percent, null without any. */
  recentPerformance: z.object({ successRate: z.number().nullable(), totalRequests: z.int() }),
  metrics: z.object({
    events_last_hour: z.int(),
    /** Seconds from an event to its place in the statistics, over the last hour; null without any. */
    avg_seconds_behind: z.number().nullable(),
    last_event_at: z.iso.datetime().nullable(),
  }),
  /** Events of the last 24 hours by UTC hour; always 24. */
  loadPattern: z.array(z.object({ hour: z.int(), events: z.int() })),
});

const tables = ['event_log', 'things', 'payments', 'sightings', 'daily_stats', 'event_stats'] as const;
const sizeText = `
SELECT pg_size_pretty(pg_database_size(current_database())) AS size, pg_database_size(current_database()) AS "sizeBytes",
  jsonb_build_object(${tables.map((table) => `'${table}', (SELECT count(*) FROM ${table})`).join(', ')}) AS "tableCounts"`;

const recentText = `
SELECT count(*) AS "totalRequests", ${percent('count(confirmed_at)', 'count(*)')} AS "successRate"
FROM payments WHERE coalesce(confirmed_at, failed_at) > $1::timestamptz - interval '24 hours'`;

const metricsText = `
SELECT count(*) AS events_last_hour, round(avg(extract(epoch FROM recorded_at - occurred_at)), 2)::float8 AS avg_seconds_behind,
  (SELECT ${isoText('max(occurred_at)')} FROM event_log) AS last_event_at
FROM event_log WHERE occurred_at > $1::timestamptz - interval '1 hour'`;

const loadText = `
SELECT h.hour, count(e.id) AS events FROM generate_series(0, 23) AS h(hour)
LEFT JOIN event_log e ON ${hourOf('e.occurred_at')} = h.hour AND e.occurred_at > $1::timestamptz - interval '24 hours'
GROUP BY h.hour ORDER BY h.hour`;

/** How the statistics themselves are doing. */
export async function readPerformance({ db, clock }: Reading): Promise<z.infer<typeof performanceSchema>> {
  const { database, recentPerformance, metrics, loadPattern } = performanceSchema.shape;
  const now = [clock()];
  const [size, recent, measured, load] = await Promise.all([
    readRow(db, database, sizeText),
    readRow(db, recentPerformance, recentText, now),
    readRow(db, metrics, metricsText, now),
    readRows(db, loadPattern.element, loadText, now),
  ]);
  return { database: size, recentPerformance: recent, metrics: measured, loadPattern: load };
}
