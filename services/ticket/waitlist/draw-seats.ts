import { inTransaction, type Pool, type Queryable } from '../../shared/postgres/pool.ts';
import type { HoldRefusal } from '../reservations/hold-outcome.ts';
import { retryDeadlock } from '../reservations/retry-deadlock.ts';
import { reservationNumber, type Sale } from '../reservations/sale.ts';
import { holdSeats } from '../seats/seat-hold-statement.ts';
import { closeDraw, nextDraw } from './draw-rows.ts';
import { type Lot, mostAsked, orderOf } from './lot.ts';

export interface DrawParts {
  readonly pool: Pool;
  readonly sale: Sale;
  /** How long the seat waits for the one who was drawn to pay. */
  readonly offerSeconds: number;
}

interface ReturnedSeat {
  readonly seat_id: string;
  readonly event_id: string;
  readonly section: string;
}
interface Waiting extends Lot {
  readonly user_id: string;
}

/**
 * Draws every returned seat whose moment has come, each in a transaction of its own. Who is drawn gets an ordinary hold with
 * a longer time to pay: not paid, it expires like every hold, the seat comes back and is drawn among the others.
 * @returns how many seats were drawn or given back to the map
 */
export async function drawReturnedSeats(parts: DrawParts): Promise<number> {
  for (let done = 0; ; done++) {
    if (!(await retryDeadlock(() => inTransaction(parts.pool, (tx) => drawOne(tx, parts))))) return done;
    parts.sale.wakeRelay();
  }
}

async function drawOne(tx: Queryable, parts: DrawParts): Promise<boolean> {
  const { rows } = await tx.query<ReturnedSeat>({
    name: 'waitlist-next-seat',
    text: `SELECT r.seat_id, r.event_id, s.section FROM returned_seats r JOIN seats s ON s.id = r.seat_id
           WHERE r.draw_at <= now() ORDER BY r.draw_at LIMIT 1 FOR UPDATE OF r SKIP LOCKED`,
  });
  const [seat] = rows;
  if (!seat) return false;
  const draw = await nextDraw(tx, seat.event_id);
  const waiting = await lockedEntries(tx, seat);
  // Within this transaction only: whoever looks from outside sees it as taken until it is held, or free for everybody.
  await tx.query(`UPDATE seats SET status = 'available', version = version + 1 WHERE id = $1 AND status = 'returned'`, [
    seat.seat_id,
  ]);
  if (waiting.length === 0) {
    await forget(tx, seat);
    return true;
  }
  const { lots, winner, over, spent } = await offer(tx, parts, seat, orderOf(draw.seed, draw.number, waiting));
  // A sale that is over has nobody to offer to: no lot is used up.
  if (over) {
    await forget(tx, seat);
    return true;
  }
  await closeDraw(tx, seat.event_id, draw.number, { section: seat.section, lots, winner });
  if (winner !== null || spent) await forget(tx, seat);
  else await drawAgain(tx, seat);
  return true;
}

async function lockedEntries(tx: Queryable, { event_id, section }: ReturnedSeat): Promise<Waiting[]> {
  const { rows } = await tx.query<Waiting>({
    name: 'waitlist-lots',
    text: `SELECT id, salt, user_id FROM waitlist_entries WHERE event_id = $1 AND status = 'waiting' AND (section IS NULL OR section = $2)
           ORDER BY id FOR UPDATE`,
    values: [event_id, section],
  });
  return rows;
}

interface Result {
  readonly lots: readonly Lot[];
  readonly winner: string | null;
  /** The sale is over. */
  readonly over: boolean;
  /** Everybody was asked. */
  readonly spent: boolean;
}

/** Reasons that lie with the person: the next one is asked. Every other reason lies with the event. */
const personal: ReadonlySet<HoldRefusal> = new Set(['over_limit', 'presale_only']);

async function offer(tx: Queryable, parts: DrawParts, seat: ReturnedSeat, order: readonly Waiting[]): Promise<Result> {
  const passed = new Set<string>();
  let winner: string | null = null;
  for (const entry of order.slice(0, mostAsked)) {
    const { refusal, reservationId } = await holdFor(tx, parts, seat, entry.user_id);
    if (refusal === null) {
      winner = entry.id;
      await tx.query(`UPDATE waitlist_entries SET status = 'offered', reservation_id = $2 WHERE id = $1`, [
        entry.id,
        reservationId,
      ]);
      break;
    }
    if (!personal.has(refusal)) return { lots: [], winner: null, over: true, spent: true };
    passed.add(entry.id);
    // Who only has to wait for their tier keeps the lot; who has all their tickets has no use for it.
    if (refusal === 'over_limit')
      await tx.query(`UPDATE waitlist_entries SET status = 'passed' WHERE id = $1`, [entry.id]);
  }
  const lots = order.map(({ id, salt }) => ({ id, salt, ...(passed.has(id) && { passed: true }) }));
  return { lots, winner, over: false, spent: order.length <= mostAsked };
}

async function holdFor(tx: Queryable, { sale, offerSeconds }: DrawParts, seat: ReturnedSeat, userId: string) {
  const reservationId = sale.newId();
  const hold = await holdSeats(tx, {
    reservationId,
    reservationNumber: reservationNumber('TK', sale.now(), reservationId),
    userId,
    eventId: seat.event_id,
    seatIds: [seat.seat_id],
    ticketLimit: sale.ticketLimit,
    holdSeconds: offerSeconds,
    idempotencyKey: null,
    requestHash: 'drawn from the waiting list',
    entryJti: null,
    outboxId: sale.newId(),
    outboxHeaders: sale.eventHeaders(),
  });
  return hold.held ? { refusal: null, reservationId } : { refusal: hold.refusal, reservationId };
}

const forget = (tx: Queryable, seat: ReturnedSeat) =>
  tx.query('DELETE FROM returned_seats WHERE seat_id = $1', [seat.seat_id]);

async function drawAgain(tx: Queryable, seat: ReturnedSeat): Promise<void> {
  await tx.query(`UPDATE seats SET status = 'returned', version = version + 1 WHERE id = $1`, [seat.seat_id]);
  await tx.query(`UPDATE returned_seats SET draw_at = now() + random() * interval '60 seconds' WHERE seat_id = $1`, [
    seat.seat_id,
  ]);
}
