import type { Queryable } from '../../shared/postgres/pool.ts';
import { dayCounters, eventCounters } from '../recording/contributions.ts';

/** Stands for the whole content of a table: equal sums mean equal rows, in any order. */
export interface Fingerprint {
  readonly table: string;
  readonly rows: number;
  readonly sum: string;
}

const allZero = (counters: readonly string[]) => counters.map((name) => `${name} = 0`).join(' AND ');
const described = ['title', 'venue', 'event_date', 'total_seats', 'described_at', 'described_by'];

/**
 * What is compared of each table. Not when a row was written; and a row of zeros, which a late event leaves behind when
 * it moves a count to another day, says the same as no row.
 */
const contents: Readonly<Record<string, string>> = {
  daily_stats: `SELECT date, ${dayCounters.join(', ')} FROM daily_stats WHERE NOT (${allZero(dayCounters)})`,
  event_stats: `SELECT event_id, ${[...eventCounters, ...described].join(', ')} FROM event_stats
    WHERE NOT (${allZero(eventCounters)} AND described_at IS NULL)`,
  // A row without a kind was only locked: nothing is known of that reservation but its resale.
  things: 'SELECT * FROM things WHERE kind IS NOT NULL',
  payments: 'SELECT * FROM payments',
  sightings: 'SELECT * FROM sightings',
  sighting_days: 'SELECT * FROM sighting_days',
};

/** The fingerprint of every table that follows from the event log. */
export async function fingerprints(tx: Queryable): Promise<Fingerprint[]> {
  const found: Fingerprint[] = [];
  for (const [table, content] of Object.entries(contents)) {
    const { rows } = await tx.query<{ rows: number; sum: string }>(
      `SELECT count(*)::int AS rows, coalesce(sum(hashtextextended(c::text, 0)::numeric), 0)::text AS sum FROM (${content}) AS c`,
    );
    found.push({ table, rows: rows[0]?.rows ?? 0, sum: rows[0]?.sum ?? '' });
  }
  return found;
}
