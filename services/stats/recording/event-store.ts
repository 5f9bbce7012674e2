import type { Queryable } from '../../shared/postgres/pool.ts';
import { resoldBy, type StatsEvent, statsEventSchema, subjectOf, timeOf, topicOf } from './stats-event.ts';

/** Appends events to the log. @returns those that it did not hold yet: the only ones that count */
export async function appendToLog(tx: Queryable, events: readonly StatsEvent[]): Promise<StatsEvent[]> {
  const byId = new Map(events.map((event) => [event.id, event]));
  const once = [...byId.values()];
  const { rows } = await tx.query<{ id: string }>({
    name: 'stats-log-append',
    text: `INSERT INTO event_log (id, topic, type, subject, occurred_at, payload, reservation_id)
           SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::timestamptz[], $6::jsonb[], $7::uuid[]) AS e(id)
           ORDER BY e.id ON CONFLICT DO NOTHING RETURNING id`,
    values: [
      once.map(({ id }) => id),
      once.map(topicOf),
      once.map(({ type }) => type),
      once.map(subjectOf),
      once.map((event) => new Date(timeOf(event)).toISOString()),
      once.map((event) => JSON.stringify(event)),
      once.map(resoldBy),
    ],
  });
  const fresh = new Set(rows.map(({ id }) => id));
  return once.filter(({ id }) => fresh.has(id));
}

/** Every event that belongs to the stories of these subjects: their own, and those of the resales of reservations. */
export async function eventsOf(tx: Queryable, subjects: readonly string[]): Promise<StatsEvent[]> {
  const { rows } = await tx.query<{ payload: unknown }>({
    name: 'stats-log-stories',
    text: `SELECT payload FROM event_log WHERE subject = ANY($1::uuid[])
             OR subject IN (SELECT subject FROM event_log WHERE reservation_id = ANY($1::uuid[]))`,
    values: [subjects],
  });
  return rows.map(({ payload }) => statsEventSchema.parse(payload));
}

/** The reservations that are resold by any of these subjects. */
export async function resoldReservations(tx: Queryable, subjects: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ reservation_id: string }>({
    name: 'stats-log-resold',
    text: `SELECT DISTINCT reservation_id FROM event_log WHERE subject = ANY($1::uuid[]) AND reservation_id IS NOT NULL`,
    values: [subjects],
  });
  return rows.map((row) => row.reservation_id);
}

/** The next subjects of the log after `last`, in order of their ids. */
export async function subjectsAfter(tx: Queryable, last: string, limit: number): Promise<string[]> {
  const { rows } = await tx.query<{ subject: string }>({
    name: 'stats-log-subjects',
    text: 'SELECT DISTINCT subject FROM event_log WHERE subject > $1::uuid ORDER BY subject LIMIT $2',
    values: [last, limit],
  });
  return rows.map(({ subject }) => subject);
}
