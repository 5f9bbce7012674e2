import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { freshDatabase } from '../../../test/engines/postgres.ts';
import { paymentEventSchema } from '../../shared/events/topics.ts';
import type { Pool } from '../../shared/postgres/pool.ts';
import { reserveSeats } from '../seats/reserve-seats.ts';
import { announced, expectBooksToHold } from '../testing/books.ts';
import { letExpire, seatedEvent, standingEvent } from '../testing/sale-fixture.ts';
import { codeOf, entryFor, silentLogger, tally, testPool, testSale } from '../testing/test-sale.ts';
import { cancelOwn, confirmPaid, markRefunded } from './end-reservation.ts';
import { reserveTickets } from './reserve-tickets.ts';
import type { Sale } from './sale.ts';
import { sweepExpired } from './sweep-expired.ts';

describe('the life of a reservation on PostgreSQL', function () {
  this.timeout(120_000);
  let db: Pool;
  let sale: Sale;

  before(async () => {
    db = testPool((await freshDatabase('ticket_db')).url('urr_ticket'), 20);
    sale = testSale(db);
  });
  after(() => db.end());
  afterEach(async () => {
    await expectBooksToHold(db);
    const { rows } = await db.query('SELECT payload FROM outbox');
    for (const row of rows) paymentEventSchema.parse(row.payload);
  });

  async function heldSeats(seats = 1, userId = randomUUID()) {
    const { eventId, seatIds } = await seatedEvent(db, { price: 100_000 });
    const wanted = seatIds.slice(0, seats);
    const held = await reserveSeats(sale, {
      userId,
      entry: entryFor(eventId),
      eventId,
      seatIds: wanted,
      idempotencyKey: null,
    });
    return { id: held.id, eventId, seatIds: wanted, userId, amount: held.totalAmount };
  }
  const again = (eventId: string, seatIds: readonly string[], userId: string = randomUUID()) =>
    reserveSeats(sale, { userId, entry: entryFor(eventId), eventId, seatIds, idempotencyKey: null });
  const pay = (id: string, amount: number, paymentId: string = randomUUID()) =>
    confirmPaid(sale, { reservationId: id, paymentId, amount, paymentMethod: 'toss', userId: null });
  const row = async (id: string) =>
    (await db.query('SELECT status, payment_status, payment_id FROM reservations WHERE id = $1', [id])).rows[0];
  const seatStatus = async (ids: readonly string[]) =>
    (await db.query('SELECT status FROM seats WHERE id = ANY($1)', [ids])).rows.map((seat) => seat.status);

  describe('confirm', () => {
    it('sells the seats once and says so once, however often the same payment comes (10.3 #1)', async () => {
      const { id, seatIds, amount } = await heldSeats(2);
      const paymentId = randomUUID();

      const outcomes = await Promise.all(Array.from({ length: 20 }, () => pay(id, amount, paymentId)));

      expect(tally(outcomes.map((result) => result.outcome))).to.deep.equal({ confirmed: 1, already: 19 });
      expect(await row(id)).to.deep.equal({ status: 'confirmed', payment_status: 'completed', payment_id: paymentId });
      expect(await seatStatus(seatIds)).to.deep.equal(['reserved', 'reserved']);
      expect(await announced(db, id)).to.deep.equal(['PAYMENT_REQUESTED', 'PAYMENT_COMPLETED']);
    });

    it('sends late money back, once (10.3 #7)', async () => {
      const { id, eventId, seatIds, amount } = await heldSeats();
      await letExpire(db, id);
      await sweepExpired(sale, silentLogger);
      const next = await again(eventId, seatIds);
      const paymentId = randomUUID();

      const outcomes = await Promise.all(Array.from({ length: 10 }, () => pay(id, amount, paymentId)));

      expect(tally(outcomes.map((result) => result.outcome))).to.deep.equal({ refused: 10 });
      expect(await row(id)).to.include({ status: 'expired', payment_status: 'refund_requested' });
      expect(await announced(db, id)).to.deep.equal(['PAYMENT_REQUESTED', 'PAYMENT_WITHDRAWN', 'REFUND_REQUESTED']);
      expect((await pay(next.id, amount)).outcome).to.equal('confirmed');

      await markRefunded(sale, { reservationId: id, paymentId, amount, reason: 'late' });

      expect(await row(id)).to.include({ status: 'expired', payment_status: 'refunded' });
      expect(await seatStatus(seatIds)).to.deep.equal(['reserved']);
    });

    it('sends a second payment for the same reservation back and keeps the first', async () => {
      const { id, amount } = await heldSeats();
      const [first, second] = [randomUUID(), randomUUID()];
      await pay(id, amount, first);

      const result = await pay(id, amount, second);
      await markRefunded(sale, { reservationId: id, paymentId: second, amount, reason: 'second' });

      expect(result).to.deep.equal({ outcome: 'refused', because: 'paid_otherwise' });
      expect(await row(id)).to.deep.equal({ status: 'confirmed', payment_status: 'completed', payment_id: first });
      expect(await announced(db, id)).to.deep.equal(['PAYMENT_REQUESTED', 'PAYMENT_COMPLETED', 'REFUND_REQUESTED']);
    });

    it('sends a wrong amount back and leaves the hold to be paid rightly', async () => {
      const { id, amount } = await heldSeats();

      expect(await pay(id, amount - 1)).to.deep.equal({ outcome: 'refused', because: 'amount_differs' });
      expect((await pay(id, amount)).outcome).to.equal('confirmed');
    });

    it('keeps a hold that is paid after its time but before the sweep has met it', async () => {
      const { id, amount } = await heldSeats();
      await letExpire(db, id);

      expect((await pay(id, amount)).outcome).to.equal('confirmed');
      await sweepExpired(sale, silentLogger);
      expect(await row(id)).to.include({ status: 'confirmed' });
    });

    it('ends expiry against payment in the same moment as a ticket or a refund, 100 times (10.3 #13)', async () => {
      const outcomes: string[] = [];
      for (let round = 0; round < 100; round++) {
        const { id, eventId, seatIds, amount } = await heldSeats();
        await letExpire(db, id);
        const work = [() => sweepExpired(sale, silentLogger), () => again(eventId, seatIds).catch(() => undefined)];
        const [paid] = await Promise.all([pay(id, amount), ...work.map((start) => start())]);

        const { status, payment_status } = await row(id);
        const ticket = status === 'confirmed' && payment_status === 'completed';
        const refund = status === 'expired' && payment_status === 'refund_requested';
        expect(ticket ? 'confirmed' : refund ? 'refused' : `${status}/${payment_status}`).to.equal(paid.outcome);
        outcomes.push(paid.outcome);
      }
      expect(outcomes).to.have.length(100);
    });

    it('refuses the seat to a holder that was paused while the seat went on (fencing, E4)', async () => {
      const { id, seatIds, amount } = await heldSeats(2);
      // What a lost update would look like: the reservation still says pending, the seat has a newer holder.
      await db.query('UPDATE seats SET fencing_token = fencing_token + 1 WHERE id = $1', [seatIds[0]]);

      expect(await pay(id, amount)).to.deep.equal({ outcome: 'refused', because: 'seat_lost' });
      expect(await seatStatus(seatIds)).to.deep.equal(['locked', 'locked']);
    });

    it('asks for the refund of money for a reservation that never existed, to whom the event names', async () => {
      const [id, userId] = [randomUUID(), randomUUID()];

      const result = await confirmPaid(sale, {
        reservationId: id,
        paymentId: randomUUID(),
        amount: 5,
        paymentMethod: 'toss',
        userId,
      });

      expect(result).to.deep.equal({ outcome: 'refused', because: 'unknown' });
      expect(await announced(db, id)).to.deep.equal(['REFUND_REQUESTED']);
    });

    it('refuses a confirmation that comes after the refund of the same payment', async () => {
      const { id, amount } = await heldSeats();
      const paymentId = randomUUID();
      await markRefunded(sale, { reservationId: id, paymentId, amount, reason: 'cancelled at the provider' });

      expect(await pay(id, amount, paymentId)).to.deep.equal({ outcome: 'refused', because: 'refunded_before' });
      expect(await announced(db, id)).to.deep.equal(['PAYMENT_REQUESTED']);
    });
  });

  describe('expiry', () => {
    it('gives seats and limits back, keeps the fence growing and withdraws the payment (10.3 #15)', async () => {
      const { id, eventId, seatIds, userId } = await heldSeats(3);
      await letExpire(db, id);

      expect(await sweepExpired(sale, silentLogger)).to.equal(1);

      expect(await row(id)).to.include({ status: 'expired', payment_status: 'pending' });
      expect(await seatStatus(seatIds)).to.deep.equal(['available', 'available', 'available']);
      const next = await again(eventId, seatIds, userId);
      expect(next.seats.map((seat) => seat.fencingToken)).to.deep.equal([2, 2, 2]);
      expect(await announced(db, id)).to.deep.equal(['PAYMENT_REQUESTED', 'PAYMENT_WITHDRAWN']);
    });

    it('ends each reservation once when several sweeps run side by side (10.3 #14)', async () => {
      const held = await Promise.all(Array.from({ length: 60 }, () => heldSeats()));
      await Promise.all(held.map(({ id }) => letExpire(db, id)));

      const ended = await Promise.all(Array.from({ length: 4 }, () => sweepExpired(sale, silentLogger, 7)));

      expect(ended.reduce((sum, n) => sum + n, 0)).to.equal(60);
      const news = await db.query(
        `SELECT count(*) AS n FROM outbox WHERE payload->>'type' = 'PAYMENT_WITHDRAWN' AND key = ANY($1)`,
        [held.map(({ id }) => id)],
      );
      expect(news.rows[0].n).to.equal(60);
    });

    it('ends all others when rows among them cannot be ended (10.3 #15)', async () => {
      const held = await Promise.all(Array.from({ length: 20 }, () => heldSeats()));
      await Promise.all(held.map(({ id }) => letExpire(db, id)));
      const bad = [held[0]!, held[10]!];
      const broken = (count: number) =>
        Promise.all(
          bad.map(({ eventId }) => db.query('UPDATE event_buyers SET held = $2 WHERE event_id = $1', [eventId, count])),
        );
      // Giving the share back would make it negative, which the database refuses: each batch with such a row is undone.
      await broken(0);
      let stuck = 0;
      const expiryStuck = (count = 1) => {
        stuck += count;
      };
      const watched = { ...sale, metrics: { ...sale.metrics, expiryStuck } };

      expect(await sweepExpired(watched, silentLogger, 7)).to.equal(18);

      expect(stuck).to.equal(2);
      for (const { id } of bad) expect(await row(id)).to.include({ status: 'pending' });
      await broken(1);
      expect(await sweepExpired(watched, silentLogger, 7), 'mended, they end too').to.equal(2);
    });

    it('gives up for this time when nothing at all can be ended', async () => {
      const held = await Promise.all(Array.from({ length: 3 }, () => heldSeats()));
      await Promise.all(held.map(({ id }) => letExpire(db, id)));
      let statements = 0;
      const away = new Proxy(sale.db, {
        get: (pool, name) =>
          name === 'query'
            ? async (statement: { name?: string }) => {
                statements += 1;
                if (statement.name?.startsWith('expire-')) throw new Error('no space left on device');
                return pool.query(statement as never);
              }
            : Reflect.get(pool, name),
      });

      const failure = await sweepExpired({ ...sale, db: away }, silentLogger, 2).catch(String);

      expect(failure).to.contain('no space left');
      expect(statements).to.equal(4);
      expect(await sweepExpired(sale, silentLogger)).to.equal(3);
    });

    it('leaves a reservation alone that is being confirmed', async () => {
      const { id } = await heldSeats();
      await letExpire(db, id);
      const paying = await db.connect();
      await paying.query('BEGIN');
      await paying.query('SELECT 1 FROM reservations WHERE id = $1 FOR UPDATE', [id]);

      expect(await sweepExpired(sale, silentLogger)).to.equal(0);

      await paying.query('ROLLBACK');
      paying.release();
      expect(await sweepExpired(sale, silentLogger)).to.equal(1);
    });
  });

  describe('cancel', () => {
    it('withdraws an unpaid payment and asks nothing back (10.3 #4)', async () => {
      const { id, eventId, seatIds, userId } = await heldSeats();

      const cancelled = await cancelOwn(sale, { reservationId: id, userId });

      expect(cancelled).to.deep.equal({ id, status: 'cancelled', paymentStatus: 'pending' });
      expect(await announced(db, id)).to.deep.equal(['PAYMENT_REQUESTED', 'PAYMENT_WITHDRAWN']);
      expect((await again(eventId, seatIds)).seats[0]?.fencingToken).to.equal(2);
    });

    it('asks paid money back, and the refund marks the reservation (10.3 #3)', async () => {
      const { id, seatIds, userId, amount } = await heldSeats(2);
      const paymentId = randomUUID();
      await pay(id, amount, paymentId);

      await cancelOwn(sale, { reservationId: id, userId });

      expect(await row(id)).to.include({ status: 'cancelled', payment_status: 'refund_requested' });
      expect(await seatStatus(seatIds)).to.deep.equal(['available', 'available']);
      const { rows } = await db.query(`SELECT payload FROM outbox WHERE key = $1 ORDER BY id DESC LIMIT 1`, [id]);
      expect(rows[0].payload).to.include({ type: 'REFUND_REQUESTED', paymentId, amount, referenceId: id, userId });

      await markRefunded(sale, { reservationId: id, paymentId, amount, reason: 'asked' });
      expect(await row(id)).to.include({ status: 'cancelled', payment_status: 'refunded' });
      // The payment's own news, arriving late, changes nothing and asks for nothing more.
      expect((await pay(id, amount, paymentId)).outcome).to.equal('refused');
      expect((await announced(db, id)).filter((type) => type === 'REFUND_REQUESTED')).to.have.length(1);
    });

    it('works once: a second cancel, and a cancel after expiry, free nothing that others hold (10.3 #5)', async () => {
      const first = await heldSeats();
      await cancelOwn(sale, { reservationId: first.id, userId: first.userId });
      const buyer = await again(first.eventId, first.seatIds);
      const second = await heldSeats();
      await letExpire(db, second.id);
      await sweepExpired(sale, silentLogger);
      await again(second.eventId, second.seatIds);

      const codes = await Promise.all(
        [first, first, second].map(({ id, userId }) => codeOf(cancelOwn(sale, { reservationId: id, userId }))),
      );

      expect(codes).to.deep.equal(Array.from({ length: 3 }, () => 'RESERVATION_NOT_CANCELLABLE'));
      expect(await seatStatus(first.seatIds)).to.deep.equal(['locked']);
      expect((await pay(buyer.id, buyer.totalAmount)).outcome).to.equal('confirmed');
    });

    it('lets one of many simultaneous cancels through', async () => {
      const { id, userId } = await heldSeats(2);

      const codes = await Promise.all(
        Array.from({ length: 10 }, () => codeOf(cancelOwn(sale, { reservationId: id, userId }))),
      );

      expect(tally(codes)).to.deep.equal({ ok: 1, RESERVATION_NOT_CANCELLABLE: 9 });
    });

    it("does not show or cancel somebody else's reservation", async () => {
      const { id } = await heldSeats();

      expect(await codeOf(cancelOwn(sale, { reservationId: id, userId: randomUUID() }))).to.equal(
        'RESERVATION_NOT_FOUND',
      );
    });

    it('races a payment to one end: a ticket, or no ticket and the money asked back, 50 times', async () => {
      for (let round = 0; round < 50; round++) {
        const { id, userId, amount } = await heldSeats();

        await Promise.all([pay(id, amount), cancelOwn(sale, { reservationId: id, userId })]);

        expect(await row(id)).to.include({ status: 'cancelled', payment_status: 'refund_requested' });
        expect((await announced(db, id)).filter((type) => type === 'REFUND_REQUESTED')).to.have.length(1);
      }
    });
  });

  describe('refund', () => {
    it("frees a paid reservation's tickets, quantity and limit, once (10.3 #6)", async () => {
      const { eventId, ticketTypeIds } = await standingEvent(db, [5]);
      const userId = randomUUID();
      const held = await reserveTickets(sale, {
        userId,
        entry: entryFor(eventId),
        eventId,
        items: [{ ticketTypeId: ticketTypeIds[0]!, quantity: 3 }],
        idempotencyKey: null,
      });
      const refund = { reservationId: held.id, paymentId: randomUUID(), amount: held.totalAmount, reason: 'provider' };
      await pay(held.id, held.totalAmount, refund.paymentId);

      const changes = await Promise.all(Array.from({ length: 5 }, () => markRefunded(sale, refund)));

      expect(changes.filter(({ changed }) => changed)).to.have.length(1);
      expect(await row(held.id)).to.include({ status: 'cancelled', payment_status: 'refunded' });
      const left = await db.query('SELECT available_quantity AS n FROM ticket_types WHERE id = $1', ticketTypeIds);
      expect(left.rows[0].n).to.equal(5);
    });

    it('frees no seat that another reservation holds by now (10.3 #6)', async () => {
      const { id, eventId, seatIds, userId, amount } = await heldSeats();
      const paymentId = randomUUID();
      await pay(id, amount, paymentId);
      await cancelOwn(sale, { reservationId: id, userId });
      await again(eventId, seatIds);

      await markRefunded(sale, { reservationId: id, paymentId, amount, reason: 'asked' });

      expect(await seatStatus(seatIds)).to.deep.equal(['locked']);
    });
  });
});
