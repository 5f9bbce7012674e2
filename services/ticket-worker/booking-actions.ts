import { AppError } from '../shared/errors/app-error.ts';
import { takeNew } from '../shared/events/inbox.ts';
import { killPoint } from '../shared/faults/kill-point.ts';
import type { Logger } from '../shared/logging/logger.ts';
import { inTransaction, type Pool } from '../shared/postgres/pool.ts';
import type { BookingMessage, BookingRequest } from '../shared/sqs/booking-messages.ts';
import { reserveTickets } from '../ticket/reservations/reserve-tickets.ts';
import type { Sale } from '../ticket/reservations/sale.ts';
import { reserveSeats } from '../ticket/seats/reserve-seats.ts';
import { type BookingOutcome, writeOutcome } from '../ticket/shedding/booking-outcomes.ts';
import { locksAfterCommit } from './locks-after-commit.ts';
import { retrying } from './retrying.ts';

/** The first half of the inbox key. */
const inboxGroup = 'ticket-worker';

interface ActionDependencies {
  readonly pool: Pool;
  readonly sale: Sale;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
  /** Whether a fault that passes may still be waited for. */
  readonly hasTime: () => boolean;
}

/** Told by the function that runs a batch. */
export type Done = BookingOutcome['status'] | 'repeated' | 'admitted';

/**
 * Does what messages ask for, each once: inbox row, hold and outcome are one transaction (rulings E5, E13), with the use
 * cases of the ticket service itself. A refusal is an outcome; only what may go better next time is an error.
 */
export function createBookingActions({ pool, sale, logger, hasTime }: ActionDependencies) {
  async function book(request: BookingRequest): Promise<Done> {
    const { locks, flush } = locksAfterCommit(sale.locks);
    const done = await inTransaction(pool, async (tx): Promise<Done> => {
      const [fresh] = await takeNew(tx, inboxGroup, [request]);
      if (fresh === undefined) return 'repeated';
      const eventHeaders = () => JSON.stringify({ 'x-request-id': request.id });
      const outcome = await decide({ ...sale, db: tx, locks, eventHeaders }, request);
      await writeOutcome(tx, request, outcome);
      return outcome.status;
    });
    killPoint('ticket-worker.after-effect-before-delete');
    await flush();
    return done;
  }

  return async (message: BookingMessage): Promise<Done> => {
    const { action, eventId, userId, id } = message;
    if (message.action === 'admitted') {
      logger.info({ eventId, userId, place: message.place }, 'admitted');
      return 'admitted';
    }
    const done = await retrying(() => book(message), hasTime);
    logger.info({ action, eventId, userId, id, done }, 'a booking request is decided');
    return done;
  };
}

async function decide(sale: Sale, request: BookingRequest): Promise<BookingOutcome> {
  if (sale.now().getTime() > request.deadline) {
    return { status: 'refused', code: 'REQUEST_EXPIRED', detail: 'Your turn came too late; nothing was reserved.' };
  }
  try {
    return { status: 'held', reservationId: await hold(sale, request) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'IDEMPOTENCY_KEY_IN_USE') throw error;
    return { status: 'refused', code: error.code, detail: error.message };
  }
}

async function hold(sale: Sale, request: BookingRequest): Promise<string> {
  const { userId, eventId, idempotencyKey, entry } = request;
  const wanted = { userId, eventId, idempotencyKey, entry: { ...entry, eventId } };
  const { id } =
    request.action === 'seat_reserve'
      ? await reserveSeats(sale, { ...wanted, seatIds: request.seatIds })
      : await reserveTickets(sale, { ...wanted, items: request.items });
  return id;
}
