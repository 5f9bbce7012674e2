import { killPoint } from '../../shared/faults/kill-point.ts';
import type { Logger } from '../../shared/logging/logger.ts';
import { expireReservation, expireReservations, overdueReservations } from './expire-statement.ts';
import { retryDeadlock } from './retry-deadlock.ts';
import type { Sale } from './sale.ts';

/**
 * Ends every reservation whose time is over, batch by batch. When a batch fails as a whole, its reservations are ended one
 * by one, so that a single row that cannot be ended holds up nobody else (domain.md 10.3 #15); it is logged as an error and
 * tried again with the next sweep.
 * @returns how many ended
 */
export async function sweepExpired(sale: Sale, logger: Logger, batchSize = 200): Promise<number> {
  const stuck: string[] = [];
  let total = 0;

  async function end(batch: ReturnType<typeof expireReservations>): Promise<number> {
    const { expired, freed } = await batch;
    killPoint('ticket.after-expiry-before-lock');
    if (expired > 0) sale.wakeRelay();
    await sale.locks.release(freed);
    total += expired;
    return expired;
  }

  async function endOneByOne(): Promise<number> {
    const ids = await overdueReservations(sale.db, batchSize, stuck);
    const before = stuck.length;
    for (const id of ids) {
      try {
        await end(retryDeadlock(() => expireReservation(sale.db, id)));
      } catch (error) {
        stuck.push(id);
        logger.error({ err: error, reservationId: id }, 'a reservation cannot be ended; the others go on');
        // All of them: then it is not the rows. The next sweep tries again.
        if (stuck.length - before === ids.length) throw error;
      }
    }
    return ids.length;
  }

  try {
    for (let seen = batchSize; seen === batchSize; ) {
      try {
        seen = await end(retryDeadlock(() => expireReservations(sale.db, batchSize, stuck)));
      } catch (error) {
        logger.warn({ err: error }, 'a batch of reservations could not be ended; one by one now');
        seen = await endOneByOne();
      }
    }
  } finally {
    if (stuck.length > 0) sale.metrics.expiryStuck(stuck.length);
    if (total > 0) {
      sale.metrics.expired(total);
      logger.info({ expired: total }, 'reservations ran out of time');
    }
  }
  return total;
}
