import type { Queryable } from '../../shared/postgres/pool.ts';
import { dayCounters, eventCounters, type Tallies, type Tally } from './contributions.ts';

/**
 * Adds sums to daily_stats and event_stats. Rows are made first and locked in order: a CHECK would refuse to insert a
 * negative difference, and two consumers must not wait for each other.
 */
export async function addCounters(tx: Queryable, tallies: Tallies): Promise<void> {
  await addTo(tx, dailyTable, tallies.days);
  await addTo(tx, eventTable, tallies.events);
}

interface CounterTable {
  readonly table: string;
  readonly key: string;
  readonly keyType: 'date' | 'uuid';
  readonly counters: readonly string[];
  /** Columns that follow from the counters. */
  readonly alsoSet: string;
}

const dailyTable: CounterTable = {
  table: 'daily_stats',
  key: 'date',
  keyType: 'date',
  counters: dayCounters,
  alsoSet: '',
};
const eventTable: CounterTable = {
  table: 'event_stats',
  key: 'event_id',
  keyType: 'uuid',
  counters: eventCounters,
  alsoSet: ', last_calculated_at = now()',
};

async function addTo<C extends string>(tx: Queryable, which: CounterTable, tally: Tally<C>): Promise<void> {
  const { table, key, keyType, counters, alsoSet } = which;
  const changes = [...tally.rows]
    .map(([row, sums]) => ({
      [key]: row,
      ...Object.fromEntries(counters.map((name) => [name, 0])),
      ...Object.fromEntries(sums),
    }))
    .filter((change) => counters.some((name) => change[name] !== 0));
  if (changes.length === 0) return;
  const rows = changes.map((change) => change[key]);
  await tx.query({
    name: `stats-${table}-insert`,
    text: `INSERT INTO ${table} (${key}) SELECT k FROM unnest($1::${keyType}[]) AS k ORDER BY k ON CONFLICT DO NOTHING`,
    values: [rows],
  });
  await tx.query({
    name: `stats-${table}-lock`,
    text: `SELECT FROM ${table} WHERE ${key} = ANY($1::${keyType}[]) ORDER BY ${key} FOR UPDATE`,
    values: [rows],
  });
  await tx.query({
    name: `stats-${table}-add`,
    text: `UPDATE ${table} s SET ${counters.map((name) => `${name} = s.${name} + d.${name}`).join(', ')}${alsoSet}
           FROM jsonb_to_recordset($1::jsonb) AS d(${key} ${keyType}, ${counters.map((name) => `${name} bigint`).join(', ')})
           WHERE s.${key} = d.${key}`,
    values: [JSON.stringify(changes)],
  });
}

/** What a concert was called when it was sold. */
export interface Description {
  readonly eventId: string;
  readonly title: string;
  readonly venue: string;
  readonly eventDate: string;
  readonly capacity: number;
  /** When, and by which event, it was said. */
  readonly at: string;
  readonly by: string;
}

/** Keeps the newest description of each concert, whatever the order in which they come. @param descriptions one per concert */
export async function describeEvents(tx: Queryable, descriptions: readonly Description[]): Promise<void> {
  if (descriptions.length === 0) return;
  await tx.query({ name: 'stats-describe', text: upsertDescriptions, values: [JSON.stringify(descriptions)] });
}

const upsertDescriptions = `
INSERT INTO event_stats AS s (event_id, title, venue, event_date, total_seats, described_at, described_by)
SELECT "eventId", title, venue, "eventDate", capacity, at, by
FROM jsonb_to_recordset($1::jsonb) AS d("eventId" uuid, title text, venue text, "eventDate" timestamptz, capacity int, at timestamptz, by uuid)
ORDER BY "eventId"
ON CONFLICT (event_id) DO UPDATE SET title = excluded.title, venue = excluded.venue, event_date = excluded.event_date,
  total_seats = excluded.total_seats, described_at = excluded.described_at, described_by = excluded.described_by
WHERE s.described_at IS NULL OR (s.described_at, s.described_by) < (excluded.described_at, excluded.described_by)`;
