import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { freshDatabase } from '../../../test/engines/postgres.ts';
import type { Pool } from '../../shared/postgres/pool.ts';
import { expectBooksToHold } from '../testing/books.ts';
import { seatedEvent } from '../testing/sale-fixture.ts';
import { codeOf, entryFor, tally, testPool, testSale } from '../testing/test-sale.ts';
import { reserveSeats } from './reserve-seats.ts';

describe('holding seats on PostgreSQL', function () {
  this.timeout(120_000);
  let db: Pool;

  before(async () => {
    db = testPool((await freshDatabase('ticket_db')).url('urr_ticket'), 20);
  });
  after(() => db.end());
  afterEach(() => expectBooksToHold(db));

  const reserve = (eventId: string, seatIds: readonly string[], over: { userId?: string; key?: string } = {}) =>
    reserveSeats(testSale(db), {
      userId: over.userId ?? randomUUID(),
      entry: entryFor(eventId),
      eventId,
      seatIds,
      idempotencyKey: over.key ?? null,
    });

  it('holds two seats with their books and the payment request in one go (10.3 #2, #22)', async () => {
    const { eventId, seatIds } = await seatedEvent(db, { price: 70_000 });
    const userId = randomUUID();

    const held = await reserve(eventId, seatIds.slice(0, 2), { userId });

    expect(held.totalAmount).to.equal(140_000);
    expect(held.seats.map((seat) => [seat.id, seat.fencingToken])).to.deep.equal([
      [seatIds[0], 1],
      [seatIds[1], 1],
    ]);
    expect(held.reservationNumber).to.match(/^TK\d{13}[0-9A-F]{8}$/);
    const outbox = await db.query('SELECT topic, key, payload FROM outbox WHERE key = $1', [held.id]);
    expect(outbox.rows).to.have.length(1);
    expect(outbox.rows[0].topic).to.equal('payment-events');
    expect(outbox.rows[0].payload).to.include({
      type: 'PAYMENT_REQUESTED',
      paymentType: 'reservation',
      referenceId: held.id,
      userId,
      eventId,
      amount: 140_000,
      orderName: 'Test concert x 2',
      expiresAt: held.expiresAt.toISOString(),
    });
    const buyer = await db.query('SELECT held FROM event_buyers WHERE event_id = $1 AND user_id = $2', [
      eventId,
      userId,
    ]);
    expect(buyer.rows).to.deep.equal([{ held: 2 }]);
  });

  it('pairs every seat with its own fencing number, whatever the order of the request (10.3 #18)', async () => {
    const { eventId, seatIds } = await seatedEvent(db);
    const fences = [5, 3, 8];
    for (const [n, fence] of fences.entries()) {
      await db.query('UPDATE seats SET fencing_token = $2 WHERE id = $1', [seatIds[n], fence]);
    }

    const held = await reserve(eventId, [seatIds[2]!, seatIds[0]!, seatIds[1]!]);

    expect(held.seats.map((seat) => [seat.id, seat.fencingToken])).to.deep.equal(
      fences.map((fence, n) => [seatIds[n], fence + 1]),
    );
    const items = await db.query(
      'SELECT 1 FROM reservation_items i JOIN seats s ON s.id = i.seat_id AND s.fencing_token = i.fencing_token WHERE i.reservation_id = $1',
      [held.id],
    );
    expect(items.rowCount).to.equal(3);
  });

  it('writes an event that the schema of its topic accepts', async () => {
    const { paymentEventSchema } = await import('../../shared/events/topics.ts');
    const { eventId, seatIds } = await seatedEvent(db);

    const held = await reserve(eventId, [seatIds[0]!]);

    const outbox = await db.query('SELECT event_id, payload FROM outbox WHERE key = $1', [held.id]);
    expect(paymentEventSchema.parse(outbox.rows[0].payload).id).to.equal(outbox.rows[0].event_id);
  });

  it('refuses what it must, names the seats in the way and writes nothing', async () => {
    const { eventId, seatIds } = await seatedEvent(db);
    const other = await seatedEvent(db);
    await reserve(eventId, [seatIds[0]!]);

    const taken = await reserve(eventId, seatIds.slice(0, 2)).catch((error: unknown) => error);

    expect(taken).to.deep.include({ code: 'SEAT_NOT_AVAILABLE', details: { seatIds: [seatIds[0]] } });
    expect(await codeOf(reserve(eventId, [seatIds[1]!, randomUUID()]))).to.equal('SEAT_NOT_FOUND');
    expect(await codeOf(reserve(eventId, [other.seatIds[0]!]))).to.equal('SEAT_NOT_FOUND');
    expect(await codeOf(reserve(randomUUID(), [seatIds[1]!]))).to.equal('EVENT_NOT_FOUND');
    const rows = await db.query('SELECT count(*) AS n FROM reservations WHERE event_id = $1', [eventId]);
    expect(rows.rows[0].n).to.equal(1);
  });

  it('enforces the sale window and the status of the event (10.3 #20)', async () => {
    const cases = {
      upcoming: [{ status: 'upcoming', saleStartsIn: 60 }, 'SALE_NOT_OPEN'],
      'on sale too early': [{ status: 'on_sale', saleStartsIn: 60 }, 'SALE_NOT_OPEN'],
      'opened, status job not yet here': [{ status: 'upcoming', saleStartsIn: -1 }, 'ok'],
      'window closed, status job not yet here': [{ status: 'on_sale', saleEndsIn: -1 }, 'SALE_ENDED'],
      ended: [{ status: 'ended' }, 'SALE_ENDED'],
      cancelled: [{ status: 'cancelled' }, 'SALE_ENDED'],
    } as const;

    for (const [name, [options, code]] of Object.entries(cases)) {
      const { eventId, seatIds } = await seatedEvent(db, options);
      expect(await codeOf(reserve(eventId, [seatIds[0]!])), name).to.equal(code);
    }
  });

  it('keeps one person to the limit of the event across reservations, however they race (10.3 #21)', async () => {
    const { eventId, seatIds } = await seatedEvent(db, { seats: 40, maxTicketsPerPerson: 3 });
    const userId = randomUUID();

    const codes = await Promise.all(seatIds.map((seatId) => codeOf(reserve(eventId, [seatId], { userId }))));

    expect(tally(codes)).to.deep.equal({ ok: 3, TICKET_LIMIT_EXCEEDED: 37 });
    expect(await codeOf(reserve(eventId, seatIds.slice(10, 14)))).to.equal('TICKET_LIMIT_EXCEEDED');
  });

  it('gives ten seats to ten of 500 buyers (hold storm)', async () => {
    const { eventId, seatIds } = await seatedEvent(db, { seats: 10 });

    const codes = await Promise.all(
      Array.from({ length: 500 }, (_, buyer) => codeOf(reserve(eventId, [seatIds[buyer % 10]!]))),
    );

    expect(tally(codes)).to.deep.equal({ ok: 10, SEAT_NOT_AVAILABLE: 490 });
  });

  it('gives parties of 1 to 4 all of their seats or none, and never leaves a herd with nothing', async () => {
    const { eventId, seatIds } = await seatedEvent(db, { seats: 12 });
    const parties = Array.from({ length: 200 }, (_, party) =>
      Array.from({ length: 1 + (party % 4) }, (_, n) => seatIds[(party * 5 + n) % 12]!),
    );

    const held = await Promise.all(parties.map((wanted) => reserve(eventId, wanted).catch(() => undefined)));

    const given = held.flatMap((reservation) => reservation?.seats.map((seat) => seat.id) ?? []);
    expect(new Set(given).size).to.equal(given.length);
    for (const [index, reservation] of held.entries()) {
      if (reservation)
        expect(reservation.seats.map((seat) => seat.id).toSorted()).to.deep.equal(parties[index]!.toSorted());
    }
    // Whoever was refused met a seat that somebody really got: no two parties refuse each other.
    const taken = new Set(given);
    expect(parties.every((wanted, index) => held[index] || wanted.some((id) => taken.has(id)))).to.equal(true);
    const locked = await db.query(`SELECT count(*) AS n FROM seats WHERE event_id = $1 AND status = 'locked'`, [
      eventId,
    ]);
    expect(locked.rows[0].n).to.equal(taken.size);
  });

  it('lets exactly one of five win the last seat, 100 times', async () => {
    const { eventId, seatIds } = await seatedEvent(db, { seats: 100 });

    for (const seatId of seatIds) {
      const codes = await Promise.all(Array.from({ length: 5 }, () => codeOf(reserve(eventId, [seatId]))));
      expect(tally(codes)).to.deep.equal({ ok: 1, SEAT_NOT_AVAILABLE: 4 });
    }
  });

  it('confirms a seat that costs nothing at once and asks for no payment', async () => {
    const { eventId, seatIds } = await seatedEvent(db, { price: 0 });

    const held = await reserve(eventId, [seatIds[0]!]);

    const row = await db.query('SELECT status, payment_status FROM reservations WHERE id = $1', [held.id]);
    expect(row.rows).to.deep.equal([{ status: 'confirmed', payment_status: 'completed' }]);
    expect((await db.query('SELECT 1 FROM outbox WHERE key = $1', [held.id])).rows).to.have.length(0);
  });
});
