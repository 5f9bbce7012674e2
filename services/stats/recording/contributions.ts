import { dayOf } from './stats-event.ts';
import type { Delivery, PaymentFact, Story } from './story.ts';

/** What a story adds to the counters of a UTC day; the names are columns of daily_stats. */
export const dayCounters = [
  'total_reservations',
  'confirmed_reservations',
  'cancelled_reservations',
  'transfers_completed',
  'total_revenue',
  'payment_revenue',
  'completed_payments',
  'new_users',
  'active_users',
  'new_events',
  'active_events',
] as const;
export type DayCounter = (typeof dayCounters)[number];

/** What a story adds to the counters of its concert; the names are columns of event_stats. */
export const eventCounters = [
  'total_reservations',
  'confirmed_reservations',
  'cancelled_reservations',
  'reserved_seats',
  'total_revenue',
  'cancellations_of_event',
] as const;
export type EventCounter = (typeof eventCounters)[number];

/** Sums by row (a day, a concert) and counter. */
export class Tally<C extends string> {
  readonly rows = new Map<string, Map<C, number>>();

  add(row: string, counter: C, by: number): void {
    const counters = this.rows.get(row) ?? new Map<C, number>();
    counters.set(counter, (counters.get(counter) ?? 0) + by);
    this.rows.set(row, counters);
  }
}

export interface Tallies {
  readonly days: Tally<DayCounter>;
  readonly events: Tally<EventCounter>;
}

/** Two empty sums. */
export const newTallies = (): Tallies => ({ days: new Tally(), events: new Tally() });

/**
 * Adds what a story counts for (`sign` 1), or takes away what it counted for before (`sign` -1).
 * Days tell what happened on them; a concert's row tells how things stand now.
 */
export function tallyStory({ days, events }: Tallies, story: Story, sign: 1 | -1): void {
  for (const { at, counter, by } of dayEntries(story)) days.add(dayOf(at), counter, sign * by);
  if (story.kind !== 'reservation' || story.eventId === null) return;
  const stands = story.status === 'confirmed';
  const counts: Record<EventCounter, number> = {
    total_reservations: 1,
    confirmed_reservations: stands ? 1 : 0,
    cancelled_reservations: story.status === 'cancelled' ? 1 : 0,
    reserved_seats: stands ? story.tickets : 0,
    total_revenue: keptRevenue(story),
    cancellations_of_event: story.reason === 'event_cancelled' ? 1 : 0,
  };
  for (const counter of eventCounters) events.add(story.eventId, counter, sign * counts[counter]);
}

/** What the platform keeps of it, in won: all that came in less all that went back. */
export const keptRevenue = (story: Story): number => revenueEntries(story).reduce((sum, { by }) => sum + by, 0);

interface Entry {
  readonly at: number;
  readonly counter: DayCounter;
  readonly by: number;
}

function dayEntries(story: Story): Entry[] {
  const entries: Entry[] = revenueEntries(story).map(({ at, by }) => ({ at, counter: 'total_revenue', by }));
  for (const payment of story.payments) {
    if (payment.confirmedAt !== null) {
      entries.push({ at: payment.confirmedAt, counter: 'payment_revenue', by: payment.amount });
      entries.push({ at: payment.confirmedAt, counter: 'completed_payments', by: 1 });
    }
    for (const { at, amount } of payment.refunds) entries.push({ at, counter: 'payment_revenue', by: -amount });
  }
  if (story.kind === 'transfer' && story.completedAt !== null)
    entries.push({ at: story.completedAt, counter: 'transfers_completed', by: 1 });
  if (story.kind !== 'reservation') return entries;
  entries.push({ at: story.startedAt, counter: 'total_reservations', by: 1 });
  if (story.completedAt !== null) entries.push({ at: story.completedAt, counter: 'confirmed_reservations', by: 1 });
  if (story.cancelledAt !== null) entries.push({ at: story.cancelledAt, counter: 'cancelled_reservations', by: 1 });
  return entries;
}

interface Money {
  readonly at: number;
  readonly by: number;
}

/** Money for what was not delivered is no revenue: it is on its way back. A transfer itself adds nothing: see `kept`. */
function revenueEntries(story: Story): Money[] {
  switch (story.kind) {
    case 'reservation':
      return story.deliveries.flatMap((delivery, index) => kept(delivery, story.deliveries[index + 1]));
    case 'transfer':
      return [];
    case 'membership':
      return story.payments.flatMap((payment) => [...captured(payment), ...givenBack(payment)]);
  }
}

/**
 * A payment counts until the next owner's takes its place, at that moment: so that a resale adds its fee (10.4 #2), on the
 * day of the resale, and the sale loses nothing however late the seller's money goes back.
 */
function kept(delivery: Delivery, successor: Delivery | undefined): Money[] {
  const { at, amount, refunds } = delivery;
  const back = givenBack({ refunds: successor ? refunds.filter((refund) => refund.at < successor.at) : refunds });
  if (!successor) return [{ at, by: amount }, ...back];
  const left = back.reduce((sum, { by }) => sum + by, amount);
  return [{ at, by: amount }, ...back, { at: successor.at, by: -left }];
}

const captured = ({ confirmedAt, amount }: PaymentFact): Money[] =>
  confirmedAt === null ? [] : [{ at: confirmedAt, by: amount }];

const givenBack = ({ refunds }: Pick<PaymentFact, 'refunds'>): Money[] =>
  refunds.map(({ at, amount }) => ({ at, by: -amount }));
