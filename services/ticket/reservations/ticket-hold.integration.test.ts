import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { freshDatabase } from '../../../test/engines/postgres.ts';
import type { Pool } from '../../shared/postgres/pool.ts';
import { reserveSeats } from '../seats/reserve-seats.ts';
import { announced, expectBooksToHold } from '../testing/books.ts';
import { letExpire, seatedEvent, standingEvent } from '../testing/sale-fixture.ts';
import { codeOf, entryFor, silentLogger, tally, testPool, testSale } from '../testing/test-sale.ts';
import { reserveTickets } from './reserve-tickets.ts';
import type { Sale } from './sale.ts';
import { sweepExpired } from './sweep-expired.ts';

describe('holding standing tickets, and idempotency keys, on PostgreSQL', function () {
  this.timeout(120_000);
  let db: Pool;
  let sale: Sale;

  before(async () => {
    db = testPool((await freshDatabase('ticket_db')).url('urr_ticket'), 20);
    sale = testSale(db);
  });
  after(() => db.end());
  afterEach(() => expectBooksToHold(db));

  type Items = readonly (readonly [string, number])[];
  const reserve = (eventId: string, items: Items, over: { userId?: string; key?: string } = {}) =>
    reserveTickets(sale, {
      userId: over.userId ?? randomUUID(),
      entry: entryFor(eventId),
      eventId,
      items: items.map(([ticketTypeId, quantity]) => ({ ticketTypeId, quantity })),
      idempotencyKey: over.key ?? null,
    });
  const left = async (ids: readonly string[]) =>
    (
      await db.query('SELECT available_quantity AS n FROM ticket_types WHERE id = ANY($1) ORDER BY name', [ids])
    ).rows.map(({ n }) => n);

  it('takes several types at once and answers with names and prices', async () => {
    const { eventId, ticketTypeIds } = await standingEvent(db, [10, 10], { price: 33_000 });

    const held = await reserve(eventId, [
      [ticketTypeIds[0]!, 1],
      [ticketTypeIds[1]!, 2],
    ]);

    expect(held).to.include({ eventTitle: 'Test concert', totalAmount: 99_000, status: 'pending' });
    expect(held.reservationNumber).to.match(/^R\d{13}[0-9A-F]{8}$/);
    expect(held.items.map((item) => [item.ticketTypeName, item.quantity, item.subtotal])).to.deep.equal([
      ['Standing 1', 1, 33_000],
      ['Standing 2', 2, 66_000],
    ]);
    expect(await left(ticketTypeIds)).to.deep.equal([9, 8]);
    expect(await announced(db, held.id)).to.deep.equal(['PAYMENT_REQUESTED']);
  });

  it('sells exactly what there is to 300 buyers of 1 to 3 tickets', async () => {
    const { eventId, ticketTypeIds } = await standingEvent(db, [100]);

    const held = await Promise.all(
      Array.from({ length: 300 }, (_, buyer) =>
        reserve(eventId, [[ticketTypeIds[0]!, 1 + (buyer % 3)]]).catch(() => undefined),
      ),
    );

    const sold = held.reduce((sum, reservation) => sum + (reservation?.items[0]?.quantity ?? 0), 0);
    expect([sold, await left(ticketTypeIds)]).to.deep.equal([100, [0]]);
  });

  it('takes nothing when one of the types is sold out', async () => {
    const { eventId, ticketTypeIds } = await standingEvent(db, [10, 1]);

    const refused = await reserve(eventId, [
      [ticketTypeIds[0]!, 1],
      [ticketTypeIds[1]!, 2],
    ]).catch((error: unknown) => error);

    expect(refused).to.deep.include({ code: 'SOLD_OUT', details: { ticketTypeIds: [ticketTypeIds[1]] } });
    expect(await left(ticketTypeIds)).to.deep.equal([10, 1]);
  });

  it('refuses a foreign type, a closed sale and too many tickets (10.3 #20, #21)', async () => {
    const { eventId, ticketTypeIds } = await standingEvent(db, [10, 10], { maxTicketsPerPerson: 3 });
    const foreign = await standingEvent(db, [10]);
    const closed = await standingEvent(db, [10], { saleEndsIn: -1 });
    const userId = randomUUID();

    expect(await codeOf(reserve(eventId, [[foreign.ticketTypeIds[0]!, 1]]))).to.equal('TICKET_TYPE_NOT_FOUND');
    expect(await codeOf(reserve(closed.eventId, [[closed.ticketTypeIds[0]!, 1]]))).to.equal('SALE_ENDED');
    const split: Items = [
      [ticketTypeIds[0]!, 2],
      [ticketTypeIds[1]!, 2],
    ];
    expect(await codeOf(reserve(eventId, split))).to.equal('TICKET_LIMIT_EXCEEDED');
    expect(await codeOf(reserve(eventId, [[ticketTypeIds[0]!, 2]], { userId }))).to.equal('ok');
    expect(await codeOf(reserve(eventId, [[ticketTypeIds[1]!, 2]], { userId }))).to.equal('TICKET_LIMIT_EXCEEDED');
  });

  it('sells no ticket without a seat where seats are sold: the house would be sold twice', async () => {
    const { eventId, ticketTypeIds } = await standingEvent(db, [10]);
    await db.query(
      `WITH layout AS (INSERT INTO seat_layouts (name, total_seats, layout_config) VALUES ($2, 1, '{"sections":[]}') RETURNING id)
       UPDATE events SET seat_layout_id = layout.id FROM layout WHERE events.id = $1`,
      [eventId, `layout ${eventId}`],
    );

    expect(await codeOf(reserve(eventId, [[ticketTypeIds[0]!, 1]]))).to.equal('EVENT_HAS_SEATS');
  });

  it('does not deadlock when buyers name the same types in different orders, while others expire', async () => {
    const { eventId, ticketTypeIds } = await standingEvent(db, [500, 500, 500]);
    const [a, b, c] = [ticketTypeIds[0]!, ticketTypeIds[1]!, ticketTypeIds[2]!];
    const orders = [
      [a, b, c],
      [c, b, a],
      [b, c, a],
    ];

    const codes = await Promise.all(
      Array.from({ length: 120 }, async (_, buyer) => {
        const code = await codeOf(
          reserve(
            eventId,
            orders[buyer % 3]!.map((id) => [id, 1] as const),
          ).then((held) => (buyer % 2 ? letExpire(db, held.id) : undefined)),
        );
        if (buyer % 10 === 0) await sweepExpired(sale, silentLogger, 5);
        return code;
      }),
    );
    await sweepExpired(sale, silentLogger);

    expect(tally(codes)).to.deep.equal({ ok: 120 });
    expect(await left(ticketTypeIds)).to.deep.equal([440, 440, 440]);
  });

  it('gets its tickets although a transaction that locks the other way round makes it the victim of a deadlock', async () => {
    const { eventId, ticketTypeIds } = await standingEvent(db, [50, 50]);
    const [low, high] = ticketTypeIds.toSorted();
    const lock = 'SELECT 1 FROM ticket_types WHERE id = $1 FOR UPDATE';
    // PostgreSQL makes a victim of whoever has waited for a second when it looks; on a busy machine that may be the refunds.
    for (let wasVictim = false; !wasVictim; ) {
      const refunds = await db.connect();
      await refunds.query('BEGIN');
      await refunds.query(lock, [high]);
      const holding = codeOf(
        reserve(eventId, [
          [low!, 1],
          [high!, 1],
        ]),
      );
      // Until the hold has the first row and waits for the second.
      const waiting = `SELECT 1 FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()`;
      while ((await db.query(waiting)).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 5));

      wasVictim = await refunds.query(lock, [low]).then(
        () => true,
        () => false,
      );
      await refunds.query('ROLLBACK');
      refunds.release();
      expect(await holding).to.equal('ok');
    }
  });

  describe('idempotency keys', () => {
    const key = () => `key-${randomUUID()}`;

    it('make one reservation of 100 parallel requests; the others hear the same answer or "still running"', async () => {
      const { eventId, seatIds } = await seatedEvent(db);
      const wanted = { userId: randomUUID(), eventId, seatIds: [seatIds[0]!], idempotencyKey: key() };
      const ask = () => reserveSeats(sale, { ...wanted, entry: entryFor(eventId) });

      const answers = await Promise.all(
        Array.from({ length: 100 }, () =>
          ask().then(
            (held) => held.id,
            (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
          ),
        ),
      );

      const ids = new Set(answers.filter((answer) => answer !== 'IDEMPOTENCY_KEY_IN_USE'));
      expect(ids.size).to.equal(1);
      expect(ids).to.include((await ask()).id);
      const made = await db.query('SELECT count(*) AS n FROM reservations WHERE user_id = $1', [wanted.userId]);
      expect(made.rows[0].n).to.equal(1);
    });

    it('answer a repeat with the first answer, also for tickets, and whatever became of it', async () => {
      const { eventId, ticketTypeIds } = await standingEvent(db, [10, 10]);
      const over = { userId: randomUUID(), key: key() };
      const items: Items = [
        [ticketTypeIds[0]!, 1],
        [ticketTypeIds[1]!, 2],
      ];
      const first = await reserve(eventId, items, over);
      await letExpire(db, first.id);
      await sweepExpired(sale, silentLogger);

      const {
        held: _,
        expiresAt: __,
        ...repeat
      } = { held: true, ...(await reserve(eventId, items.toReversed(), over)) };

      expect(first).to.deep.include(repeat);
    });

    it('refuse another body under the same key, alone and in a race', async () => {
      const { eventId, seatIds } = await seatedEvent(db, { seats: 60 });
      const ask = (seatId: string, userId: string, idempotencyKey: string) =>
        reserveSeats(sale, { userId, entry: entryFor(eventId), eventId, seatIds: [seatId], idempotencyKey });

      for (let round = 0; round < 20; round++) {
        const [userId, k] = [randomUUID(), key()];
        const codes = await Promise.all([0, 1].map((n) => codeOf(ask(seatIds[round * 2 + n]!, userId, k))));
        expect(codes.filter((code) => code === 'ok')).to.have.length(1);
        expect(['IDEMPOTENCY_KEY_REUSED', 'IDEMPOTENCY_KEY_IN_USE']).to.include(codes.find((code) => code !== 'ok'));
        expect(await codeOf(ask(seatIds[50]!, userId, k))).to.equal('IDEMPOTENCY_KEY_REUSED');
      }
    });

    it('belong to one user: the same key of another user makes a reservation of its own (10.3 #19)', async () => {
      const { eventId, ticketTypeIds } = await standingEvent(db, [10]);
      const shared = key();

      const [one, other] = await Promise.all([
        reserve(eventId, [[ticketTypeIds[0]!, 1]], { key: shared }),
        reserve(eventId, [[ticketTypeIds[0]!, 1]], { key: shared }),
      ]);

      expect(one.id).not.to.equal(other.id);
    });

    it('are not used up by a refused request', async () => {
      const { eventId, ticketTypeIds } = await standingEvent(db, [0]);
      const over = { userId: randomUUID(), key: key() };
      expect(await codeOf(reserve(eventId, [[ticketTypeIds[0]!, 1]], over))).to.equal('SOLD_OUT');
      await db.query('UPDATE ticket_types SET total_quantity = 1, available_quantity = 1 WHERE id = ANY($1)', [
        ticketTypeIds,
      ]);

      expect(await codeOf(reserve(eventId, [[ticketTypeIds[0]!, 1]], over))).to.equal('ok');
    });
  });
});
