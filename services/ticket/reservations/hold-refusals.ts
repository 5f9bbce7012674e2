import { AppError } from '../../shared/errors/app-error.ts';
import type { HoldRefusal } from './hold-outcome.ts';

/** What was wanted, for codes and sentences. */
interface WantedThings {
  readonly unknownCode: 'SEAT_NOT_FOUND' | 'TICKET_TYPE_NOT_FOUND';
  readonly takenCode: 'SEAT_NOT_AVAILABLE' | 'SOLD_OUT';
  /** Name of the detail that lists what was in the way. */
  readonly idsName: 'seatIds' | 'ticketTypeIds';
}

export const wantedSeats: WantedThings = {
  unknownCode: 'SEAT_NOT_FOUND',
  takenCode: 'SEAT_NOT_AVAILABLE',
  idsName: 'seatIds',
};
export const wantedTickets: WantedThings = {
  unknownCode: 'TICKET_TYPE_NOT_FOUND',
  takenCode: 'SOLD_OUT',
  idsName: 'ticketTypeIds',
};

/** The error that a refused hold is answered with; `replayed` is no refusal and never comes here. */
export function refusedHold(
  refusal: Exclude<HoldRefusal, 'replayed'>,
  things: WantedThings,
  details: {
    readonly refusedIds: readonly string[];
    readonly ticketLimit: number | null;
    readonly tier?: string | null;
    readonly opensAt?: Date | null;
  },
): AppError {
  const ids = { [things.idsName]: details.refusedIds };
  switch (refusal) {
    case 'key_in_flight':
      return new AppError(
        'IDEMPOTENCY_KEY_IN_USE',
        'A request with this idempotency key is running; ask again shortly.',
      );
    case 'key_reused':
      return new AppError('IDEMPOTENCY_KEY_REUSED', 'Use a new idempotency key for a new request.');
    case 'event_unknown':
      return new AppError('EVENT_NOT_FOUND', 'There is no such event.');
    case 'not_on_sale':
      return new AppError('SALE_NOT_OPEN', 'The sale of this event has not begun yet.');
    case 'presale_only':
      return new AppError('PRESALE_ONLY', 'Members of a higher tier buy first; your turn comes later.', {
        tier: details.tier,
        opensAt: details.opensAt?.toISOString(),
      });
    case 'sale_ended':
      return new AppError('SALE_ENDED', 'The sale of this event is over.');
    case 'has_seats':
      return new AppError('EVENT_HAS_SEATS', 'This event sells seats: choose them on its seat map.');
    case 'unknown':
      return new AppError(things.unknownCode, 'This event has no such thing to sell.', ids);
    case 'taken':
      return new AppError(things.takenCode, 'Somebody else was faster; nothing was reserved for you.', ids);
    case 'over_limit':
      return new AppError(
        'TICKET_LIMIT_EXCEEDED',
        `One person may have ${details.ticketLimit} tickets for this event.`,
        {
          limit: details.ticketLimit,
        },
      );
  }
}
