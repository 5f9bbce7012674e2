import { killPoint } from '../../shared/faults/kill-point.ts';
import type { Entry } from '../../shared/identity/caller.ts';
import { requireEntry } from '../reservations/entry-rule.ts';
import { refusedHold, wantedSeats } from '../reservations/hold-refusals.ts';
import { findEarlier, holdOnce } from '../reservations/idempotent-hold.ts';
import { requestHash } from '../reservations/request-hash.ts';
import { reservationNumber, type Sale } from '../reservations/sale.ts';
import { holdSeats } from './seat-hold-statement.ts';
import { type SeatReservation, seatReservation } from './seat-reservation.ts';

interface ReserveSeats {
  readonly userId: string;
  readonly entry: Entry | undefined;
  readonly eventId: string;
  readonly seatIds: readonly string[];
  readonly idempotencyKey: string | null;
}

/**
 * Holds one or several seats for one buyer, all or nothing (domain.md 10.3 #22).
 * @throws AppError ENTRY_TOKEN_*, EVENT_NOT_FOUND, SEAT_NOT_FOUND, SALE_*, SEAT_NOT_AVAILABLE, TICKET_LIMIT_EXCEEDED, IDEMPOTENCY_KEY_*
 */
export async function reserveSeats(sale: Sale, wanted: ReserveSeats): Promise<SeatReservation> {
  const entryJti = requireEntry(wanted.entry, wanted.eventId);
  const stop = sale.metrics.timeCreate();
  const others = await sale.locks.heldByOthers(wanted.seatIds, wanted.userId);
  // Only a repeated request may still deserve an answer other than "taken": the first one, or "key reused".
  if (others.length > 0 && !(await findEarlier(sale.db, wanted))) {
    sale.metrics.turnedAway();
    throw refusedHold('taken', wantedSeats, { refusedIds: others, ticketLimit: null });
  }

  const key = { ...wanted, requestHash: requestHash('seats', wanted.eventId, wanted.seatIds) };
  const id = sale.newId();
  const number = reservationNumber('TK', sale.now(), id);
  const hold = await holdOnce(sale.db, key, wantedSeats, async () => {
    const result = await holdSeats(sale.db, {
      ...key,
      reservationId: id,
      reservationNumber: number,
      ticketLimit: sale.ticketLimit,
      holdSeconds: sale.holdSeconds,
      entryJti,
      outboxId: sale.newId(),
      outboxHeaders: sale.eventHeaders(),
    });
    if (!result.held && result.refusal === 'taken') await sale.locks.stillTaken(result.refusedIds);
    return result;
  });
  if (!hold.held) return seatReservation(sale.db, hold.earlierId);

  killPoint('ticket.after-hold-before-lock');
  sale.wakeRelay();
  await sale.locks.write(
    hold.seats.map((seat) => ({ seatId: seat.id, fencingToken: seat.fencingToken, userId: wanted.userId })),
    hold.expiresAt,
  );
  sale.metrics.created();
  stop();
  killPoint('ticket.after-hold-before-answer');
  return { id, reservationNumber: number, ...hold };
}
