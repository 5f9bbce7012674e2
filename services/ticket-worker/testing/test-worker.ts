/** The worker on real engines, and requests as the ticket service sends them. */
import { randomUUID } from 'node:crypto';
import { freshDatabase } from '../../../test/engines/postgres.ts';
import { redis } from '../../../test/engines/redis.ts';
import type { BookingMessage, SeatReserve } from '../../shared/sqs/booking-messages.ts';
import { newRequestId } from '../../ticket/shedding/request-id.ts';
import { silentLogger, testPool } from '../../ticket/testing/test-sale.ts';
import { createWorker } from '../worker.ts';

export const workerSettings = {
  LOG_LEVEL: 'silent',
  HOLD_SECONDS: 300,
  SEAT_LOCK_TTL_SECONDS: 420,
  MAX_TICKETS_PER_PERSON: 4,
  MAX_RECEIVE_COUNT: 3,
} as const;

/** A worker with a database of its own; `pool` is the owner's, to look and to prepare. */
export async function startTestWorker() {
  const database = await freshDatabase('ticket_db');
  const pool = testPool(database.url());
  const addresses = { databaseUrl: database.url('urr_ticket'), redisUrl: (await redis()).url };
  const worker = createWorker(workerSettings, addresses, silentLogger);
  return {
    pool,
    worker,
    addresses,
    /** Hands messages over as one batch. @returns the ids of those that come again */
    async deliver(messages: readonly BookingMessage[], receives = 1, remainingMs = 30_000): Promise<string[]> {
      const Records = messages.map((message) => asRecord(message, receives));
      const { batchItemFailures } = await worker.handle({ Records }, () => remainingMs);
      return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    },
    async stop() {
      await worker.close();
      await pool.end();
    },
  };
}

/** A record whose message id is that of the message, so that tests find it again. */
export const asRecord = (message: BookingMessage, receives = 1) => ({
  messageId: message.id,
  body: JSON.stringify(message),
  attributes: { ApproximateReceiveCount: String(receives), MessageGroupId: message.eventId },
});

/** A request for seats by somebody new. */
export function seatRequest(
  eventId: string,
  seatIds: readonly string[],
  changes: Partial<SeatReserve> = {},
): SeatReserve {
  const id = newRequestId(new Date());
  return {
    action: 'seat_reserve',
    id,
    eventId,
    userId: randomUUID(),
    timestamp: Date.now(),
    entry: { place: 1, jti: randomUUID() },
    idempotencyKey: id,
    deadline: Date.now() + 120_000,
    seatIds: [...seatIds],
    ...changes,
  };
}
