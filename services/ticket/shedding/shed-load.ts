import type { Entry } from '../../shared/identity/caller.ts';
import type { Logger } from '../../shared/logging/logger.ts';
import type { Metrics } from '../../shared/metrics/metrics.ts';
import type { BookingRequest, ReservationCreate, SeatReserve } from '../../shared/sqs/booking-messages.ts';
import type { MessageSender } from '../../shared/sqs/message-sender.ts';
import { requireEntry } from '../reservations/entry-rule.ts';
import type { SeatLocks } from '../seats/seat-lock.ts';
import type { HoldGauge } from './hold-gauge.ts';
import { newRequestId } from './request-id.ts';

/** What a buyer is told whose request waits for its turn. */
export interface QueuedRequest {
  readonly id: string;
  /** After this moment nothing is reserved any more. */
  readonly expiresAt: Date;
}

interface Wanted {
  readonly userId: string;
  readonly entry: Entry | undefined;
  readonly eventId: string;
  readonly idempotencyKey: string | null;
}
/** The part of a message that says what is wanted. */
type Things = Pick<SeatReserve, 'action' | 'seatIds'> | Pick<ReservationCreate, 'action' | 'items'>;

interface ShedOptions {
  /** Without one nothing is ever queued. */
  readonly sender: MessageSender | undefined;
  readonly gauge: HoldGauge;
  readonly locks: Pick<SeatLocks, 'heldByOthers'>;
  /** Shortest expected wait for a database connection at which requests are queued instead; 0 queues all. */
  readonly shedAfterMs: number;
  /** How long a queued request may wait for its turn. */
  readonly requestSeconds: number;
  readonly now: () => Date;
  readonly metrics: Metrics;
  readonly logger: Pick<Logger, 'warn'>;
}

/** How long everybody goes the direct way after SQS did not take a request: the next buyer need not wait for it too. */
const pauseMs = 1_000;

export type LoadShedding = ReturnType<typeof createLoadShedding>;

/**
 * The two ways of a booking (ruling E13): at once, or, when the database is so loaded that a buyer would wait long for a
 * connection, through the FIFO queue, whose worker goes at its own pace and in the order of arrival.
 */
export function createLoadShedding(options: ShedOptions) {
  const { sender, gauge, locks, shedAfterMs, requestSeconds, now, metrics, logger } = options;
  const queued = metrics.counter('business_booking_queued_total', 'Booking requests that were queued instead of held');
  const unsent = metrics.counter('booking_queue_failures_total', 'Booking requests that SQS did not take');
  const wait = metrics.gauge(
    'business_booking_expected_wait_seconds',
    'Expected wait for a connection, when last asked',
  );

  let pausedUntil = 0;

  /** Whoever wants a seat that somebody surely holds is told so by the direct way, which costs the database nothing. */
  const isTaken = async (things: Things, userId: string): Promise<boolean> =>
    things.action === 'seat_reserve' && (await locks.heldByOthers(things.seatIds, userId)).length > 0;

  async function enqueue(sendTo: MessageSender, wanted: Wanted, things: Things): Promise<QueuedRequest | string> {
    const { userId, eventId, entry } = wanted;
    const jti = requireEntry(entry, eventId);
    const sentAt = now();
    const id = newRequestId(sentAt);
    const deadline = sentAt.getTime() + requestSeconds * 1_000;
    const idempotencyKey = wanted.idempotencyKey ?? id;
    const request: BookingRequest = {
      ...things,
      id,
      eventId,
      userId,
      idempotencyKey,
      deadline,
      timestamp: sentAt.getTime(),
      entry: { place: entry?.place ?? 0, jti },
    };
    try {
      await sendTo.send(request);
      queued.inc();
      return { id, expiresAt: new Date(deadline) };
    } catch (error) {
      unsent.inc();
      pausedUntil = now().getTime() + pauseMs;
      logger.warn({ err: error, id }, 'a booking request could not be queued; it goes to the database after all');
      return idempotencyKey;
    }
  }

  return {
    requestSeconds,

    /**
     * Holds, or queues. When SQS does not take the message, the buyer waits for the database after all: nothing is lost. It may
     * have taken it without our hearing so; both ways then carry one idempotency key and make one reservation.
     * @param direct the hold, under the given idempotency key
     * @throws AppError ENTRY_TOKEN_*, and whatever `direct` throws
     */
    async book<T>(
      wanted: Wanted,
      things: Things,
      direct: (idempotencyKey: string | null) => Promise<T>,
    ): Promise<{ readonly held: T } | { readonly queued: QueuedRequest }> {
      let { idempotencyKey } = wanted;
      if (sender !== undefined && now().getTime() >= pausedUntil) {
        const expectedMs = gauge.expectedWaitMs();
        wait.set(expectedMs / 1_000);
        if (expectedMs >= shedAfterMs && !(await isTaken(things, wanted.userId))) {
          const result = await enqueue(sender, wanted, things);
          if (typeof result !== 'string') return { queued: result };
          idempotencyKey = result;
        }
      }
      return { held: await gauge.run(() => direct(idempotencyKey)) };
    },
  };
}
