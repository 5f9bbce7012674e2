import { randomUUID } from 'node:crypto';
import { AppError } from '../services/shared/errors/app-error.ts';
import type { Pool } from '../services/shared/postgres/pool.ts';
import { closeRedis, createRedis, type RedisClient } from '../services/shared/redis/redis-client.ts';
import { reserveSeats } from '../services/ticket/seats/reserve-seats.ts';
import { createSeatLocks } from '../services/ticket/seats/seat-lock.ts';
import { seatedEvent } from '../services/ticket/testing/sale-fixture.ts';
import { entryFor, silentLogger, testPool, testSale } from '../services/ticket/testing/test-sale.ts';
import { redis as redisEngine } from '../test/engines/redis.ts';
import { sweepInvariants } from '../test/invariants.ts';
import type { BenchRow } from './bench-row.ts';
import { type Contender, interleave, ratioRow } from './measure.ts';
import { durableTicketDb } from './seats/durable-ticket-db.ts';
import { eventLock, type Hold, redisLoop, rowLock } from './seats/hold-peers.ts';

export const about =
  'holding seats in one statement against the ways others lock them; same books, same pool and role, fsync on';

const rounds = 7;
const clients = 32;
const hallSeats = 20_000;
const spreadMs = 1_500;
const stormBuyers = 3_000;
const stormSeats = 10;

/** Everybody wants one of many seats of one event: what limits is the lock, not the seats. @returns holds per second */
async function spread(owner: Pool, hold: Hold, seatIds: readonly string[], eventId: string): Promise<number> {
  const end = performance.now() + spreadMs;
  const began = performance.now();
  let held = 0;
  const client = async () => {
    while (performance.now() < end) {
      const seatId = seatIds[Math.floor(Math.random() * seatIds.length)];
      if (seatId && (await hold(eventId, [seatId]))) held += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const perSecond = (held / (performance.now() - began)) * 1_000;
  await emptyHall(owner, eventId);
  return perSecond;
}

/** 3,000 buyers on ten seats, parties of one and two: what limits is how cheap a refusal is. @returns answers per second */
async function storm(pool: Pool, hold: Hold): Promise<number> {
  const { eventId, seatIds } = await seatedEvent(pool, { seats: stormSeats });
  const began = performance.now();
  let next = 0;
  const client = async () => {
    while (next < stormBuyers) {
      const buyer = next++;
      const wanted = Array.from({ length: 1 + (buyer % 2) }, (_, n) => seatIds[(buyer + n) % stormSeats] ?? '');
      await hold(eventId, wanted);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return (stormBuyers / (performance.now() - began)) * 1_000;
}

/** Gives every seat back between measurements, so that each one starts with an empty hall. */
async function emptyHall(owner: Pool, eventId: string): Promise<void> {
  await owner.query(
    `UPDATE reservation_items i SET released_at = now() FROM reservations r
     WHERE r.id = i.reservation_id AND r.event_id = $1 AND i.released_at IS NULL`,
    [eventId],
  );
  await owner.query(`UPDATE reservations SET status = 'expired' WHERE event_id = $1 AND status = 'pending'`, [eventId]);
  await owner.query(`UPDATE event_buyers SET held = 0 WHERE event_id = $1`, [eventId]);
  await owner.query(
    `UPDATE seats SET status = 'available', reservation_id = NULL, locked_by = NULL WHERE event_id = $1 AND status <> 'available'`,
    [eventId],
  );
  await owner.query('TRUNCATE outbox');
  await owner.query('VACUUM ANALYZE seats, reservations, reservation_items');
}

/** The whole use case of the service, seat locks in Redis included. */
function ours(pool: Pool, redis: RedisClient): Hold {
  const locks = createSeatLocks({ redis, ttlSeconds: 420, logger: silentLogger, now: Date.now, timeoutMs: 1_000 });
  const sale = testSale(pool, { locks });
  return async (eventId, seatIds) => {
    const wanted = { userId: randomUUID(), entry: entryFor(eventId), eventId, seatIds, idempotencyKey: null };
    try {
      await reserveSeats(sale, wanted);
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'SEAT_NOT_AVAILABLE') return false;
      throw error;
    }
  };
}

/** Takes about two minutes on two cores. */
export async function run(say: (line: string) => void): Promise<BenchRow[]> {
  const { ownerUrl, serviceUrl } = await durableTicketDb();
  const owner = testPool(ownerUrl, 1);
  const pool = testPool(serviceUrl, clients);
  const redis = createRedis({ url: (await redisEngine()).url, logger: silentLogger });
  while (!redis.isReady) await new Promise((resolve) => setTimeout(resolve, 10));
  const version = (await pool.query<{ v: string }>(`SELECT current_setting('server_version') AS v`)).rows[0]?.v ?? '?';
  const names = {
    ours: 'ours',
    again: 'itself',
    event: `event-wide advisory lock, PostgreSQL ${version}`,
    row: `SELECT FOR UPDATE, then update, PostgreSQL ${version}`,
    loop: `Redis SET NX per seat with roll-back, Redis ${String((await redis.info('server')).match(/redis_version:(\S+)/)?.[1])}`,
  };
  const ways: readonly (readonly [string, Hold])[] = [
    [names.ours, ours(pool, redis)],
    [names.event, eventLock(pool)],
    [names.row, rowLock(pool)],
    [names.loop, redisLoop(pool, redis)],
    [names.again, ours(pool, redis)],
  ];
  const hall = await seatedEvent(pool, { seats: hallSeats });
  await owner.query('ANALYZE');

  const contenders = (measure: (hold: Hold) => Promise<number>): Contender[] =>
    ways.map(([name, hold]) => ({
      name,
      measure: async () => {
        await redis.flushAll();
        return measure(hold);
      },
    }));
  const spreading = contenders((hold) => spread(owner, hold, hall.seatIds, hall.eventId));
  const storming = contenders((hold) => storm(pool, hold));
  say('warming up');
  for (const { measure } of [...spreading, ...storming]) await measure();

  const rows: BenchRow[] = [];
  const compare = async (title: string, list: readonly Contender[], reach: number | null) => {
    say(title);
    const figures = await interleave(list, rounds, say);
    for (const peer of [names.event, names.row, names.loop, names.again]) {
      rows.push(ratioRow(figures, { case: title, ours: names.ours, peer, reach: peer === names.event ? reach : null }));
    }
    const absolute = figures.get(names.ours)?.toSorted((a, b) => a - b) ?? [];
    const [low = 0, high = 0] = [absolute[0], absolute.at(-1)];
    const median = absolute[Math.floor(absolute.length / 2)] ?? 0;
    rows.push({ case: title, peer: 'limit', ratio: median, low, high, reach: null, unit: '/s' });
  };
  await compare(`holds/s, ${clients} clients, one event, ${hallSeats} seats`, spreading, 5);
  await compare(`answers/s, ${stormBuyers} buyers storm ${stormSeats} seats`, storming, null);

  const sweep = await sweepInvariants({ ticket: pool });
  const twice = sweep['I1 oversold'] + sweep['I2 double holds'];
  const held = await pool.query<{ n: number }>('SELECT count(*) AS n FROM reservation_items');
  const total = held.rows[0]?.n ?? 0;
  const share = (total - twice) / total;
  say(`${total} holds, ${twice} of them double`);
  rows.push({
    case: 'share of holds that no other hold overlapped',
    peer: 'limit',
    ratio: share,
    low: share,
    high: share,
    reach: 1,
    unit: '',
  });
  await closeRedis(redis);
  await pool.end();
  await owner.end();
  return rows;
}
