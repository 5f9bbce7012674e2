import type { Queryable } from '../../shared/postgres/pool.ts';
import {
  bookingClauses,
  gateClauses,
  type HoldInput,
  holdValues,
  type RefusalRow,
  type RefusedHold,
  refusalColumns,
  refusedBy,
} from '../reservations/hold-clauses.ts';

export interface SeatHoldInput extends HoldInput {
  /** Without repeats. */
  readonly seatIds: readonly string[];
}

export interface HeldSeat {
  readonly id: string;
  readonly section: string;
  readonly rowNumber: number;
  readonly seatNumber: number;
  readonly seatLabel: string;
  readonly price: number;
  readonly fencingToken: number;
}

/** One row per held seat, or one row that says why there is none. */
interface HoldRow extends RefusalRow {
  /** Null in a refusal, as are the columns below. */
  readonly total_amount: number | null;
  readonly expires_at: Date | null;
  readonly id: string;
  readonly section: string;
  readonly row_number: number;
  readonly seat_number: number;
  readonly seat_label: string;
  readonly price: number;
  readonly fencing_token: number;
}

/**
 * One statement is one round trip and one transaction: the hold, its books and its outbox row stand or fall together.
 *
 * - `locked` waits for a seat that another buyer is just taking rather than skipping it: with SKIP LOCKED two parties
 *   that want {1,2} and {2,3} refuse each other and the seats stay unsold. The order by id rules deadlocks out. A seat
 *   that is taken already is filtered by the snapshot and costs no wait.
 * - `IS NOT DISTINCT FROM` keeps the planner off the index of the event's seats: it would read all 4,900 to lock one.
 */
const text = `
WITH ${gateClauses()}, locked AS MATERIALIZED (
  SELECT s.id, s.section, s.row_number, s.price FROM seats s
  WHERE s.id = ANY($3::uuid[]) AND s.event_id IS NOT DISTINCT FROM $1::uuid AND s.status = 'available' AND (SELECT refusal FROM gate) IS NULL
  ORDER BY s.id FOR UPDATE OF s
), found AS MATERIALIZED (
  SELECT count(*)::int AS things, count(*)::int AS tickets, coalesce(sum(price), 0)::int AS total,
    jsonb_agg(jsonb_build_object('section', section, 'row', row_number, 'price', price, 'quantity', 1)) AS items FROM locked
), ${bookingClauses}, held AS (
  UPDATE seats s SET status = CASE WHEN r.total_amount > 0 THEN 'locked' ELSE 'reserved' END,
    version = s.version + 1, fencing_token = s.fencing_token + 1, locked_by = $2::uuid, reservation_id = r.id
  FROM locked, reservation r WHERE s.id = locked.id
  RETURNING s.id, s.section, s.row_number, s.seat_number, s.seat_label, s.price, s.fencing_token
), items AS (
  INSERT INTO reservation_items (reservation_id, seat_id, quantity, unit_price, subtotal, fencing_token)
  SELECT $4::uuid, id, 1, price, price, fencing_token FROM held
)
SELECT ${refusalColumns('SELECT count(*) FROM seats WHERE id = ANY($3::uuid[]) AND event_id IS NOT DISTINCT FROM $1::uuid')},
  r.total_amount, r.expires_at,
  held.id, held.section, held.row_number, held.seat_number, held.seat_label, held.price, held.fencing_token
FROM gate, found LEFT JOIN reservation r ON true LEFT JOIN held ON true`;

export type SeatHold =
  | { readonly held: true; readonly totalAmount: number; readonly expiresAt: Date; readonly seats: readonly HeldSeat[] }
  | RefusedHold;

/** Takes all the seats or none of them, and says what was in the way. */
export async function holdSeats(db: Queryable, input: SeatHoldInput): Promise<SeatHold> {
  const values = holdValues(input, input.seatIds);
  const { rows } = await db.query<HoldRow>({ name: 'hold-seats', text, values });
  const [row] = rows;
  if (!row) throw new Error('hold-seats answered no row');
  if (row.total_amount === null || row.expires_at === null) return refusedBy(row);
  return {
    held: true,
    totalAmount: row.total_amount,
    expiresAt: row.expires_at,
    seats: rows.map(heldSeat).toSorted(bySeat),
  };
}

const heldSeat = (row: HoldRow): HeldSeat => ({
  id: row.id,
  section: row.section,
  rowNumber: row.row_number,
  seatNumber: row.seat_number,
  seatLabel: row.seat_label,
  price: row.price,
  fencingToken: row.fencing_token,
});

/** By section as the database's collation "C" has it, so that a repeated answer has the same order. */
const bySeat = (a: HeldSeat, b: HeldSeat): number =>
  (a.section < b.section ? -1 : Number(a.section > b.section)) ||
  a.rowNumber - b.rowNumber ||
  a.seatNumber - b.seatNumber;
