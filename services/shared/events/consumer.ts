import { setTimeout as sleep } from 'node:timers/promises';
import { SpanKind } from '@opentelemetry/api';
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { withConsumeFaults } from '../faults/faulty-parts.ts';
import type { Logger } from '../logging/logger.ts';
import { withRequestContext } from '../logging/request-context.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { inTransaction, isTransientDatabaseError, type Pool } from '../postgres/pool.ts';
import type { Tracing } from '../tracing/tracing.ts';
import { sendToDlq } from './dead-letter.ts';
import type { EventLog, ReceivedBatch, ReceivedRecord, Subscription } from './event-log.ts';
import { takeNew } from './inbox.ts';

/** Waits between tries of one event that fails: 1, 2 and 4 s, within the documented 10 s (domain.md 3.1). */
const documentedRetryMs = [1_000, 2_000, 4_000] as const;

export interface ConsumerOptions<E extends { readonly id: string }> {
  readonly log: EventLog;
  readonly pool: Pool;
  /** Consumer group; also the first half of the inbox key. */
  readonly group: string;
  /** One topic, or several whose events all match `schema`: a consumer group listens to the same topics in every member. */
  readonly topic: string | readonly string[];
  readonly schema: z.ZodType<E>;
  /**
   * Applies events that were not applied before, in order, in the transaction that also remembers them. May be called
   * with one event or many; must not do anything outside `tx` that cannot be repeated.
   */
  readonly handle: (tx: PoolClient, events: readonly E[]) => Promise<void>;
  /** After each commit: wake the relay, start what had to wait for the commit. */
  readonly onCommitted?: (events: readonly E[]) => void;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  /** Events per transaction. Default 200. */
  readonly chunkSize?: number;
  readonly retryMs?: readonly number[];
  readonly killPoint?: (label: string) => void;
}

/** The options while records of one topic are handled. */
type OfTopic<E extends { readonly id: string }> = ConsumerOptions<E> & { readonly topic: string };

interface Parsed<E> {
  readonly record: ReceivedRecord;
  readonly event: E;
}

/**
 * Consumes a topic so that every event takes effect once: the inbox row and the effect share a transaction (ruling E5).
 * A chunk that fails is tried again event by event; an event that keeps failing goes to the dead letter topic and the
 * partition goes on. Trouble with the database or the log itself is waited out, never dead-lettered.
 */
export function startConsumer<E extends { readonly id: string }>(options: ConsumerOptions<E>): Promise<Subscription> {
  const { chunkSize = 200, metrics, group, topic, log } = options;
  const counters = {
    handled: metrics.counter(`events_handled_total`, 'Events applied', ['topic']),
    repeated: metrics.counter(`events_repeated_total`, 'Events seen before and dropped by the inbox', ['topic']),
    dead: metrics.counter(`events_dead_lettered_total`, 'Events given up and set aside for a person', ['topic']),
  };
  return withConsumeFaults(log).subscribe(group, topic, async (batch) => {
    const ofTopic: OfTopic<E> = { ...options, topic: batch.topic };
    for (let start = 0; start < batch.records.length && batch.isMine(); start += chunkSize) {
      const records = batch.records.slice(start, start + chunkSize);
      await inConsumerSpan(ofTopic, records, () => handleChunk(ofTopic, counters, batch, records));
    }
  });
}

type Counters = Record<'handled' | 'repeated' | 'dead', { inc(labels: { topic: string }, by?: number): void }>;

async function handleChunk<E extends { readonly id: string }>(
  options: OfTopic<E>,
  counters: Counters,
  batch: ReceivedBatch,
  records: readonly ReceivedRecord[],
): Promise<void> {
  const good: Parsed<E>[] = [];
  for (const record of records) {
    const event = parse(options.schema, record.value);
    if (event) good.push({ record, event });
    else await setAside(options, counters, batch, record, 'the value does not match the schema of its topic');
  }
  try {
    await untilReachable(options, batch, () =>
      apply(
        options,
        counters,
        good.map(({ event }) => event),
      ),
    );
  } catch (error) {
    if (isTransientDatabaseError(error)) throw error;
    // One of them is bad: find out which, and let the others through.
    for (const item of good) await applyAlone(options, counters, batch, item);
  }
  const last = records.at(-1);
  if (last && batch.isMine()) await batch.done(last);
}

async function applyAlone<E extends { readonly id: string }>(
  options: OfTopic<E>,
  counters: Counters,
  batch: ReceivedBatch,
  { record, event }: Parsed<E>,
): Promise<void> {
  let reason: unknown;
  for (const wait of [0, ...(options.retryMs ?? documentedRetryMs)]) {
    await waitAlive(batch, wait);
    try {
      return await untilReachable(options, batch, () => apply(options, counters, [event]));
    } catch (error) {
      if (isTransientDatabaseError(error)) throw error;
      reason = error;
      options.logger.warn({ err: error, eventId: event.id, topic: options.topic }, 'an event could not be applied');
    }
  }
  await setAside(options, counters, batch, record, reason instanceof Error ? reason.message : String(reason));
}

/** Inbox rows and effect in one transaction. */
async function apply<E extends { readonly id: string }>(
  options: OfTopic<E>,
  counters: Counters,
  events: readonly E[],
): Promise<void> {
  if (events.length === 0) return;
  const fresh = await inTransaction(options.pool, async (tx) => {
    const taken = await takeNew(tx, options.group, events);
    if (taken.length > 0) await options.handle(tx, taken);
    options.killPoint?.('consumer.after-effect-before-commit');
    return taken;
  });
  options.killPoint?.('consumer.after-commit-before-offset');
  counters.handled.inc({ topic: options.topic }, fresh.length);
  counters.repeated.inc({ topic: options.topic }, events.length - fresh.length);
  options.onCommitted?.(fresh);
}

async function setAside<E extends { readonly id: string }>(
  options: OfTopic<E>,
  counters: Counters,
  batch: ReceivedBatch,
  record: ReceivedRecord,
  reason: string,
): Promise<void> {
  await untilReachable(
    options,
    batch,
    () => sendToDlq(options.log, options.group, record, reason),
    () => true,
  );
  counters.dead.inc({ topic: options.topic });
  options.logger.error(
    { topic: record.topic, partition: record.partition, offset: record.offset, reason },
    'event set aside',
  );
}

/** Repeats `work` while a dependency is away: a poisoned event is one thing, a database restart another. */
async function untilReachable<E extends { readonly id: string }, T>(
  { logger }: OfTopic<E>,
  batch: ReceivedBatch,
  work: () => Promise<T>,
  transient: (error: unknown) => boolean = isTransientDatabaseError,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!transient(error) || !batch.isMine()) throw error;
      logger.warn({ err: error, attempt }, 'a dependency is away; waiting for it');
      await waitAlive(batch, Math.min(200 * 2 ** attempt, 5_000));
    }
  }
}

async function waitAlive(batch: ReceivedBatch, milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= 1_000) {
    await sleep(Math.min(left, 1_000));
    await batch.heartbeat();
  }
}

function parse<E>(schema: z.ZodType<E>, value: string): E | undefined {
  try {
    return schema.safeParse(JSON.parse(value)).data;
  } catch {
    return undefined;
  }
}

async function inConsumerSpan<E extends { readonly id: string }>(
  { tracing, topic }: OfTopic<E>,
  records: readonly ReceivedRecord[],
  work: () => Promise<void>,
): Promise<void> {
  const [first] = records;
  const span = tracing.open(`${topic} process`, SpanKind.CONSUMER, first?.headers ?? {});
  const requestId = first?.headers['x-request-id'] ?? `${topic}-${first?.partition}-${first?.offset}`;
  try {
    await withRequestContext({ requestId, trace: span.context }, work);
    span.end();
  } catch (error) {
    span.end(error);
    throw error;
  }
}
