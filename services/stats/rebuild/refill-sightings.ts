import type { Queryable } from '../../shared/postgres/pool.ts';
import type { DayCounter, Tally } from '../recording/contributions.ts';
import type { SightingKind } from '../recording/sightings.ts';

/** Who and what the log names, in SQL: another way than the one by which it was counted, so that both prove each other. */
const named = `
SELECT 'user' AS kind, (payload->>member)::uuid AS id, occurred_at FROM event_log, unnest(ARRAY['userId', 'sellerId', 'buyerId']) AS member
WHERE payload->>member IS NOT NULL
UNION ALL
SELECT 'event', (payload->>'eventId')::uuid, occurred_at FROM event_log WHERE payload->>'eventId' IS NOT NULL`;

/** Fills the two empty tables from the log. */
export async function refillSightings(tx: Queryable): Promise<void> {
  await tx.query(`INSERT INTO sightings (kind, id, first_at, last_at)
    SELECT kind, id, min(occurred_at), max(occurred_at) FROM (${named}) AS n GROUP BY kind, id`);
  await tx.query(`INSERT INTO sighting_days (kind, day, id)
    SELECT DISTINCT kind, (occurred_at AT TIME ZONE 'UTC')::date, id FROM (${named}) AS n`);
}

/** Counts them by day. */
export async function countSightings(tx: Queryable, days: Tally<DayCounter>): Promise<void> {
  const { rows } = await tx.query<{ kind: SightingKind; day: string; fresh: number; active: number }>(`
    SELECT kind, to_char(day, 'YYYY-MM-DD') AS day, count(*)::int AS active,
      (count(*) FILTER (WHERE day = (first_at AT TIME ZONE 'UTC')::date))::int AS fresh
    FROM sighting_days JOIN sightings USING (kind, id) GROUP BY kind, day`);
  for (const { kind, day, fresh, active } of rows) {
    days.add(day, `active_${kind}s`, active);
    days.add(day, `new_${kind}s`, fresh);
  }
}
