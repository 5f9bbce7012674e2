import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { type FreshDatabase, freshDatabase } from '../../../test/engines/postgres.ts';
import { inTransaction, type Pool } from '../../shared/postgres/pool.ts';
import { cancelOwn } from '../../ticket/reservations/end-reservation.ts';
import { testDesk } from '../../ticket/testing/test-desk.ts';
import { testPool, testSale } from '../../ticket/testing/test-sale.ts';
import { ticketMarket } from '../../ticket/testing/ticket-market.ts';
import { listTransfer } from '../../ticket/transfers/list-transfer.ts';
import { recount } from '../rebuild/recount.ts';
import { recordEvents } from './record-events.ts';
import { type StatsEvent, statsEventSchema } from './stats-event.ts';

/** What the payment service says when it has given money back: with ticket's own reason (payments/money-records.ts). */
function paidBack(event: StatsEvent): StatsEvent[] {
  if (event.type !== 'REFUND_REQUESTED') return [];
  return [{ ...event, type: 'PAYMENT_REFUNDED', id: randomUUID(), orderId: `ORD_${event.paymentId}` }];
}

describe('a resale, from the events that ticket wrote', function () {
  this.timeout(120_000);
  let databases: FreshDatabase[];
  let ticket: Pool;
  let stats: Pool;

  beforeEach(async () => {
    databases = [await freshDatabase('ticket_db'), await freshDatabase('stats_db')];
    const [ticketDb, statsDb] = databases;
    ticket = testPool(ticketDb!.url('urr_ticket'), 4);
    stats = testPool(statsDb!.url('urr_stats'), 4);
  });
  afterEach(async () => {
    await Promise.all([ticket.end(), stats.end()]);
    for (const database of databases) await database.drop();
  });

  async function outbox(): Promise<StatsEvent[]> {
    const { rows } = await ticket.query('SELECT payload FROM outbox ORDER BY id');
    return rows.map(({ payload }) => statsEventSchema.parse(payload));
  }
  const record = async (events: readonly StatsEvent[]) => {
    for (const event of events) await inTransaction(stats, (tx) => recordEvents(tx, [event]));
  };
  async function numbers() {
    const { rows } = await stats.query(
      `SELECT sum(confirmed_reservations)::int AS confirmed, sum(cancelled_reservations)::int AS cancelled,
         sum(transfers_completed)::int AS resales, sum(total_revenue)::int AS revenue FROM daily_stats`,
    );
    return rows[0];
  }

  it('leaves the sale standing and adds the fee, twice over; the last owner alone cancels it', async () => {
    const [desk, sale] = [testDesk(ticket), testSale(ticket)];
    const market = ticketMarket(desk, sale);
    const { transferId, reservationId } = await market.listed();
    const second = await market.buy(transferId);
    const third = await market.buy(await listTransfer(desk, { reservationId, userId: second.userId }));
    const resold = await outbox();
    const money = resold.flatMap(paidBack);
    expect(money.map((event) => 'reason' in event && event.reason)).to.deep.equal(['resold', 'resold']);

    // The money back is heard of first: nobody orders the topics among each other.
    await record([...money, ...resold.filter(({ type }) => type === 'REFUND_REQUESTED')]);
    await record(resold);
    const sold = await numbers();
    await cancelOwn(sale, { reservationId, userId: third.userId });
    const known = new Set(resold.map(({ id }) => id));
    const givenUp = (await outbox()).filter(({ id }) => !known.has(id));
    await record([...givenUp, ...givenUp.flatMap(paidBack)]);

    expect(sold).to.deep.equal({ confirmed: 1, cancelled: 0, resales: 2, revenue: 99_999 + 9_999 });
    expect(givenUp.map(({ type }) => type)).to.deep.equal(['REFUND_REQUESTED']);
    expect(await numbers()).to.deep.equal({ confirmed: 1, cancelled: 1, resales: 2, revenue: 0 });
    expect((await recount(stats, { keep: false })).differing).to.deep.equal([]);
  });
});
