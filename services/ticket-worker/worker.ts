import { randomUUID } from 'node:crypto';
import { createLogger, type Logger } from '../shared/logging/logger.ts';
import { createPool } from '../shared/postgres/pool.ts';
import { closeRedis, createRedis } from '../shared/redis/redis-client.ts';
import type { Sale } from '../ticket/reservations/sale.ts';
import type { SaleMetrics } from '../ticket/reservations/sale-metrics.ts';
import { createSeatLocks } from '../ticket/seats/seat-lock.ts';
import type { Addresses } from './addresses.ts';
import { type BatchResponse, handleBatch, sqsEventSchema } from './batch.ts';
import { createBookingActions } from './booking-actions.ts';
import type { WorkerSettings } from './settings.ts';

/** Milliseconds that a message may need: a statement of 15 s is cut off, and then there is still time to say so. */
const timeForOneMs = 16_000;

/** Nobody scrapes a function: what it did stands in one line per batch, from which CloudWatch counts. */
const silentMetrics: SaleMetrics = {
  created: () => undefined,
  confirmed: () => undefined,
  cancelled: () => undefined,
  expired: () => undefined,
  expiryStuck: () => undefined,
  refundAsked: () => undefined,
  mismatch: () => undefined,
  turnedAway: () => undefined,
  lockFailed: () => undefined,
  timeCreate: () => () => undefined,
};

export interface Worker {
  /**
   * @param event what Lambda hands over from the queue
   * @param remainingMs how long the function may still run
   * @throws Error when it is no event of SQS: all of it comes again
   */
  handle(event: unknown, remainingMs: () => number): Promise<BatchResponse>;
  /** Whether the database has refused our password: it was renewed since. */
  isLockedOut(): boolean;
  close(): Promise<void>;
}

/** SQLSTATE 28: invalid authorization. */
const isRefusedPassword = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('28');

export type WorkerSettingsInUse = Pick<
  WorkerSettings,
  'LOG_LEVEL' | 'HOLD_SECONDS' | 'SEAT_LOCK_TTL_SECONDS' | 'MAX_TICKETS_PER_PERSON' | 'MAX_RECEIVE_COUNT'
>;

/** The worker with its connections: one to the database, because messages are handled one after another. */
export function createWorker(
  settings: WorkerSettingsInUse,
  { databaseUrl, redisUrl }: Addresses,
  logger: Logger = createLogger({ service: 'ticket-worker', level: settings.LOG_LEVEL }),
): Worker {
  const pool = createPool({ url: databaseUrl, max: 1, name: 'ticket-worker', logger });
  const redis = createRedis({ url: redisUrl, logger });
  const sale: Sale = {
    db: pool,
    locks: createSeatLocks({ redis, ttlSeconds: settings.SEAT_LOCK_TTL_SECONDS, logger, now: Date.now }),
    metrics: silentMetrics,
    newId: randomUUID,
    now: () => new Date(),
    eventHeaders: () => '{}',
    // The relay of the ticket service looks by itself every 200 ms.
    wakeRelay: () => undefined,
    ticketLimit: settings.MAX_TICKETS_PER_PERSON,
    holdSeconds: settings.HOLD_SECONDS,
  };
  let lockedOut = false;
  return {
    async handle(event, remainingMs) {
      const { Records: records } = sqsEventSchema.parse(event);
      const hasTime = () => remainingMs() > timeForOneMs;
      const act = createBookingActions({ pool, sale, logger, hasTime });
      const did: Record<string, number> = {};
      const response = await handleBatch(records, {
        act: async (message) => {
          try {
            const done = await act(message);
            did[done] = (did[done] ?? 0) + 1;
          } catch (error) {
            lockedOut ||= isRefusedPassword(error);
            throw error;
          }
        },
        maxReceives: settings.MAX_RECEIVE_COUNT,
        hasTime,
        logger,
      });
      logger.info({ records: records.length, returned: response.batchItemFailures.length, did }, 'a batch is handled');
      return response;
    },
    isLockedOut: () => lockedOut,
    async close() {
      await closeRedis(redis);
      await pool.end();
    },
  };
}
