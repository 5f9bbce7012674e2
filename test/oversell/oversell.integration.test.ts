/** Group A (runtime.md 3.2): nothing is sold twice, whatever the crowd does. Through the gateway, on real engines. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { createClient } from 'redis';
import { expectBalancedBooks } from '../platform/books.ts';
import { type Answer, type Crowd, createCrowd } from '../platform/crowd.ts';
import { eventually } from '../platform/eventually.ts';
import { platform, type TestPlatform } from '../platform/platform.ts';
import { openSale } from '../platform/sale.ts';

const statuses = (answers: readonly Answer[]) => {
  const counts: Record<string, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

describe('a sale that everybody wants', function () {
  this.timeout(300_000);
  let running: TestPlatform;
  let crowd: Crowd;

  before(async () => {
    running = await platform({ env: { ticket: { RESERVATION_CLEANUP_INTERVAL_MS: '150' } } });
    crowd = createCrowd(running, 48);
  });
  after(() => crowd.close());
  const soldOrHeld = async (eventId: string) => {
    const { rows } = await running
      .sql('ticket_db')
      .query<{ status: string; n: string }>('SELECT status, count(*) AS n FROM seats WHERE event_id = $1 GROUP BY 1', [
        eventId,
      ]);
    return Object.fromEntries(rows.map(({ status, n }) => [status, Number(n)]));
  };

  it('gives ten seats to ten of 5,000 buyers and a clear 409 to everybody else', async () => {
    const { eventId, seatIds } = await openSale(running.sql('ticket_db'), 10);

    const answers = await Promise.all(
      Array.from({ length: 5_000 }, (_, n) => crowd.newcomer(eventId).hold(eventId, [seatIds[n % 10] ?? ''])),
    );

    expect(statuses(answers)).to.deep.equal({ 200: 10, 409: 4_990 });
    expect(await soldOrHeld(eventId)).to.deep.equal({ locked: 10 });
    await expectBalancedBooks(running, '5,000 buyers, 10 seats');
  });

  it('gives parties of 1 to 4 all of their seats or none', async () => {
    const { eventId, seatIds } = await openSale(running.sql('ticket_db'), 60, 4);
    const pick = (from: number, size: number) => Array.from({ length: size }, (_, n) => seatIds[(from + n) % 60] ?? '');

    const parties = Array.from({ length: 600 }, (_, n) => ({
      size: (n % 4) + 1,
      buyer: crowd.newcomer(eventId),
      from: (n * 7) % 60,
    }));
    const answers = await Promise.all(parties.map(({ buyer, from, size }) => buyer.hold(eventId, pick(from, size))));

    const winners = parties.filter((_, n) => answers[n]?.status === 200);
    const { rows } = await running.sql('ticket_db').query<{ user_id: string; seats: string }>(
      `SELECT r.user_id, count(i.seat_id) AS seats FROM reservations r JOIN reservation_items i ON i.reservation_id = r.id
       WHERE r.event_id = $1 GROUP BY 1`,
      [eventId],
    );
    expect(Object.fromEntries(rows.map(({ user_id, seats }) => [user_id, Number(seats)]))).to.deep.equal(
      Object.fromEntries(winners.map(({ buyer, size }) => [buyer.id, size])),
    );
    expect(Object.keys(statuses(answers)).toSorted()).to.deep.equal(['200', '409']);
    await expectBalancedBooks(running, 'parties of 1 to 4');
  });

  it('lets exactly one win the last seat, raced 1,000 times', async () => {
    const { eventId, seatIds } = await openSale(running.sql('ticket_db'), 1_000);
    const races = await Promise.all(
      seatIds.map((seat) => Promise.all([1, 2, 3].map(() => crowd.newcomer(eventId).hold(eventId, [seat])))),
    );

    const winnersPerRace = races.map((answers) => answers.filter(({ status }) => status === 200).length);
    expect(new Set(winnersPerRace)).to.deep.equal(new Set([1]));
    await expectBalancedBooks(running, 'last seat raced 1,000 times');
  });

  it('ends a payment in the moment of expiry as a ticket or as a refund, never both and never neither', async () => {
    const { eventId, seatIds } = await openSale(running.sql('ticket_db'), 60);
    const orders = await Promise.all(
      seatIds.map(async (seat) => {
        const buyer = crowd.newcomer(eventId);
        const { body } = await buyer.hold(eventId, [seat]);
        const reservation = body.reservation ?? { id: '' };
        const { orderId = '', amount = 0 } = (await buyer.prepare(reservation)).body;
        return { buyer, reservation, order: { orderId, amount, paymentKey: `pk_${randomUUID()}` } };
      }),
    );

    // Holds end one after another while their buyers pay one after another, some too early, some too late.
    await running
      .sql('ticket_db')
      .query(`UPDATE reservations SET expires_at = now() + random() * interval '3 s' WHERE event_id = $1`, [eventId]);
    await Promise.all(orders.map(({ buyer, order }, n) => sleep(n * 40).then(() => buyer.confirm(order))));

    const ends = await Promise.all(
      orders.map(({ buyer, reservation, order }) =>
        eventually(
          'the end of a payment',
          async () => {
            const ticket = (await buyer.get(`/api/v1/reservations/${reservation.id}`)).body.reservation?.status;
            const money = (await buyer.get(`/api/v1/payments/order/${order.orderId}`)).body.status;
            return `${ticket} ${money}`;
          },
          (end) => ['confirmed confirmed', 'expired refunded', 'expired withdrawn'].includes(end),
        ),
      ),
    );
    const tally: Record<string, number> = {};
    for (const end of ends) tally[end] = (tally[end] ?? 0) + 1;
    console.log(`      ${JSON.stringify(tally)}`);
    await expectBalancedBooks(running, 'expiry at the moment of payment');
  });

  it('sells every seat once although Redis is flushed again and again', async () => {
    const { eventId, seatIds } = await openSale(running.sql('ticket_db'), 40);
    const redis = createClient({ url: running.redis.url });
    await redis.connect();
    let selling = true;
    const flushing = (async () => {
      while (selling) await redis.flushAll();
    })();

    const answers = await Promise.all(
      Array.from({ length: 1_200 }, (_, n) => crowd.newcomer(eventId).hold(eventId, [seatIds[n % 40] ?? ''])),
    );
    selling = false;
    await flushing;
    redis.destroy();

    expect(statuses(answers)).to.deep.equal({ 200: 40, 409: 1_160 });
    await expectBalancedBooks(running, 'Redis flushed mid-sale');
  });

  it('goes on selling while Redis is away, and nobody is sold a taken seat (E4, E15)', async () => {
    const { eventId, seatIds } = await openSale(running.sql('ticket_db'), 20);
    await running.redis.stop();

    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) => crowd.newcomer(eventId).hold(eventId, [seatIds[n % 20] ?? ''])),
    );
    await running.restartRedis();

    expect(statuses(answers)).to.deep.equal({ 200: 20, 409: 80 });
    await expectBalancedBooks(running, 'Redis away');
  });
});
