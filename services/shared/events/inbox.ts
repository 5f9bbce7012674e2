import type { Queryable } from '../postgres/pool.ts';

/**
 * Remembers events in the consumer's transaction and answers those that were new, in their order, each once.
 * A second consumer that holds the same event (after a rebalance both may) waits here for the first one's commit.
 */
export async function takeNew<E extends { readonly id: string }>(
  tx: Queryable,
  group: string,
  events: readonly E[],
): Promise<E[]> {
  const byId = new Map(events.map((event) => [event.id, event]));
  const { rows } = await tx.query<{ event_id: string }>({
    name: 'inbox-take',
    text: `INSERT INTO inbox (consumer_group, event_id)
           SELECT $1, id FROM unnest($2::uuid[]) AS id ORDER BY id
           ON CONFLICT DO NOTHING RETURNING event_id`,
    values: [group, [...byId.keys()]],
  });
  const fresh = new Set(rows.map((row) => row.event_id));
  return [...byId.values()].filter((event) => fresh.has(event.id));
}
