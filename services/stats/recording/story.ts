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
  readonly refunds: readonly { readonly at: number; readonly amount: number }[];
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
  /** What a completed transfer leaves to the platform. */
  readonly fee: number;
  readonly payments: readonly PaymentFact[];
  /** The payment that it was delivered for. */
  readonly completedBy: string | null;
}

/** Somebody who asked for a payment without an end (a membership) is waited for this long. */
const endlessPatienceMs = 24 * 3_600_000;

/**
 * Folds the events of one paid thing into what they say together. The result depends on the set of events alone: they
 * are put into the order of their own time first, so that late, repeated and reordered ones change nothing (10.4 #4).
 * @param given at least one event, all of the same subject
 * @throws Error without events
 */
export function foldStory(given: Iterable<StatsEvent>): Story {
  const events = inOrder(given);
  const [first] = events;
  if (!first) throw new Error('a story has at least one event');
  const payments = paymentsOf(events);
  const requests = ofType(events, 'PAYMENT_REQUESTED');
  const request = requests[0];
  const completed = ofType(events, 'PAYMENT_COMPLETED')[0];
  const items = request?.sale?.items ?? [];
  return {
    subject: subjectOf(first),
    kind: kindOf(first),
    ...outcomeOf(kindOf(first), events, payments),
    userId: buyerOf(events),
    eventId: request?.eventId ?? completed?.eventId ?? null,
    amount: completed?.amount ?? request?.amount ?? 0,
    tickets: items.reduce((sum, { quantity }) => sum + quantity, 0),
    items,
    startedAt: timeOf(first),
    payableUntil: payableUntil(events),
    paidAt: earliest(payments.map(({ confirmedAt }) => confirmedAt)),
    fee: ofType(events, 'TRANSFER_COMPLETED')[0]?.fee ?? 0,
    payments,
    completedBy: completed?.paymentId ?? null,
  };
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
    if (event.type !== 'PAYMENT_CONFIRMED' && event.type !== 'PAYMENT_FAILED' && event.type !== 'PAYMENT_REFUNDED')
      continue;
    const before: PaymentFact = known.get(event.paymentId) ?? { ...none, paymentId: event.paymentId };
    known.set(event.paymentId, withEvent(before, event));
  }
  return [...known.values()];
}

type MoneyEvent = StatsEventOf<'PAYMENT_CONFIRMED' | 'PAYMENT_FAILED' | 'PAYMENT_REFUNDED'>;

function withEvent(before: PaymentFact, event: MoneyEvent): PaymentFact {
  const at = timeOf(event);
  switch (event.type) {
    case 'PAYMENT_CONFIRMED':
      if (before.confirmedAt !== null) return before;
      return { ...before, confirmedAt: at, amount: event.amount, method: event.paymentMethod };
    case 'PAYMENT_FAILED':
      return { ...before, failedAt: before.failedAt ?? at };
    case 'PAYMENT_REFUNDED':
      return { ...before, refunds: [...before.refunds, { at, amount: event.amount }] };
  }
}

type Outcome = Pick<Story, 'status' | 'reason' | 'completedAt' | 'cancelledAt'>;

function outcomeOf(kind: SubjectKind, events: readonly StatsEvent[], payments: readonly PaymentFact[]): Outcome {
  if (kind === 'reservation') return reservationOutcome(events, payments);
  const done = events.find(({ type }) =>
    ['TRANSFER_COMPLETED', 'MEMBERSHIP_ACTIVATED', 'MEMBERSHIP_RENEWED'].includes(type),
  );
  if (done) return { status: 'confirmed', reason: null, completedAt: timeOf(done), cancelledAt: null };
  const [over] = ofType(events, 'TRANSFER_CANCELLED');
  if (over) return { status: 'cancelled', reason: 'cancelled', completedAt: null, cancelledAt: timeOf(over) };
  return { status: 'pending', reason: null, completedAt: null, cancelledAt: null };
}

/**
 * ticket's word decides: completed, withdrawn, or given up again after it was paid. A refund of money that came twice or
 * too late belongs to another payment and cancels nothing; a refund counts as one cancellation, not as two (10.4 #2).
 */
function reservationOutcome(events: readonly StatsEvent[], payments: readonly PaymentFact[]): Outcome {
  const [completed] = ofType(events, 'PAYMENT_COMPLETED');
  const [withdrawn] = ofType(events, 'PAYMENT_WITHDRAWN');
  if (!completed) {
    if (!withdrawn) return { status: 'pending', reason: null, completedAt: null, cancelledAt: null };
    return { status: 'cancelled', reason: withdrawn.reason, completedAt: null, cancelledAt: timeOf(withdrawn) };
  }
  const completedAt = timeOf(completed);
  const asked = ofType(events, 'REFUND_REQUESTED').find(
    ({ paymentId, amount }) => paymentId === completed.paymentId && amount >= completed.amount,
  );
  const payment = payments.find(({ paymentId }) => paymentId === completed.paymentId);
  const cancelledAt = earliest([asked ? timeOf(asked) : null, refundedInFullAt(payment, completed.amount)]);
  if (cancelledAt === null) return { status: 'confirmed', reason: null, completedAt, cancelledAt };
  const byEvent = asked !== undefined && /event.cancelled/i.test(asked.reason);
  return { status: 'cancelled', reason: byEvent ? 'event_cancelled' : 'refunded', completedAt, cancelledAt };
}

/** When the refunds of a payment reached `amount`; null while they have not. */
export function refundedInFullAt(payment: PaymentFact | undefined, amount: number): number | null {
  let sum = 0;
  for (const refund of payment?.refunds ?? []) {
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
