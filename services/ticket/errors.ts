import type { ErrorTable } from '../shared/errors/app-error.ts';
import { entryTokenErrors } from '../shared/errors/entry-token-errors.ts';

/** Codes that only the ticket service answers. */
export const ticketErrors = {
  ...entryTokenErrors,
  EVENT_NOT_FOUND: { status: 404, title: 'No such event' },
  EVENT_HAS_NO_SEATS: { status: 404, title: 'This event has no seat selection' },
  EVENT_HAS_SEATS: { status: 409, title: 'This event sells seats' },
  SEAT_NOT_FOUND: { status: 404, title: 'No such seat at this event' },
  TICKET_TYPE_NOT_FOUND: { status: 404, title: 'No such ticket type' },
  RESERVATION_NOT_FOUND: { status: 404, title: 'No such reservation' },
  SALE_NOT_OPEN: { status: 409, title: 'The sale has not begun' },
  SALE_ENDED: { status: 409, title: 'The sale is over' },
  SEAT_NOT_AVAILABLE: { status: 409, title: 'A seat is no longer available' },
  SOLD_OUT: { status: 409, title: 'Not enough tickets are left' },
  TICKET_LIMIT_EXCEEDED: { status: 409, title: 'More tickets than one person may have' },
  IDEMPOTENCY_KEY_IN_USE: { status: 409, title: 'The same request is still running' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, title: 'This idempotency key was used for another request' },
  RESERVATION_NOT_PENDING: { status: 409, title: 'This reservation is not waiting for payment' },
  RESERVATION_EXPIRED: { status: 409, title: 'The time to pay is over' },
  RESERVATION_NOT_CANCELLABLE: { status: 409, title: 'This reservation has ended already' },
  RESERVATION_NOT_CONFIRMABLE: { status: 409, title: 'This payment cannot confirm the reservation' },
} as const satisfies ErrorTable;
