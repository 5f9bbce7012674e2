import { requestContext } from '../logging/request-context.ts';
import type { Queryable } from '../postgres/pool.ts';
import type { Tracing } from '../tracing/tracing.ts';

/** One event on its way out, to be written in the transaction that made it true (ruling E5). */
export interface OutgoingEvent {
  readonly topic: string;
  /** Message key: the id of the paid thing, so that its events stay in order (ruling E12). */
  readonly key: string;
  readonly event: { readonly id: string; readonly type: string };
}

/** Headers that carry request id and trace across Kafka; also bound as a parameter by statements that write the row themselves. */
export function eventHeaders(tracing: Pick<Tracing, 'headers'>): Record<string, string> {
  const context = requestContext();
  return { ...tracing.headers(), ...(context && { 'x-request-id': context.requestId }) };
}

/**
 * Writes events into the outbox table with the given transaction; nothing leaves before it commits.
 * The relay publishes them in the order of `id`. Call `relay.wake()` after the commit.
 */
export async function writeOutbox(
  tx: Queryable,
  events: readonly OutgoingEvent[],
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  if (events.length === 0) return;
  await tx.query({
    name: 'outbox-write',
    text: `INSERT INTO outbox (event_id, topic, key, payload, headers)
           SELECT e.event_id, e.topic, e.key, e.payload::jsonb, $5::jsonb
           FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS e(event_id, topic, key, payload)`,
    values: [
      events.map(({ event }) => event.id),
      events.map(({ topic }) => topic),
      events.map(({ key }) => key),
      events.map(({ event }) => JSON.stringify(event)),
      JSON.stringify(headers),
    ],
  });
}
