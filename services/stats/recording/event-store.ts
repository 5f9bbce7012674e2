import type { Queryable } from '../../shared/postgres/pool.ts';
import { type StatsEvent, statsEventSchema, subjectOf, timeOf, topicOf } from './stats-event.ts';

/** Appends events to the log. @returns those that it did not hold yet: the only ones that count */
export async function appendToLog(tx: Queryable, events: readonly StatsEvent[]): Promise<StatsEvent[]> {
  const byId = new Map(events.map((event) => [event.id, event]));
  const once = [...byId.values()];
  const { rows } = await tx.query<{ id: string }>({
    name: 'stats-log-append',
    text: `INSERT INTO event_log (id, topic, type, subject, occurred_at, payload)
           SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::timestamptz[], $6::jsonb[]) AS e(id)
           ORDER BY e.id ON CONFLICT DO NOTHING RETURNING id`,
    values: [
      once.map(({ id }) => id),
      once.map(topicOf),
      once.map(({ type }) => type),
      once.map(subjectOf),
      once.map((event) => new Date(timeOf(event)).toISOString()),
      once.map((event) => JSON.stringify(event)),
    ],
  });
  const fresh = new Set(rows.map(({ id }) => id));
  return once.filter(({ id }) => fresh.has(id));
}

/** All events of these subjects, by subject. */
export async function storiesOf(tx: Queryable, subjects: readonly string[]): Promise<Map<string, StatsEvent[]>> {
  const { rows } = await tx.query<{ payload: unknown }>({
    name: 'stats-log-stories',
    text: 'SELECT payload FROM event_log WHERE subject = ANY($1::uuid[])',
    values: [subjects],
  });
  const stories = new Map<string, StatsEvent[]>();
  for (const { payload } of rows) {
    const event = statsEventSchema.parse(payload);
    const subject = subjectOf(event);
    stories.set(subject, [...(stories.get(subject) ?? []), event]);
  }
  return stories;
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
