import fc from 'fast-check';
import { type StatsEvent, statsEventSchema } from '../recording/stats-event.ts';

const uuidOf = (kind: number, number: number): string =>
  `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Few people, concerts and hours, so that random events meet; amounts that are not all alike. */
const small = (kind: number, most: number) => fc.integer({ min: 1, max: most }).map((number) => uuidOf(kind, number));
const start = Date.parse('2026-11-20T22:00:00.000Z');
const time = fc.integer({ min: 0, max: 60 }).map((hours) => new Date(start + hours * 3_600_000).toISOString());
const amount = fc.constantFrom(1, 30_000, 100_000, 150_000);

const reservationTypes = [
  'PAYMENT_REQUESTED',
  'PAYMENT_WITHDRAWN',
  'REFUND_REQUESTED',
  'PAYMENT_COMPLETED',
  'PAYMENT_CONFIRMED',
  'PAYMENT_FAILED',
  'PAYMENT_REFUNDED',
] as const;
const typesOf = {
  reservation: reservationTypes,
  transfer: [...reservationTypes, 'TRANSFER_LISTED', 'TRANSFER_COMPLETED', 'TRANSFER_CANCELLED'],
  membership: [...reservationTypes, 'MEMBERSHIP_ACTIVATED', 'MEMBERSHIP_RENEWED', 'MEMBERSHIP_EXPIRED'],
} as const;

const sale = fc.record({
  title: fc.constantFrom('A', 'B'),
  venue: fc.constantFrom('Hall', 'Stadium'),
  eventDate: fc.constant('2026-12-24T10:00:00.000Z'),
  capacity: fc.constantFrom(100, 265),
  items: fc.array(
    fc.record({
      section: fc.constantFrom('VIP', 'R'),
      row: fc.integer({ min: 1, max: 3 }),
      price: amount,
      quantity: fc.constant(1),
    }),
    { maxLength: 3 },
  ),
});

/**
 * Any event at all, also ones that no honest service would send together: what the numbers are must not depend on the
 * order even then. Every field is there; the schema of the type keeps what belongs to it.
 */
const anyEvent: fc.Arbitrary<StatsEvent> = fc
  .record({
    kind: fc.constantFrom('reservation', 'transfer', 'membership'),
    thing: fc.integer({ min: 1, max: 3 }),
    type: fc.nat(),
    id: fc.uuid({ version: 4 }),
    timestamp: time,
    user: small(10, 3),
    concert: fc.option(small(11, 2)),
    payment: fc.integer({ min: 1, max: 2 }),
    amount,
    sale: fc.option(sale, { nil: undefined }),
    reason: fc.constantFrom('expired', 'cancelled', 'event_cancelled', 'resold'),
  })
  .map(({ kind, thing, type: number, user, concert, payment, reason, ...rest }) => {
    const types = typesOf[kind];
    const type = types[number % types.length];
    const subject = uuidOf(['reservation', 'transfer', 'membership'].indexOf(kind) + 1, thing);
    return statsEventSchema.parse({
      ...rest,
      type,
      // What is withdrawn was not paid, so it cannot have been resold.
      reason: type === 'PAYMENT_WITHDRAWN' && reason === 'resold' ? 'expired' : reason,
      paymentType: kind,
      referenceId: subject,
      transferId: subject,
      membershipId: subject,
      reservationId: uuidOf(1, 1 + (thing % 3)),
      userId: user,
      sellerId: user,
      buyerId: concert,
      artistId: user,
      eventId: concert,
      paymentId: uuidOf(20 + thing, payment + 10 * kind.length),
      orderId: 'ORD_1',
      orderName: 'x',
      paymentMethod: 'card',
      expiresAt: rest.timestamp,
      totalPrice: rest.amount,
      fee: Math.floor(rest.amount / 10),
    });
  });

/** Events, and two orders in which they arrive: late, repeated, in batches of any size. */
export const arrivals = fc.array(anyEvent, { minLength: 1, maxLength: 25 }).chain((events) =>
  fc.record({
    events: fc.constant(events),
    one: order(events),
    other: order(events),
    batch: fc.integer({ min: 1, max: 6 }),
  }),
);

const order = (events: readonly StatsEvent[]) =>
  fc
    .tuple(
      fc.shuffledSubarray([...events], { minLength: events.length }),
      fc.array(fc.constantFrom(...events), { maxLength: 8 }),
    )
    .map(([all, again]) => [...all, ...again]);
