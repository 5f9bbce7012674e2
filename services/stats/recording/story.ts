import { kindOf, type StatsEvent, type StatsEventOf, type SubjectKind, subjectOf, timeOf } from './stats-event.ts';

export type Status = 'pending' | 'confirmed' | 'cancelled';
export type Reason = 'expired' | 'cancelled' | 'event_cancelled' | 'refunded';
export type SoldItem = NonNullable<StatsEventOf<'PAYMENT_REQUESTED'>['sale']>['items'][number];

/** One payment at the provider. Times are milliseconds, null when they have not come. */
export interface PaymentFact {
  readonly paymentId: string;
  readonly method: string | null;
  readonly amount: number;
  readonly confirmedAt: number | null;
  readonly failedAt: number | null;
  readonly refunds: readonly Refund[];
}

/** Won that went back, and ticket's word for why. */
interface Refund {
  readonly at: number;
  readonly amount: number;
  readonly reason: string;
}

/** What became of one paid thing. */
export interface Story {
  readonly subject: string;
  readonly kind: SubjectKind;
  readonly status: Status;
  /** Why it is cancelled. */
  readonly reason: Reason | null;
  readonly userId: string | null;
  readonly eventId: string | null;
  readonly amount: number;
  readonly tickets: number;
  readonly items: readonly SoldItem[];
  readonly startedAt: number;
  readonly payableUntil: number | null;
  readonly paidAt: number | null;
  readonly completedAt: number | null;
  readonly cancelledAt: number | null;
  readonly payments: readonly PaymentFact[];
  /** The payments that stood for it, in order; the last one stands. */
  readonly deliveries: readonly Delivery[];
}

/** Somebody who asked for a payment without an end (a membership) is waited for this long. */
const endlessPatienceMs = 24 * 3_600_000;

/**
 * Folds the events of one paid thing into what they say together. The result depends on the set of events alone: they
 * are put into the order of their own time first, so that late, repeated and reordered ones change nothing (10.4 #4).
 * @param own at least one event, all of the same subject
 * @param ofResales for a reservation, the events of its transfers
 * @throws Error without own events
 */
export function foldStory(own: Iterable<StatsEvent>, ofResales: Iterable<StatsEvent> = []): Story {
  const events = inOrder(own);
  const [first] = events;
  if (!first) throw new Error('a story has at least one event');
  const all = inOrder([...events, ...ofResales]);
  const payments = paymentsOf(events);
  const requests = ofType(events, 'PAYMENT_REQUESTED');
  const request = requests[0];
  const deliveries = deliveriesOf(all);
  const standing = deliveries.at(-1);
  const items = request?.sale?.items ?? [];
  return {
    subject: subjectOf(first),
    kind: kindOf(first),
    ...outcomeOf(kindOf(first), all, deliveries),
    userId: standing?.userId ?? buyerOf(events),
    eventId: request?.eventId ?? deliveries[0]?.eventId ?? null,
    amount: standing?.amount ?? request?.amount ?? 0,
    tickets: items.reduce((sum, { quantity }) => sum + quantity, 0),
    items,
    startedAt: timeOf(first),
    payableUntil: payableUntil(events),
    paidAt: earliest(payments.map(({ confirmedAt }) => confirmedAt)),
    payments,
    deliveries,
  };
}

/**
 * ticket's reason (complete-transfer.ts) for giving back a payment whose tickets live on with the next owner. The refund
 * may be heard of long before the payment that takes its place.
 */
const resold = 'resold';

/** One word of ticket that a payment was delivered for, with what went back of it for another reason than a resale. */
export interface Delivery {
  readonly paymentId: string;
  readonly userId: string;
  readonly eventId: string | null;
  readonly at: number;
  readonly amount: number;
  readonly refunds: PaymentFact['refunds'];
}

/** The payments that stood for the thing, one after the other: the first, and after each resale the new owner's. */
function deliveriesOf(all: readonly StatsEvent[]): Delivery[] {
  const refunds = new Map(paymentsOf(all).map((payment) => [payment.paymentId, payment.refunds]));
  const known = new Map<string, Delivery>();
  for (const event of ofType(all, 'PAYMENT_COMPLETED')) {
    if (known.has(event.paymentId)) continue;
    const { paymentId, userId, eventId, amount } = event;
    known.set(paymentId, {
      paymentId,
      userId,
      eventId,
      amount,
      at: timeOf(event),
      refunds: (refunds.get(paymentId) ?? []).filter(({ reason }) => reason !== resold),
    });
  }
  return [...known.values()];
}

/** By their own time, then by id; each once. */
function inOrder(events: Iterable<StatsEvent>): StatsEvent[] {
  const once = [...new Map([...events].map((event) => [event.id, event])).values()];
  return once.toSorted((a, b) => timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1));
}

function ofType<T extends StatsEvent['type']>(events: readonly StatsEvent[], type: T): StatsEventOf<T>[] {
  return events.filter((event): event is StatsEventOf<T> => event.type === type);
}

function buyerOf(events: readonly StatsEvent[]): string | null {
  for (const event of events) if ('userId' in event) return event.userId;
  for (const event of events) if ('sellerId' in event) return event.sellerId;
  return null;
}

/** PAYMENT_CONFIRMED may be published again under another id (reconciliation): the first one counts. */
function paymentsOf(events: readonly StatsEvent[]): PaymentFact[] {
  const known = new Map<string, PaymentFact>();
  const none = { method: null, amount: 0, confirmedAt: null, failedAt: null, refunds: [] };
  for (const event of events) {
    if (!isMoneyEvent(event)) continue;
    const before: PaymentFact = known.get(event.paymentId) ?? { ...none, paymentId: event.paymentId };
    known.set(event.paymentId, withEvent(before, event));
  }
  return [...known.values()];
}

const moneyTypes = ['PAYMENT_CONFIRMED', 'PAYMENT_FAILED', 'PAYMENT_REFUNDED', 'PAYMENT_PART_REFUNDED'] as const;
type MoneyEvent = StatsEventOf<(typeof moneyTypes)[number]>;
const isMoneyEvent = (event: StatsEvent): event is MoneyEvent => moneyTypes.some((type) => type === event.type);

function withEvent(before: PaymentFact, event: MoneyEvent): PaymentFact {
  const at = timeOf(event);
  switch (event.type) {
    case 'PAYMENT_CONFIRMED':
      if (before.confirmedAt !== null) return before;
      return { ...before, confirmedAt: at, amount: event.amount, method: event.paymentMethod };
    case 'PAYMENT_FAILED':
      return { ...before, failedAt: before.failedAt ?? at };
    case 'PAYMENT_REFUNDED':
    case 'PAYMENT_PART_REFUNDED':
      return { ...before, refunds: [...before.refunds, { at, amount: event.amount, reason: event.reason }] };
  }
}

type Outcome = Pick<Story, 'status' | 'reason' | 'completedAt' | 'cancelledAt'>;
const pending: Outcome = { status: 'pending', reason: null, completedAt: null, cancelledAt: null };

function outcomeOf(kind: SubjectKind, events: readonly StatsEvent[], deliveries: readonly Delivery[]): Outcome {
  switch (kind) {
    case 'reservation':
      return reservationOutcome(events, deliveries);
    case 'transfer':
      return lastWord(events, ['TRANSFER_COMPLETED'], ['TRANSFER_CANCELLED'], 'cancelled');
    case 'membership':
      return lastWord(events, ['MEMBERSHIP_ACTIVATED', 'MEMBERSHIP_RENEWED'], ['MEMBERSHIP_EXPIRED'], 'expired');
  }
}

type Types = readonly StatsEvent['type'][];

/** What ticket said last: that it stands, or that it is over. */
function lastWord(events: readonly StatsEvent[], stands: Types, over: Types, reason: Reason): Outcome {
  const last = events.findLast(({ type }) => stands.includes(type) || over.includes(type));
  if (!last) return pending;
  const done = events.find(({ type }) => stands.includes(type));
  const completedAt = done ? timeOf(done) : null;
  if (stands.includes(last.type)) return { status: 'confirmed', reason: null, completedAt, cancelledAt: null };
  return { status: 'cancelled', reason, completedAt, cancelledAt: timeOf(last) };
}

/**
 * ticket's word decides: completed, withdrawn, or given up again after it was paid. A refund counts as one cancellation,
 * not as two (10.4 #2), and only that of the payment which stands for the tickets: money that came twice or too late, and
 * that of somebody who sold them on, goes back and cancels nothing.
 */
function reservationOutcome(events: readonly StatsEvent[], deliveries: readonly Delivery[]): Outcome {
  const standing = deliveries.at(-1);
  if (!standing) {
    const [withdrawn] = ofType(events, 'PAYMENT_WITHDRAWN').filter(({ paymentType }) => paymentType === 'reservation');
    if (!withdrawn) return pending;
    return { status: 'cancelled', reason: withdrawn.reason, completedAt: null, cancelledAt: timeOf(withdrawn) };
  }
  const completedAt = deliveries[0]?.at ?? standing.at;
  const asked = ofType(events, 'REFUND_REQUESTED').find(
    ({ paymentId, reason }) => paymentId === standing.paymentId && reason !== resold,
  );
  const cancelledAt = earliest([asked ? timeOf(asked) : null, refundedInFullAt(standing)]);
  if (cancelledAt === null) return { status: 'confirmed', reason: null, completedAt, cancelledAt };
  const byEvent = asked !== undefined && /event.{0,10}cancelled/i.test(asked.reason);
  return { status: 'cancelled', reason: byEvent ? 'event_cancelled' : 'refunded', completedAt, cancelledAt };
}

/** When all of a payment had gone back; null while it has not. */
function refundedInFullAt({ refunds, amount }: Delivery): number | null {
  let sum = 0;
  for (const refund of refunds) {
    sum += refund.amount;
    if (sum >= amount) return refund.at;
  }
  return null;
}

/** Until when the thing waits for its money: the newest of ticket's words about it is a request. */
function payableUntil(events: readonly StatsEvent[]): number | null {
  const last = events.findLast(
    ({ type }) => type === 'PAYMENT_REQUESTED' || type === 'PAYMENT_WITHDRAWN' || type === 'PAYMENT_COMPLETED',
  );
  if (last?.type !== 'PAYMENT_REQUESTED') return null;
  return last.expiresAt === null ? timeOf(last) + endlessPatienceMs : Date.parse(last.expiresAt);
}

function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}
