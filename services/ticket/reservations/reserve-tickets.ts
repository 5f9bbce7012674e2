import { killPoint } from '../../shared/faults/kill-point.ts';
import type { Entry } from '../../shared/identity/caller.ts';
import { requireEntry } from './entry-rule.ts';
import { wantedTickets } from './hold-refusals.ts';
import { holdOnce } from './idempotent-hold.ts';
import { requestHash } from './request-hash.ts';
import { reservationNumber, type Sale } from './sale.ts';
import { holdTickets } from './ticket-hold-statement.ts';
import { type TicketReservation, ticketReservation } from './ticket-reservation.ts';

interface ReserveTickets {
  readonly userId: string;
  readonly entry: Entry | undefined;
  readonly eventId: string;
  readonly items: readonly { readonly ticketTypeId: string; readonly quantity: number }[];
  readonly idempotencyKey: string | null;
}

/**
 * Holds tickets without seats for one buyer, all or nothing.
 * @throws AppError ENTRY_TOKEN_*, EVENT_NOT_FOUND, TICKET_TYPE_NOT_FOUND, SALE_*, SOLD_OUT, TICKET_LIMIT_EXCEEDED, IDEMPOTENCY_KEY_*
 */
export async function reserveTickets(sale: Sale, wanted: ReserveTickets): Promise<TicketReservation> {
  const entryJti = requireEntry(wanted.entry, wanted.eventId);
  const stop = sale.metrics.timeCreate();
  const things = wanted.items.map((item) => `${item.ticketTypeId}:${item.quantity}`);
  const key = { ...wanted, requestHash: requestHash('tickets', wanted.eventId, things) };

  const id = sale.newId();
  const number = reservationNumber('R', sale.now(), id);
  const hold = await holdOnce(sale.db, key, wantedTickets, () =>
    holdTickets(sale.db, {
      ...key,
      reservationId: id,
      reservationNumber: number,
      ticketLimit: sale.ticketLimit,
      holdSeconds: sale.holdSeconds,
      entryJti,
      outboxId: sale.newId(),
      outboxHeaders: sale.eventHeaders(),
    }),
  );
  if (!hold.held) return ticketReservation(sale.db, hold.earlierId);

  sale.wakeRelay();
  sale.metrics.created();
  stop();
  killPoint('ticket.after-hold-before-answer');
  return { id, reservationNumber: number, ...hold };
}
