import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Pool } from '../services/shared/postgres/pool.ts';
import { confirmPaid } from '../services/ticket/reservations/end-reservation.ts';
import { reserveTickets } from '../services/ticket/reservations/reserve-tickets.ts';
import { reserveSeats } from '../services/ticket/seats/reserve-seats.ts';
import { letExpire, seatedEvent, standingEvent } from '../services/ticket/testing/sale-fixture.ts';
import { entryFor, testPool, testSale } from '../services/ticket/testing/test-sale.ts';
import { freshDatabase } from './engines/postgres.ts';
import { type InvariantName, sweepInvariants } from './invariants.ts';

describe('the sweep of invariants', function () {
  this.timeout(60_000);
  let ticket: Pool;
  let payment: Pool;
  let sold: { id: string; paymentId: string; seatId: string; eventId: string };
  let pending: { id: string; seatId: string };
  let standing: { id: string; ticketTypeId: string };

  /** One reservation paid, one waiting, one for standing tickets: books in order. */
  before(async () => {
    ticket = testPool((await freshDatabase('ticket_db')).url());
    payment = testPool((await freshDatabase('payment_db')).url());
    const sale = testSale(ticket);
    const { eventId, seatIds } = await seatedEvent(ticket);
    const seats = (seatId: string) =>
      reserveSeats(sale, {
        userId: randomUUID(),
        entry: entryFor(eventId),
        eventId,
        seatIds: [seatId],
        idempotencyKey: null,
      });
    const [paid, waiting] = [await seats(seatIds[0]!), await seats(seatIds[1]!)];
    const party = await standingEvent(ticket, [5]);
    const tickets = await reserveTickets(sale, {
      userId: randomUUID(),
      entry: entryFor(party.eventId),
      eventId: party.eventId,
      items: [{ ticketTypeId: party.ticketTypeIds[0]!, quantity: 2 }],
      idempotencyKey: null,
    });
    const paymentId = randomUUID();
    const amount = paid.totalAmount;
    await confirmPaid(sale, { reservationId: paid.id, paymentId, amount, paymentMethod: 'toss', userId: null });
    await pay(paymentId, paid.id, amount, 'confirmed');
    await pay(randomUUID(), waiting.id, waiting.totalAmount, 'pending');
    await pay(randomUUID(), tickets.id, tickets.totalAmount, 'pending');
    await ticket.query('DELETE FROM outbox');
    sold = { id: paid.id, paymentId, seatId: seatIds[0]!, eventId };
    pending = { id: waiting.id, seatId: seatIds[1]! };
    standing = { id: tickets.id, ticketTypeId: party.ticketTypeIds[0]! };
  });
  after(() => Promise.all([ticket.end(), payment.end()]));

  const pay = (id: string, referenceId: string, amount: number, status: string) =>
    payment.query(
      `INSERT INTO payments (id, reference_id, user_id, order_id, payment_key, amount, status) VALUES ($1::uuid, $2, $1::uuid, $1::uuid::text, $1::uuid::text, $3, $4)`,
      [id, referenceId, amount, status],
    );

  /** What the sweep finds after `plant`, which is undone again. */
  async function foundAfter(db: Pool, plant: readonly string[]): Promise<string[]> {
    const tx = await db.connect();
    await tx.query('BEGIN');
    try {
      for (const sql of plant) await tx.query(sql);
      const sweep = await sweepInvariants(db === ticket ? { ticket: tx, payment } : { ticket, payment: tx });
      return Object.entries(sweep)
        .filter(([, rows]) => rows > 0)
        .map(([name]) => name);
    } finally {
      await tx.query('ROLLBACK');
      tx.release();
    }
  }

  it('finds nothing in books that are in order', async () => {
    const sweep = await sweepInvariants({ ticket, payment });

    expect(
      Object.values(sweep).every((rows) => rows === 0),
      JSON.stringify(sweep),
    ).to.equal(true);
  });

  // Functions, because the ids exist only once `before` has run.
  const faults: readonly [InvariantName, string, () => [Pool, ...string[]]][] = [
    [
      'I1 oversold',
      'a seat marked sold whose reservation is not',
      () => [ticket, `UPDATE seats SET status = 'reserved' WHERE id = '${pending.seatId}'`],
    ],
    [
      'I2 double holds',
      'two live items for one seat',
      () => [
        ticket,
        'DROP INDEX reservation_items_live_seat',
        `INSERT INTO reservation_items (reservation_id, seat_id, quantity, unit_price, subtotal) VALUES ('${pending.id}', '${sold.seatId}', 1, 0, 0)`,
      ],
    ],
    [
      'I3 money without ticket or refund',
      'a captured payment for a reservation that is not confirmed',
      () => [
        payment,
        `UPDATE payments SET status = 'confirmed', payment_key = 'k' WHERE reference_id = '${pending.id}'`,
      ],
    ],
    [
      'I4 captured twice',
      'a second captured payment for one reservation',
      () => [
        payment,
        'DROP INDEX payments_one_live',
        `INSERT INTO payments (reference_id, user_id, order_id, payment_key, amount, status)
         VALUES ('${sold.id}', '${sold.id}', 'o2', 'k2', 150000, 'confirmed')`,
      ],
    ],
    [
      'I5 refunded twice',
      'more given back than was taken',
      () => [
        payment,
        'ALTER TABLE payments DROP CONSTRAINT payments_refund_amount_check',
        `UPDATE payments SET refund_amount = 2 * amount WHERE id = '${sold.paymentId}'`,
      ],
    ],
    [
      'I6 ticket without money',
      'a ticket whose payment was taken back',
      () => [payment, `UPDATE payments SET status = 'failed' WHERE id = '${sold.paymentId}'`],
    ],
    [
      'I7 unpublished events',
      'an outbox row',
      () => [
        ticket,
        `INSERT INTO outbox (event_id, topic, key, payload) VALUES (gen_random_uuid(), 'payment-events', 'k', '{}')`,
      ],
    ],
    [
      'I8 events without effect',
      'a reservation that payment never heard of',
      () => [payment, `DELETE FROM payments WHERE reference_id = '${pending.id}'`],
    ],
    [
      'I3 money without ticket or refund',
      'the share of a ticket that was given back and not paid back',
      () => [
        payment,
        `INSERT INTO part_refunds (id, payment_id, amount, reason) SELECT gen_random_uuid(), '${sold.paymentId}', 1, 'r'`,
      ],
    ],
    [
      'I8 events without effect',
      'a ticket that was given back and whose money payment was never asked for',
      () => [
        ticket,
        `INSERT INTO part_refunds (id, reservation_id, payment_id, amount) VALUES (gen_random_uuid(), '${sold.id}', '${sold.paymentId}', 1)`,
      ],
    ],
    [
      'I12 orphan holds',
      'a hold long past its end',
      () => [ticket, `UPDATE reservations SET expires_at = now() - interval '2 minutes' WHERE id = '${pending.id}'`],
    ],
    [
      'I13 books that do not balance',
      'a ticket type with one ticket too many',
      () => [
        ticket,
        `UPDATE ticket_types SET available_quantity = available_quantity + 1 WHERE id = '${standing.ticketTypeId}'`,
      ],
    ],
    [
      'I13 books that do not balance',
      "a person's count that is not what they hold",
      () => [ticket, `UPDATE event_buyers SET held = held + 1 WHERE event_id = '${sold.eventId}'`],
    ],
    [
      'I13 books that do not balance',
      'an amount that is not the sum of its items',
      () => [ticket, `UPDATE reservations SET total_amount = total_amount + 1 WHERE id = '${standing.id}'`],
    ],
  ];

  for (const [name, fault, plant] of faults) {
    it(`finds ${fault} (${name.split(' ')[0]})`, async () => {
      const [db, ...statements] = plant();

      expect(await foundAfter(db, statements)).to.include(name);
    });
  }

  it('gives a hold its grace before it counts as an orphan', async () => {
    await letExpire(ticket, pending.id);

    const lenient = await sweepInvariants({ ticket, payment });
    const strict = await sweepInvariants({ ticket, payment }, { graceSeconds: 0 });

    expect([lenient['I12 orphan holds'], strict['I12 orphan holds']]).to.deep.equal([0, 1]);
  });
});
