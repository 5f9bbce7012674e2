/** What people do at the gateway is what the statistics say, and what the books of ticket and payment say. */
import { expect } from 'chai';
import { z } from 'zod';
import { createKafkaLog as createStreamsLog } from '../../local/redis-streams/redis-streams-log.ts';
import { createKafkaLog } from '../../services/shared/events/kafka-log.ts';
import { fakeFoundation } from '../../services/shared/testing/foundation-fake.ts';
import { recount } from '../../services/stats/rebuild/recount.ts';
import { type Crowd, createCrowd } from '../platform/crowd.ts';
import { eventually } from '../platform/eventually.ts';
import { sharedPlatform, type TestPlatform } from '../platform/platform.ts';
import { openSale, type Sale } from '../platform/sale.ts';

const concert = z.object({
  title: z.string().nullable(),
  venue: z.string().nullable(),
  reservations: z.int(),
  confirmed_reservations: z.int(),
  cancelled_reservations: z.int(),
  pending_reservations: z.int(),
  sold_seats: z.int(),
  revenue: z.int(),
});
const answerSchema = z.object({ data: z.object({ overview: concert }) });

describe('statistics of a sale', function () {
  this.timeout(180_000);
  let running: TestPlatform;
  let crowd: Crowd;
  let sale: Sale;

  before(async () => {
    running = await sharedPlatform();
    crowd = createCrowd(running);
    sale = await openSale(running.sql('ticket_db'), 40);
  });
  after(() => crowd.close());

  async function buy(seats: readonly string[]): Promise<{ pay(): Promise<void>; cancel(): Promise<void> }> {
    const buyer = crowd.newcomer(sale.eventId);
    const held = await buyer.hold(sale.eventId, seats);
    const reservation = held.body.reservation;
    if (!reservation) throw new Error(`not held: ${JSON.stringify(held)}`);
    return {
      async pay() {
        const { body } = await buyer.prepare(reservation);
        const [orderId, amount] = [body.orderId ?? '', body.amount ?? 0];
        const paid = await buyer.confirm({ orderId, amount, paymentKey: `pk_${orderId}` });
        expect(paid.status, JSON.stringify(paid.body)).to.equal(200);
      },
      async cancel() {
        expect((await buyer.post(`/api/v1/reservations/${reservation.id}/cancel`, {})).status).to.equal(200);
      },
    };
  }

  const told = async () => {
    const answer = await crowd.newcomer(undefined, 'admin').get(`/api/v1/stats/events/${sale.eventId}`);
    return answerSchema.safeParse(answer.body).data?.data.overview;
  };
  const inTheBooks = async () => {
    const { rows } = await running.sql('ticket_db').query(
      `SELECT count(*)::int AS reservations, count(*) FILTER (WHERE r.status = 'confirmed')::int AS confirmed_reservations,
         count(*) FILTER (WHERE r.status IN ('cancelled', 'expired'))::int AS cancelled_reservations,
         count(*) FILTER (WHERE r.status = 'pending')::int AS pending_reservations,
         (SELECT count(*)::int FROM seats WHERE event_id = $1 AND status = 'reserved') AS sold_seats,
         coalesce(sum(total_amount) FILTER (WHERE payment_status = 'completed'), 0)::int AS revenue
       FROM reservations r WHERE event_id = $1`,
      [sale.eventId],
    );
    return rows[0];
  };

  it('are those of the books: bought, given back, held, given up; and those recounted from the log (I14)', async () => {
    const orders = [];
    for (let n = 0; n < 20; n++) orders.push(await buy(sale.seatIds.slice(n * 2, n * 2 + 2)));
    await Promise.all(orders.slice(0, 12).map((order) => order.pay()));
    await Promise.all(orders.slice(8, 16).map((order) => order.cancel()));

    const books = await inTheBooks();
    const statistics = await eventually(
      'the statistics to hear of it',
      told,
      (overview) => overview?.revenue === 8 * 100_000 && overview.cancelled_reservations === 8,
      60_000,
    );
    const recounted = await recount(running.sql('stats_db'), { keep: false });

    expect(statistics).to.deep.equal({
      title: 'A sale of a test',
      venue: 'Loopback',
      reservations: 20,
      confirmed_reservations: 8,
      cancelled_reservations: 8,
      pending_reservations: 4,
      sold_seats: 16,
      revenue: 800_000,
    });
    expect({ ...books, title: 'A sale of a test', venue: 'Loopback' }).to.deep.equal(statistics);
    expect(recounted.differing).to.deep.equal([]);
    console.log(`      ${recounted.events} events of ${recounted.things} things: I14 0`);
  });

  it('stand still when Kafka brings everything again, long after the inbox has forgotten it (10.4 #4)', async () => {
    const stats = running.sql('stats_db');
    const before = await told();
    const { rows } = await stats.query<{ topic: string; subject: string; payload: unknown }>(
      'SELECT topic, subject, payload FROM event_log ORDER BY random()',
    );
    await stats.query('DELETE FROM inbox');
    const { logger } = fakeFoundation('test');
    const createLog = running.kafka.kind === 'kafka' ? createKafkaLog : createStreamsLog;
    const log = createLog({ clientId: 'again', brokers: running.kafka.brokers, logger });

    await log.publish(
      rows.map(({ topic, subject, payload }) => ({ topic, key: subject, value: JSON.stringify(payload), headers: {} })),
    );
    await log.close();
    await eventually(
      'stats to have seen all of it again',
      async () => (await stats.query<{ n: number }>('SELECT count(*)::int AS n FROM inbox')).rows[0]?.n,
      (count) => (count ?? 0) >= rows.length,
      60_000,
    );

    expect(await told()).to.deep.equal(before);
    expect((await recount(stats, { keep: false })).differing).to.deep.equal([]);
  });
});
