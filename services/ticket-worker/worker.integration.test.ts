import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { createRedis } from '../shared/redis/redis-client.ts';
import type { ReservationCreate } from '../shared/sqs/booking-messages.ts';
import { reserveSeats } from '../ticket/seats/reserve-seats.ts';
import { findOutcome } from '../ticket/shedding/booking-outcomes.ts';
import { announced, expectBooksToHold } from '../ticket/testing/books.ts';
import { seatedEvent, standingEvent } from '../ticket/testing/sale-fixture.ts';
import { silentLogger, testSale } from '../ticket/testing/test-sale.ts';
import { asRecord, seatRequest, startTestWorker, workerSettings } from './testing/test-worker.ts';
import { createWorker } from './worker.ts';

describe('the ticket worker', function () {
  this.timeout(60_000);
  let running: Awaited<ReturnType<typeof startTestWorker>>;
  before(async () => {
    running = await startTestWorker();
  });
  after(() => running.stop());
  afterEach(() => expectBooksToHold(running.pool));

  const outcomeOf = ({ id, userId }: { id: string; userId: string }) => findOutcome(running.pool, id, userId);
  const reservationsOf = async (userId: string) =>
    (await running.pool.query<{ id: string }>('SELECT id FROM reservations WHERE user_id = $1', [userId])).rows;

  it('holds seats as the service does: reservation, event, Redis lock and outcome (10.4 #10)', async () => {
    const { eventId, seatIds } = await seatedEvent(running.pool, { seats: 3 });
    const request = seatRequest(eventId, seatIds.slice(0, 2));

    expect(await running.deliver([request])).to.deep.equal([]);

    const [reservation] = await reservationsOf(request.userId);
    expect(await outcomeOf(request)).to.deep.equal({ status: 'held', reservationId: reservation?.id });
    expect(await announced(running.pool, reservation?.id ?? '')).to.deep.equal(['PAYMENT_REQUESTED']);
    const redis = createRedis({ url: running.addresses.redisUrl, logger: silentLogger });
    while (!redis.isReady) await new Promise((resolve) => setImmediate(resolve));
    expect(await redis.get(`seat-lock:${seatIds[0]}`)).to.match(new RegExp(`^1:\\d+:${request.userId}:`));
    redis.destroy();
  });

  it('makes reservations of tickets without seats (10.4 #9)', async () => {
    const { eventId, ticketTypeIds } = await standingEvent(running.pool, [5]);
    const { seatIds: _, ...common } = seatRequest(eventId, []);
    const items = [{ ticketTypeId: ticketTypeIds[0]!, quantity: 2 }];
    const request: ReservationCreate = { ...common, action: 'reservation_create', items };

    await running.deliver([request]);

    expect(await outcomeOf(request)).to.have.property('status', 'held');
  });

  it('gives a seat to whoever came first, and tells the next what the direct answer would have said', async () => {
    const { eventId, seatIds } = await seatedEvent(running.pool, { seats: 1 });
    const [first, second] = [seatRequest(eventId, seatIds), seatRequest(eventId, seatIds)];

    expect(await running.deliver([first, second])).to.deep.equal([]);

    expect(await outcomeOf(first)).to.have.property('status', 'held');
    expect(await outcomeOf(second)).to.deep.include({ status: 'refused', code: 'SEAT_NOT_AVAILABLE' });
  });

  it('does nothing at all for what is delivered again, whatever has happened since', async () => {
    const { eventId, seatIds } = await seatedEvent(running.pool, { seats: 1 });
    const [winner, loser] = [seatRequest(eventId, seatIds), seatRequest(eventId, seatIds)];
    await running.deliver([winner, loser]);
    // The seat is free again; the loser was told no and may be asleep by now.
    const [held] = await reservationsOf(winner.userId);
    await running.pool.query(`DELETE FROM booking_requests WHERE id = $1`, [winner.id]);
    await running.pool.query(
      `WITH gone AS (DELETE FROM reservation_items WHERE reservation_id = $1), less AS (DELETE FROM event_buyers WHERE event_id = $2),
         freed AS (UPDATE seats SET status = 'available', reservation_id = NULL, locked_by = NULL WHERE event_id = $2)
       UPDATE reservations SET status = 'expired', total_amount = 0 WHERE id = $1`,
      [held?.id, eventId],
    );

    for (let times = 0; times < 3; times += 1) expect(await running.deliver([winner, loser])).to.deep.equal([]);

    expect(await outcomeOf(winner), 'the inbox knows it, not the outcome').to.equal(undefined);
    expect(await reservationsOf(loser.userId)).to.deep.equal([]);
  });

  it('holds nothing any more when the buyer has stopped waiting', async () => {
    const { eventId, seatIds } = await seatedEvent(running.pool, { seats: 1 });
    const request = seatRequest(eventId, seatIds, { deadline: Date.now() - 1 });

    await running.deliver([request]);

    expect(await outcomeOf(request)).to.deep.include({ status: 'refused', code: 'REQUEST_EXPIRED' });
    expect(await reservationsOf(request.userId)).to.deep.equal([]);
  });

  it('refuses an entry for another event: the message says for which it was admitted', async () => {
    const request = seatRequest(randomUUID(), [randomUUID()]);

    await running.deliver([request]);

    expect(await outcomeOf(request)).to.deep.include({ status: 'refused', code: 'EVENT_NOT_FOUND' });
  });

  it('makes one reservation of a request that also went the direct way, whichever was first', async () => {
    const { eventId, seatIds } = await seatedEvent(running.pool, { seats: 4 });
    const direct = (request: ReturnType<typeof seatRequest>) =>
      reserveSeats(testSale(running.pool), { ...request, entry: { ...request.entry, eventId } });
    const [before, at] = [seatRequest(eventId, [seatIds[0]!]), seatRequest(eventId, [seatIds[1]!])];

    const { id } = await direct(before);
    await running.deliver([before]);
    // Whoever meets the other at work hears 409 IDEMPOTENCY_KEY_IN_USE and comes again: the buyer asks, SQS delivers.
    const meet = (error: unknown) => {
      expect(error).to.include({ code: 'IDEMPOTENCY_KEY_IN_USE' });
      return direct(at);
    };
    const [raced, returned] = await Promise.all([direct(at).catch(meet), running.deliver([at])]);
    if (returned.length > 0) await running.deliver([at], 2);

    expect(await outcomeOf(before)).to.deep.equal({ status: 'held', reservationId: id });
    expect(await outcomeOf(at)).to.deep.equal({ status: 'held', reservationId: raced.id });
    expect(await reservationsOf(at.userId)).to.have.length(1);
  });

  it('gives the message back when the database is away, and handles it once it is there', async () => {
    const { eventId, seatIds } = await seatedEvent(running.pool, { seats: 1 });
    const [request, behind] = [seatRequest(eventId, seatIds), seatRequest(eventId, seatIds)];
    const away = createWorker(
      workerSettings,
      { ...running.addresses, databaseUrl: 'postgres://urr_ticket:x@127.0.0.1:1/ticket_db' },
      silentLogger,
    );

    const Records = [request, behind].map((message) => asRecord(message));
    // Little time is left: no further try, no pause.
    const { batchItemFailures } = await away.handle(
      { Records },
      (() => {
        let looks = 0;
        return () => (looks++ === 0 ? 30_000 : 1_000);
      })(),
    );
    await away.close();

    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).to.deep.equal([request.id, behind.id]);
    expect(await running.deliver([request, behind], 2)).to.deep.equal([]);
    expect(await outcomeOf(request)).to.have.property('status', 'held');
  });

  it('says that its password was refused, so that the secret is read again', async () => {
    const url = new URL(running.addresses.databaseUrl);
    url.password = 'an-old-one';
    const locked = createWorker(workerSettings, { ...running.addresses, databaseUrl: url.href }, silentLogger);
    const request = seatRequest(randomUUID(), [randomUUID()]);

    await locked.handle({ Records: [asRecord(request)] }, () => 30_000);
    const isLockedOut = locked.isLockedOut();
    await locked.close();

    expect(isLockedOut).to.equal(true);
  });

  it('takes an admission for news: nothing is written', async () => {
    const { eventId, seatIds } = await seatedEvent(running.pool, { seats: 1 });
    const { id, userId, timestamp } = seatRequest(eventId, seatIds);

    expect(await running.deliver([{ action: 'admitted', id, eventId, userId, timestamp, place: 1 }])).to.deep.equal([]);
    const { rows } = await running.pool.query('SELECT FROM inbox WHERE event_id = $1', [id]);
    expect(rows).to.have.length(0);
  });
});
