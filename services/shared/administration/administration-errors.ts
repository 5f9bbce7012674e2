import type { ErrorTable } from '../errors/app-error.ts';

/** Why an administrator's write is refused: ticket says so, catalog passes it on. */
export const administrationErrors = {
  EVENT_NOT_FOUND: { status: 404, title: 'No such event' },
  EVENT_HAS_SEATS: { status: 409, title: 'This event sells seats' },
  EVENT_CANCELLED_ALREADY: { status: 409, title: 'This event is cancelled already' },
  EVENT_HAS_NO_LAYOUT: { status: 409, title: 'This event has no seat layout' },
  EVENT_HAS_SALES: { status: 409, title: 'Tickets of this event are held or sold' },
  ARTIST_NOT_FOUND: { status: 404, title: 'No such artist' },
  LAYOUT_NOT_FOUND: { status: 404, title: 'No such seat layout' },
  LAYOUT_EXISTS: { status: 409, title: 'Another layout has this name' },
  LAYOUT_DIFFERS: { status: 409, title: 'This event has another layout' },
  SECTION_UNKNOWN: { status: 422, title: 'The layout has no such section' },
  SECTION_IS_FIXED: { status: 409, title: 'Name and size of a section stand in its layout' },
  SEAT_NOT_FOUND: { status: 404, title: 'No such seat at this event' },
  SEATS_EXIST: { status: 409, title: 'This event has its seats already' },
  SEATS_IN_USE: { status: 409, title: 'Seats are held or sold' },
  TICKET_TYPE_NOT_FOUND: { status: 404, title: 'No such ticket type' },
  TOTAL_BELOW_SOLD: { status: 409, title: 'More tickets are sold than that' },
  RESERVATION_NOT_FOUND: { status: 404, title: 'No such reservation' },
  RESERVATION_NOT_CANCELLABLE: { status: 409, title: 'This reservation has ended already' },
  STATUS_NOT_SETTABLE: { status: 409, title: 'This state cannot be set by hand' },
} as const satisfies ErrorTable;
