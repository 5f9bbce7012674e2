import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { freshDatabase } from '../../../test/engines/postgres.ts';
import { redis as redisEngine } from '../../../test/engines/redis.ts';
import type { Pool } from '../../shared/postgres/pool.ts';
import { closeRedis, createRedis, type RedisClient } from '../../shared/redis/redis-client.ts';
import { cancelOwn, confirmPaid } from '../reservations/end-reservation.ts';
import type { Sale } from '../reservations/sale.ts';
import { sweepExpired } from '../reservations/sweep-expired.ts';
import { expectBooksToHold } from '../testing/books.ts';
import { letExpire, seatedEvent } from '../testing/sale-fixture.ts';
import { codeOf, entryFor, silentLogger, tally, testPool, testSale } from '../testing/test-sale.ts';
import { reserveSeats } from './reserve-seats.ts';
import { createSeatLocks, type SeatLocks } from './seat-lock.ts';

describe('seat locks in Redis beside PostgreSQL', function () {
  this.timeout(120_000);
  let db: Pool;
  let redis: RedisClient;
  let locks: SeatLocks;
  let sale: Sale;
  let statements = 0;

  before(async () => {
    db = testPool((await freshDatabase('ticket_db')).url('urr_ticket'));
    redis = createRedis({ url: (await redisEngine()).url, logger: silentLogger });
    while (!redis.isReady) await new Promise((resolve) => setImmediate(resolve));
    locks = createSeatLocks({ redis, ttlSeconds: 420, logger: silentLogger, now: Date.now, timeoutMs: 2_000 });
    const counted = new Proxy(db, {
      get: (pool, name) =>
        name === 'query'
          ? (query: string) => {
              statements += 1;
              return pool.query(query);
            }
          : Reflect.get(pool, name),
    });
    sale = testSale(counted, { locks });
  });
  after(async () => {
    await closeRedis(redis);
    await db.end();
  });
  afterEach(() => expectBooksToHold(db));

  const reserve = (eventId: string, seatIds: readonly string[], userId: string = randomUUID()) =>
    reserveSeats(sale, { userId, entry: entryFor(eventId), eventId, seatIds, idempotencyKey: null });
  const lockOf = (seatId: string) => redis.get(`seat-lock:${seatId}`);

  it('stand after a hold with the number PostgreSQL gave, and turn losers away without a statement', async () => {
    const { eventId, seatIds } = await seatedEvent(db);
    const userId = randomUUID();
    const held = await reserve(eventId, seatIds.slice(0, 2), userId);
    statements = 0;

    const codes = await Promise.all(Array.from({ length: 200 }, () => codeOf(reserve(eventId, [seatIds[1]!]))));

    expect(tally(codes)).to.deep.equal({ SEAT_NOT_AVAILABLE: 200 });
    expect(statements).to.equal(0);
    expect(await lockOf(seatIds[0]!)).to.match(new RegExp(`^1:${held.expiresAt.getTime()}:${userId}:\\d+$`));
    expect(await redis.ttl(`seat-lock:${seatIds[0]}`)).to.be.within(415, 420);
  });

  it('are one key each with an end (10.3 #16) and go with cancel, expiry and confirmation, so that the seat can be tried again', async () => {
    const { eventId, seatIds } = await seatedEvent(db);
    const userId = randomUUID();
    const [a, b, c] = await Promise.all(seatIds.slice(0, 3).map((id) => reserve(eventId, [id], userId)));

    await cancelOwn(sale, { reservationId: a!.id, userId });
    await letExpire(db, b!.id);
    await sweepExpired(sale, silentLogger);
    const { id: reservationId, totalAmount: amount } = c!;
    await confirmPaid(sale, { reservationId, paymentId: randomUUID(), amount, paymentMethod: 'toss', userId: null });

    expect(await Promise.all(seatIds.slice(0, 3).map(lockOf))).to.deep.equal([null, null, null]);
    expect(await codeOf(reserve(eventId, seatIds.slice(0, 2)))).to.equal('ok');
  });

  it('are written only for holds that stand (10.3 #17)', async () => {
    const { eventId, seatIds } = await seatedEvent(db, { maxTicketsPerPerson: 1 });
    await reserve(eventId, [seatIds[9]!]);

    expect(await codeOf(reserve(eventId, seatIds.slice(0, 2)))).to.equal('TICKET_LIMIT_EXCEEDED');
    expect(await codeOf(reserve(eventId, [seatIds[3]!, randomUUID()]))).to.equal('SEAT_NOT_FOUND');

    expect(await Promise.all([0, 1, 3].map((n) => lockOf(seatIds[n]!)))).to.deep.equal([null, null, null]);
  });

  it('are never overwritten or released by an older holder that wakes up late (fencing)', async () => {
    const seatId = randomUUID();
    const until = new Date(Date.now() + 60_000);
    await locks.write([{ seatId, fencingToken: 10, userId: 'new' }], until);

    await locks.write([{ seatId, fencingToken: 9, userId: 'old' }], until);
    await locks.release([{ seatId, fencingToken: 9 }]);

    expect(await lockOf(seatId)).to.match(new RegExp(`^10:${until.getTime()}:new:\\d+$`));
  });

  it('may be flushed again and again in mid-sale: every seat is still sold once (A, E4)', async () => {
    const { eventId, seatIds } = await seatedEvent(db, { seats: 50 });
    let selling = true;
    const flushing = (async () => {
      while (selling) await redis.flushAll();
    })();

    const codes = await Promise.all(
      Array.from({ length: 1_000 }, (_, buyer) => codeOf(reserve(eventId, [seatIds[buyer % 50]!]))),
    );
    selling = false;
    await flushing;

    expect(tally(codes)).to.deep.equal({ ok: 50, SEAT_NOT_AVAILABLE: 950 });
  });

  it('are believed anew when PostgreSQL has said so, and keep their end', async () => {
    const { eventId, seatIds } = await seatedEvent(db);
    const held = await reserve(eventId, [seatIds[0]!]);
    const key = `seat-lock:${seatIds[0]}`;
    await redis.set(key, `1:${held.expiresAt.getTime()}:${randomUUID()}:1`, { expiration: 'KEEPTTL' });

    expect(await codeOf(reserve(eventId, [seatIds[0]!]))).to.equal('SEAT_NOT_AVAILABLE');
    statements = 0;
    expect(await codeOf(reserve(eventId, [seatIds[0]!]))).to.equal('SEAT_NOT_AVAILABLE');

    expect(statements).to.equal(0);
    expect(await redis.ttl(key)).to.be.within(400, 420);
  });

  it('may lie: a lock that claims a free seat ends with its hold, and one that is missing sells nothing twice', async () => {
    const { eventId, seatIds } = await seatedEvent(db);
    await locks.write([{ seatId: seatIds[0]!, fencingToken: 1, userId: 'ghost' }], new Date(Date.now() - 1));
    await reserve(eventId, [seatIds[1]!]);
    await redis.del(`seat-lock:${seatIds[1]}`);

    expect(await codeOf(reserve(eventId, [seatIds[0]!]))).to.equal('ok');
    expect(await codeOf(reserve(eventId, [seatIds[1]!]))).to.equal('SEAT_NOT_AVAILABLE');
  });
});
