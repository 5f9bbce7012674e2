import { retryDeadlock } from '../reservations/retry-deadlock.ts';
import type { Sale } from '../reservations/sale.ts';
import { callOffBatch } from './call-off-statement.ts';

/**
 * Ends the reservations of cancelled events: holds are withdrawn, what was paid is asked back from payment, payment by payment
 * (domain.md 10.3 #28). Each batch is a transaction of its own, so a death in the middle leaves the rest to the next round.
 * @param eventId this event only; all that are being called off without it
 * @returns how many reservations ended
 */
export async function callOff(sale: Sale, eventId: string | null = null): Promise<number> {
  for (let total = 0; ; ) {
    const { ended, freed } = await retryDeadlock(() => callOffBatch(sale.db, eventId, sale.eventHeaders()));
    if (ended === 0) return total;
    total += ended;
    sale.wakeRelay();
    sale.metrics.cancelled(ended);
    await sale.locks.release(freed);
  }
}

/** The job: goes on with what a stopped process left, and forgets events of which nothing can come any more. */
export async function callOffRound(sale: Sale): Promise<number> {
  const ended = await callOff(sale);
  await sale.db.query({
    name: 'called-off',
    text: `UPDATE events e SET calling_off_until = NULL WHERE calling_off_until < now()
           AND NOT EXISTS (SELECT FROM reservations r WHERE r.event_id = e.id AND r.status IN ('pending', 'confirmed') AND r.used_at IS NULL)`,
  });
  return ended;
}
