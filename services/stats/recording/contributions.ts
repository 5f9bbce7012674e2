import { dayOf } from './stats-event.ts';
import { type PaymentFact, refundedInFullAt, type Story } from './story.ts';

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

/** What the platform keeps of it: all that came in less all that went back, and of a transfer the fee only (10.4 #2). */
const keptRevenue = (story: Story): number => revenueEntries(story).reduce((sum, { by }) => sum + by, 0);

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

function revenueEntries(story: Story): Money[] {
  switch (story.kind) {
    case 'reservation':
      return reservationRevenue(story);
    case 'transfer':
      return transferRevenue(story);
    case 'membership':
      return story.payments.flatMap((payment) => [...captured(payment), ...givenBack(payment)]);
  }
}

/** Money for a reservation that was not delivered is no revenue: it is on its way back. */
function reservationRevenue(story: Story): Money[] {
  if (story.completedAt === null) return [];
  const payment = story.payments.find(({ paymentId }) => paymentId === story.completedBy);
  return [{ at: story.completedAt, by: story.amount }, ...givenBack(payment)];
}

function transferRevenue(story: Story): Money[] {
  if (story.completedAt === null) return [];
  const ends = story.payments.map((payment) => refundedInFullAt(payment, payment.amount)).filter((at) => at !== null);
  const fee = { at: story.completedAt, by: story.fee };
  return ends.length === story.payments.length && ends.length > 0
    ? [fee, { at: Math.max(...ends), by: -story.fee }]
    : [fee];
}

const captured = ({ confirmedAt, amount }: PaymentFact): Money[] =>
  confirmedAt === null ? [] : [{ at: confirmedAt, by: amount }];

const givenBack = (payment: PaymentFact | undefined): Money[] =>
  (payment?.refunds ?? []).map(({ at, amount }) => ({ at, by: -amount }));
