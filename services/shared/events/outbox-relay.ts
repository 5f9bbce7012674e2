import { z } from 'zod';
import { withPublishFaults } from '../faults/faulty-parts.ts';
import { startLoop } from '../jobs/loop.ts';
import type { Logger } from '../logging/logger.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { inTransaction, type Pool } from '../postgres/pool.ts';
import type { EventLog } from './event-log.ts';

export interface OutboxRelayOptions {
  readonly pool: Pool;
  readonly log: Pick<EventLog, 'publish'>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Rows per publish; one publish is in flight at a time (dependencies.md 3). Default 1,000. */
  readonly batchSize?: number;
  /** Shortest time between two publishes that were not full: events gather, and a busy service publishes less often. Default 25 ms. */
  readonly gatherMs?: number;
  /** Pause when there was nothing to publish and nobody called `wake`. Default 200 ms. */
  readonly idleMs?: number;
  /** Pause after a failure. Default 1,000 ms. */
  readonly retryMs?: number;
  /** Ends the process at a labelled place, in fault tests. */
  readonly killPoint?: (label: string) => void;
}

export interface OutboxRelay {
  /** "There may be something new": shortens the idle pause. */
  wake(): void;
  /** Publishes what is left for at most a few batches, then ends. */
  stop(): Promise<void>;
}

const rowSchema = z.array(
  z.object({
    id: z.number(),
    topic: z.string(),
    key: z.string(),
    payload: z.unknown(),
    headers: z.record(z.string(), z.string()),
    age_seconds: z.coerce.number(),
  }),
);

/** One relay works at a time per database, whatever the number of replicas; the lock ends with the transaction. */
const relayLock = 7_210_018;

/**
 * Moves outbox rows to the event log: at least once, in the order of `id`. Rows leave the table in the transaction
 * that published them, so a crash in between publishes them again and the consumer's inbox drops the copy.
 */
export function startOutboxRelay(given: OutboxRelayOptions): OutboxRelay {
  const options = { ...given, log: withPublishFaults(given.log) };
  const { logger, metrics, batchSize = 1_000, gatherMs = 25, idleMs = 200, retryMs = 1_000 } = options;
  const published = metrics.counter('outbox_published_total', 'Events handed to the log', ['topic']);
  const failures = metrics.counter('outbox_publish_failures_total', 'Publishes that failed and will be tried again');
  const oldest = metrics.gauge('outbox_oldest_seconds', 'Age of the oldest unpublished event when last looked');
  async function publishOnce(): Promise<{ count: number; failed: boolean }> {
    try {
      const rows = await publishBatch(options, batchSize);
      oldest.set(rows[0]?.age_seconds ?? 0);
      for (const row of rows) published.inc({ topic: row.topic });
      return { count: rows.length, failed: false };
    } catch (error) {
      failures.inc();
      logger.warn({ err: error }, 'events could not be published; they stay in the outbox and are tried again');
      return { count: 0, failed: true };
    }
  }

  const loop = startLoop({
    wokenPauseMs: gatherMs,
    async round() {
      const { count, failed } = await publishOnce();
      if (count === batchSize) return { ms: 0, fixed: true };
      if (count > 0) return { ms: gatherMs, fixed: true };
      return { ms: failed ? retryMs : idleMs };
    },
  });
  return {
    wake: loop.wake,
    async stop() {
      await loop.stop();
      for (let batch = 0; batch < 20 && (await publishOnce()).count > 0; batch++);
    },
  };
}

async function publishBatch({ pool, log, killPoint }: OutboxRelayOptions, batchSize: number) {
  return inTransaction(pool, async (tx) => {
    const lock = await tx.query<{ won: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS won', [relayLock]);
    if (!lock.rows[0]?.won) return [];
    const taken = await tx.query({ name: 'outbox-take', text: takeSql, values: [batchSize] });
    const rows = rowSchema.parse(taken.rows).sort((a, b) => a.id - b.id);
    if (rows.length === 0) return rows;
    await log.publish(
      rows.map(({ topic, key, payload, headers }) => ({ topic, key, value: JSON.stringify(payload), headers })),
    );
    killPoint?.('relay.after-publish-before-commit');
    return rows;
  });
}

const takeSql = `
  DELETE FROM outbox WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT $1)
  RETURNING id, topic, key, payload, headers, extract(epoch FROM now() - created_at) AS age_seconds`;
