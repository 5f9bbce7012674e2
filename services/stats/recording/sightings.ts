import type { Queryable } from '../../shared/postgres/pool.ts';
import type { DayCounter, Tally } from './contributions.ts';
import { dayOf, type StatsEvent, timeOf } from './stats-event.ts';

export type SightingKind = 'user' | 'event';

/** Somebody, or a concert, that an event names. */
export interface Sighting {
  readonly kind: SightingKind;
  readonly id: string;
  /** Milliseconds. */
  readonly at: number;
}

/** The people and the concert that an event names. */
function sightingsIn(event: StatsEvent): Sighting[] {
  const at = timeOf(event);
  const people = 'sellerId' in event ? [event.sellerId, event.buyerId] : [event.userId];
  const concert = 'eventId' in event ? event.eventId : null;
  return [
    ...people.filter((id) => id !== null).map((id): Sighting => ({ kind: 'user', id, at })),
    ...(concert === null ? [] : [{ kind: 'event', id: concert, at } satisfies Sighting]),
  ];
}

/**
 * Remembers who was seen when, and counts them: active once on every day that they appear, new on the day of their first
 * appearance. A late event may move the first day back; the counts move with it.
 */
export async function noteSightings(
  tx: Queryable,
  events: readonly StatsEvent[],
  days: Tally<DayCounter>,
): Promise<void> {
  const sightings = events.flatMap(sightingsIn);
  if (sightings.length === 0) return;
  const parameters = [
    JSON.stringify(sightings.map(({ kind, id, at }) => ({ kind, id, at: new Date(at).toISOString() }))),
  ];
  const added = await tx.query<{ kind: SightingKind; day: string }>({
    name: 'stats-sight-days',
    text: addDays,
    values: parameters,
  });
  for (const { kind, day } of added.rows) days.add(day, `active_${kind}s`, 1);
  const fresh = await tx.query<{ kind: SightingKind; first_at: Date }>({
    name: 'stats-sight-new',
    text: addNew,
    values: parameters,
  });
  for (const { kind, first_at } of fresh.rows) days.add(dayOf(first_at.getTime()), `new_${kind}s`, 1);
  const moved = await tx.query<{ kind: SightingKind; was: Date; first_at: Date }>({
    name: 'stats-sight-move',
    text: moveBack,
    values: parameters,
  });
  for (const { kind, was, first_at } of moved.rows) {
    days.add(dayOf(was.getTime()), `new_${kind}s`, -1);
    days.add(dayOf(first_at.getTime()), `new_${kind}s`, 1);
  }
}

const seen = `
SELECT kind, id, min(at) AS first_at, max(at) AS last_at
FROM jsonb_to_recordset($1::jsonb) AS s(kind text, id uuid, at timestamptz) GROUP BY kind, id`;

const addDays = `
INSERT INTO sighting_days (kind, day, id)
SELECT DISTINCT kind, (at AT TIME ZONE 'UTC')::date, id
FROM jsonb_to_recordset($1::jsonb) AS s(kind text, id uuid, at timestamptz) ORDER BY 1, 2, 3
ON CONFLICT DO NOTHING RETURNING kind, to_char(day, 'YYYY-MM-DD') AS day`;

const addNew = `
INSERT INTO sightings (kind, id, first_at, last_at) SELECT kind, id, first_at, last_at FROM (${seen}) AS seen ORDER BY 1, 2
ON CONFLICT DO NOTHING RETURNING kind, first_at`;

/** FOR UPDATE waits for whoever is moving the same row and then sees where it stands. */
const moveBack = `
WITH seen AS MATERIALIZED (${seen}), held AS MATERIALIZED (
  SELECT s.kind, s.id, s.first_at AS was, seen.first_at, seen.last_at FROM sightings s JOIN seen USING (kind, id)
  WHERE seen.first_at < s.first_at OR seen.last_at > s.last_at ORDER BY s.kind, s.id FOR UPDATE OF s
), moved AS (
  UPDATE sightings s SET first_at = least(s.first_at, held.first_at), last_at = greatest(s.last_at, held.last_at)
  FROM held WHERE s.kind = held.kind AND s.id = held.id
)
SELECT kind, was, first_at FROM held WHERE first_at < was`;
