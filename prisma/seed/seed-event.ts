import type { SeedLayout } from './layouts.ts';

export interface TicketTypeSeed {
  readonly id: string;
  readonly name: string;
  /** Won. */
  readonly price: number;
  readonly quantity: number;
}

/** Dates are days from the moment of seeding, so that a fresh platform always has something on sale. */
export interface SeedEvent {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly venue: string;
  readonly address: string;
  readonly artist: string | null;
  /** Null is a standing event. With a layout the ticket types are its sections. */
  readonly layout: SeedLayout | null;
  readonly ticketTypes: readonly TicketTypeSeed[];
  readonly eventInDays: number;
  readonly saleStartsInDays: number;
  readonly saleEndsInDays: number;
}

/** @param number 1 to 99, the end of its id */
export function tour(
  number: number,
  artist: string,
  house: Pick<SeedEvent, 'venue' | 'address' | 'layout'>,
  days: Pick<SeedEvent, 'eventInDays' | 'saleStartsInDays'>,
): SeedEvent {
  return {
    id: `20000000-0000-4000-8000-0000000001${String(number).padStart(2, '0')}`,
    title: `${artist} Tour in ${house.address.endsWith('Busan') ? 'Busan' : 'Seoul'}`,
    description: `${artist} live at ${house.venue}.`,
    artist,
    ticketTypes: [],
    ...house,
    ...days,
    saleEndsInDays: days.eventInDays - 1,
  };
}

const dayMs = 86_400_000;

/** The row of `events`, dates counted from `now`, the status as the status job would set it. */
export function eventRow(event: SeedEvent, now: Date) {
  const at = (days: number): Date => new Date(now.getTime() + days * dayMs);
  const [starts, ends] = [at(event.saleStartsInDays), at(event.saleEndsInDays)];
  const status = now < starts ? 'upcoming' : now < ends ? 'on_sale' : 'ended';
  return {
    id: event.id,
    title: event.title,
    description: event.description,
    venue: event.venue,
    address: event.address,
    event_date: at(event.eventInDays),
    sale_start_date: starts,
    sale_end_date: ends,
    status,
    seat_layout_id: event.layout?.id ?? null,
    artist_name: event.artist,
  };
}
