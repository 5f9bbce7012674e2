/**
 * The ways others hold a seat, reduced to their locking. Each writes the same books as ours: seat, reservation, item, the
 * person's count, outbox row. Statements are prepared and run on the same pool.
 */
import { randomUUID } from 'node:crypto';
import { inTransaction, type Pool, type Queryable } from '../../services/shared/postgres/pool.ts';
import type { RedisClient } from '../../services/shared/redis/redis-client.ts';

/** Answers whether all the seats were held. */
export type Hold = (eventId: string, seatIds: readonly string[]) => Promise<boolean>;

/** What each of them writes once it knows that the seats are free: in one statement, which is kind to them. */
const booksText = `
WITH reservation AS (
  INSERT INTO reservations (id, user_id, event_id, reservation_number, total_amount, expires_at)
  SELECT $1::uuid, $2::uuid, $3::uuid, 'P' || $1::uuid::text, sum(price), now() + interval '300 seconds' FROM seats WHERE id = ANY($4::uuid[])
), items AS (
  INSERT INTO reservation_items (reservation_id, seat_id, quantity, unit_price, subtotal, fencing_token)
  SELECT $1::uuid, id, 1, price, price, fencing_token FROM seats WHERE id = ANY($4::uuid[])
), buyer AS (
  INSERT INTO event_buyers (event_id, user_id, held) VALUES ($3::uuid, $2::uuid, cardinality($4::uuid[]))
)
INSERT INTO outbox (event_id, topic, key, payload) VALUES ($1::uuid, 'payment-events', $1::uuid::text, '{"type": "PAYMENT_REQUESTED"}')`;

const writeBooks = (tx: Queryable, reservationId: string, eventId: string, seatIds: readonly string[]) =>
  tx.query({ name: 'peer-books', text: booksText, values: [reservationId, randomUUID(), eventId, seatIds] });

const lockText = `UPDATE seats SET status = 'locked', version = version + 1, fencing_token = fencing_token + 1, reservation_id = $2::uuid
  WHERE id = ANY($1::uuid[]) AND status = 'available'`;

class Taken extends Error {}

/** Updates the seats if all are available. @throws Taken, so that the transaction is undone */
async function takeSeats(tx: Queryable, reservationId: string, seatIds: readonly string[]): Promise<void> {
  const { rowCount } = await tx.query({ name: 'peer-lock', text: lockText, values: [seatIds, reservationId] });
  if (rowCount !== seatIds.length) throw new Taken();
}

async function unlessTaken(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof Taken) return false;
    throw error;
  }
}

/** pretix before 2023.8 and Hi.Events: whoever buys for an event waits for everybody else who does. */
export function eventLock(pool: Pool): Hold {
  return (eventId, seatIds) => {
    const id = randomUUID();
    return unlessTaken(
      inTransaction(pool, async (tx) => {
        const lock = 'SELECT pg_advisory_xact_lock(hashtextextended($1::text, 0))';
        await tx.query({ name: 'peer-event-lock', text: lock, values: [eventId] });
        const free = `SELECT id FROM seats WHERE id = ANY($1::uuid[]) AND status = 'available'`;
        const { rowCount } = await tx.query({ name: 'peer-free', text: free, values: [seatIds] });
        if (rowCount !== seatIds.length) throw new Taken();
        await takeSeats(tx, id, seatIds);
        await writeBooks(tx, id, eventId, seatIds);
      }),
    );
  };
}

/** SELECT FOR UPDATE of the seats, then update: what an ORM does. */
export function rowLock(pool: Pool): Hold {
  return (eventId, seatIds) => {
    const id = randomUUID();
    return unlessTaken(
      inTransaction(pool, async (tx) => {
        const text = 'SELECT id, status FROM seats WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE';
        const { rows } = await tx.query<{ status: string }>({ name: 'peer-row-lock', text, values: [seatIds] });
        if (rows.some((row) => row.status !== 'available')) throw new Taken();
        await takeSeats(tx, id, seatIds);
        await writeBooks(tx, id, eventId, seatIds);
      }),
    );
  };
}

/** SET NX per seat with roll-back, then a guarded update: Redis as the lock, PostgreSQL as the book. */
export function redisLoop(pool: Pool, redis: RedisClient): Hold {
  return async (eventId, seatIds) => {
    const id = randomUUID();
    const got: string[] = [];
    const giveBack = async () => {
      for (const key of got) await redis.del(key);
    };
    for (const seatId of seatIds) {
      const key = `peer-lock:${seatId}`;
      if ((await redis.set(key, id, { condition: 'NX', expiration: { type: 'EX', value: 420 } })) !== 'OK') {
        await giveBack();
        return false;
      }
      got.push(key);
    }
    const held = await unlessTaken(
      inTransaction(pool, async (tx) => {
        await takeSeats(tx, id, seatIds);
        await writeBooks(tx, id, eventId, seatIds);
      }),
    );
    if (!held) await giveBack();
    return held;
  };
}
