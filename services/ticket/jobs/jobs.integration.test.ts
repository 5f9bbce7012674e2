import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { freshDatabase } from '../../../test/engines/postgres.ts';
import { inTransaction, type Pool } from '../../shared/postgres/pool.ts';
import { applyReservationEvents, paidThings } from '../consumers/reservation-events.ts';
import { cancelOwn } from '../reservations/end-reservation.ts';
import type { Sale } from '../reservations/sale.ts';
import { sweepExpired } from '../reservations/sweep-expired.ts';
import { reserveSeats } from '../seats/reserve-seats.ts';
import { announced, expectBooksToHold } from '../testing/books.ts';
import { letExpire, seatedEvent } from '../testing/sale-fixture.ts';
import { entryFor, silentLogger, testPool, testSale } from '../testing/test-sale.ts';
import { updateEventStatus } from './event-status.ts';
import { type PaymentState, reconcile } from './reconcile.ts';

describe('jobs and events of the ticket service on PostgreSQL', function () {
  this.timeout(60_000);
  let db: Pool;
  let sale: Sale;
  let mismatches: number;

  before(async () => {
    db = testPool((await freshDatabase('ticket_db')).url('urr_ticket'));
  });
  after(() => db.end());
  beforeEach(() => {
    mismatches = 0;
    const counting = testSale(db);
    const mismatch = (count = 1) => {
      mismatches += count;
    };
    sale = { ...counting, metrics: { ...counting.metrics, mismatch } };
  });
  afterEach(() => expectBooksToHold(db));

  async function held(age = '2 minutes') {
    const { eventId, seatIds } = await seatedEvent(db);
    const userId = randomUUID();
    const wanted = { userId, entry: entryFor(eventId), eventId, seatIds: [seatIds[0]!], idempotencyKey: null };
    const { id, totalAmount } = await reserveSeats(sale, wanted);
    await db.query(`UPDATE reservations SET created_at = now() - $2::interval WHERE id = $1`, [id, age]);
    return { id, userId, amount: totalAmount, eventId, seatIds };
  }
  const status = async (id: string) => {
    const { rows } = await db.query('SELECT status, payment_status FROM reservations WHERE id = $1', [id]);
    return `${rows[0].status}/${rows[0].payment_status}`;
  };
  const paid = (amount: number, over: Partial<PaymentState> = {}): PaymentState => ({
    found: true,
    status: 'confirmed',
    method: 'toss',
    amount,
    paymentId: randomUUID(),
    ...over,
  });
  /** Payment knows what the map says, and nothing about any other reservation. */
  const knowing = (states: Readonly<Record<string, PaymentState>>) => async (id: string) =>
    states[id] ?? { found: false, status: null, method: null, amount: null, paymentId: null };
  const round = (states: Readonly<Record<string, PaymentState>>) => reconcile(sale, knowing(states), silentLogger, 600);

  describe('reconciliation', () => {
    it('confirms a pending reservation whose money has arrived unheard (10.3 #12)', async () => {
      const { id, amount } = await held();

      expect(await round({ [id]: paid(amount) })).to.equal(1);

      expect(await status(id)).to.equal('confirmed/completed');
      expect(mismatches).to.equal(1);
      expect(await round({ [id]: paid(amount) })).to.equal(0);
    });

    it('looks at recently expired ones as well, and sends their money back (10.3 #12)', async () => {
      const { id, amount } = await held();
      await letExpire(db, id);
      await sweepExpired(sale, silentLogger);

      expect(await round({ [id]: paid(amount) })).to.equal(1);

      expect(await status(id)).to.equal('expired/refund_requested');
      expect(await announced(db, id)).to.include('REFUND_REQUESTED');
    });

    it('marks a refund that nobody had reported', async () => {
      const { id, amount, userId } = await held();
      const payment = paid(amount);
      await round({ [id]: payment });
      await cancelOwn(sale, { reservationId: id, userId });

      await round({ [id]: { ...payment, status: 'refunded' } });

      expect(await status(id)).to.equal('cancelled/refunded');
    });

    it('leaves alone what is young, unpaid or still being decided', async () => {
      const young = await held('10 seconds');
      const [unpaid, approving] = [await held(), await held()];

      const found = await round({
        [young.id]: paid(young.amount),
        [unpaid.id]: paid(unpaid.amount, { status: 'failed' }),
        [approving.id]: paid(approving.amount, { status: 'approving' }),
      });

      expect(found).to.equal(0);
      for (const { id } of [young, unpaid, approving]) expect(await status(id)).to.equal('pending/pending');
    });

    it('reaches everybody, however many are waiting', async () => {
      const many = await Promise.all(Array.from({ length: 60 }, () => held()));

      await round(Object.fromEntries(many.map(({ id, amount }) => [id, paid(amount)])));

      for (const { id } of many) expect(await status(id)).to.equal('confirmed/completed');
    });
  });

  it('moves events from upcoming to on sale to ended, and leaves cancelled ones', async () => {
    const cases = [
      [{ status: 'upcoming', saleStartsIn: 60 }, 'upcoming'],
      [{ status: 'upcoming', saleStartsIn: -1 }, 'on_sale'],
      [{ status: 'on_sale', saleEndsIn: -1 }, 'ended'],
      [{ status: 'upcoming', saleStartsIn: -9, saleEndsIn: -1 }, 'ended'],
      [{ status: 'cancelled', saleStartsIn: -1 }, 'cancelled'],
    ] as const;
    const events = await Promise.all(cases.map(([options]) => seatedEvent(db, { ...options, seats: 1 })));

    await updateEventStatus(db);

    const statuses = await Promise.all(
      events.map(
        async ({ eventId }) => (await db.query('SELECT status FROM events WHERE id = $1', [eventId])).rows[0].status,
      ),
    );
    expect(statuses).to.deep.equal(cases.map(([, expected]) => expected));
    expect(await updateEventStatus(db)).to.equal(0);
  });

  it('takes the whole life of a payment from events, each applied in the transaction of the consumer', async () => {
    const { id, userId, amount } = await held();
    const paymentId = randomUUID();
    const common = {
      id: randomUUID(),
      timestamp: new Date().toISOString(),
      paymentType: 'reservation',
      referenceId: id,
      userId,
    } as const;
    const payment = { ...common, paymentId, orderId: 'ORD_1' };
    const things = paidThings(sale, { ...sale, pool: db }, silentLogger);
    const failed = { ...payment, type: 'PAYMENT_FAILED', reason: 'card declined' } as const;
    const confirmed = { ...payment, type: 'PAYMENT_CONFIRMED', amount, paymentMethod: 'toss' } as const;
    const refunded = { ...payment, type: 'PAYMENT_REFUNDED', amount, reason: 'by the seller' } as const;

    await inTransaction(db, (tx) => applyReservationEvents(things, tx, [failed, confirmed, confirmed]));
    expect(await status(id)).to.equal('confirmed/completed');

    const undone = await inTransaction(db, async (tx) => {
      await applyReservationEvents(things, tx, [refunded]);
      throw new Error('killed before the commit');
    }).catch(() => 'undone');
    expect([undone, await status(id)]).to.deep.equal(['undone', 'confirmed/completed']);

    await inTransaction(db, (tx) => applyReservationEvents(things, tx, [refunded, refunded]));
    expect(await status(id)).to.equal('cancelled/refunded');
  });
});
