import type { Queryable } from '../../shared/postgres/pool.ts';
import { type HoldRefusal, iso } from '../reservations/hold-outcome.ts';

export interface SeatHoldInput {
  readonly reservationId: string;
  readonly reservationNumber: string;
  readonly userId: string;
  readonly eventId: string;
  /** Without repeats. */
  readonly seatIds: readonly string[];
  /** Tickets one person may hold or own for one event, where the event itself has no limit. */
  readonly ticketLimit: number;
  readonly holdSeconds: number;
  readonly idempotencyKey: string | null;
  /** SHA-256 (hex) of what was asked: tells a repeat from another request under the same key. */
  readonly requestHash: string;
  readonly entryJti: string | null;
  /** The id of the event PAYMENT_REQUESTED. */
  readonly outboxId: string;
  /** Kafka headers (trace context) as JSON. */
  readonly outboxHeaders: string;
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
interface HoldRow {
  readonly refusal: HoldRefusal | null;
  readonly earlier_id: string | null;
  readonly refused_ids: string[] | null;
  readonly ticket_limit: number | null;
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
 * - PostgreSQL's clock decides about the sale window and the expiry: pods disagree, the database does not.
 * - The advisory lock makes two requests with one idempotency key follow each other; a twin that committed after our
 *   snapshot is caught by the unique key or by its own seats, and answered by the use case with the first answer.
 * - Lock order everywhere in this service: reservation, seats by id, ticket types by id, event_buyers.
 */
const text = `
WITH turn AS MATERIALIZED (
  SELECT $8::text IS NULL OR pg_try_advisory_xact_lock(hashtextextended($2::uuid::text || $8::text, 0)) AS mine
), earlier AS MATERIALIZED (
  SELECT id, request_hash FROM reservations WHERE user_id = $2::uuid AND idempotency_key = $8::text
), event AS MATERIALIZED (
  SELECT title, coalesce(max_tickets_per_person, $6::int) AS ticket_limit,
    CASE WHEN status IN ('cancelled', 'ended') OR now() >= sale_end_date OR now() >= event_date THEN 'sale_ended'
         WHEN now() < sale_start_date THEN 'not_on_sale' END AS closed
  FROM events WHERE id = $1::uuid AND deleted_at IS NULL
), gate AS MATERIALIZED (
  SELECT CASE
    WHEN NOT (SELECT mine FROM turn) THEN 'key_in_flight'
    WHEN EXISTS (SELECT FROM earlier) THEN (SELECT CASE WHEN request_hash = $9::text THEN 'replayed' ELSE 'key_reused' END FROM earlier)
    WHEN NOT EXISTS (SELECT FROM event) THEN 'event_unknown'
    ELSE (SELECT closed FROM event) END AS refusal
), locked AS MATERIALIZED (
  SELECT s.id, s.price FROM seats s
  WHERE s.id = ANY($3::uuid[]) AND s.event_id IS NOT DISTINCT FROM $1::uuid AND s.status = 'available' AND (SELECT refusal FROM gate) IS NULL
  ORDER BY s.id FOR UPDATE OF s
), found AS MATERIALIZED (
  SELECT count(*)::int AS seats, coalesce(sum(price), 0)::int AS total FROM locked
), quota AS (
  INSERT INTO event_buyers AS b (event_id, user_id, held)
  SELECT $1::uuid, $2::uuid, found.seats FROM found, event
  WHERE found.seats = cardinality($3::uuid[]) AND found.seats <= event.ticket_limit
  ON CONFLICT (event_id, user_id) DO UPDATE SET held = b.held + excluded.held
    WHERE b.held + excluded.held <= (SELECT ticket_limit FROM event)
  RETURNING held
), reservation AS (
  -- What costs nothing has no payment to wait for: it is confirmed at once.
  INSERT INTO reservations (id, user_id, event_id, reservation_number, total_amount, status, payment_status, expires_at,
    idempotency_key, request_hash, entry_jti, confirmed_at)
  SELECT $4::uuid, $2::uuid, $1::uuid, $5::text, found.total,
    CASE WHEN found.total > 0 THEN 'pending' ELSE 'confirmed' END, CASE WHEN found.total > 0 THEN 'pending' ELSE 'completed' END,
    now() + make_interval(secs => $7::int), $8::text, $9::text, $10::text, CASE WHEN found.total = 0 THEN now() END
  FROM quota, found
  RETURNING id, total_amount, status, expires_at
), held AS (
  UPDATE seats s SET status = CASE WHEN r.total_amount > 0 THEN 'locked' ELSE 'reserved' END,
    version = s.version + 1, fencing_token = s.fencing_token + 1, locked_by = $2::uuid, reservation_id = r.id
  FROM locked, reservation r WHERE s.id = locked.id
  RETURNING s.id, s.section, s.row_number, s.seat_number, s.seat_label, s.price, s.fencing_token
), items AS (
  INSERT INTO reservation_items (reservation_id, seat_id, quantity, unit_price, subtotal, fencing_token)
  SELECT $4::uuid, id, 1, price, price, fencing_token FROM held
), announced AS (
  INSERT INTO outbox (event_id, topic, key, payload, headers)
  SELECT $11::uuid, 'payment-events', $4::uuid::text, jsonb_build_object('type', 'PAYMENT_REQUESTED', 'id', $11::uuid::text, 'timestamp', ${iso('now()')},
    'paymentType', 'reservation', 'referenceId', r.id, 'userId', $2::uuid::text, 'eventId', $1::uuid::text, 'amount', r.total_amount,
    'orderName', left(event.title, 180) || ' x ' || found.seats, 'expiresAt', ${iso('r.expires_at')}), $12::jsonb
  FROM reservation r, event, found WHERE r.total_amount > 0
)
SELECT CASE
    WHEN EXISTS (SELECT FROM reservation) THEN NULL
    WHEN gate.refusal IS NOT NULL THEN gate.refusal
    WHEN (SELECT count(*) FROM seats WHERE id = ANY($3::uuid[]) AND event_id IS NOT DISTINCT FROM $1::uuid) < cardinality($3::uuid[]) THEN 'unknown'
    WHEN found.seats < cardinality($3::uuid[]) THEN 'taken'
    ELSE 'over_limit' END AS refusal,
  (SELECT id FROM earlier) AS earlier_id,
  CASE WHEN gate.refusal IS NULL AND found.seats < cardinality($3::uuid[])
    THEN (SELECT array_agg(id) FROM unnest($3::uuid[]) AS asked(id) WHERE id NOT IN (SELECT id FROM locked)) END AS refused_ids,
  (SELECT ticket_limit FROM event) AS ticket_limit,
  r.total_amount, r.expires_at,
  held.id, held.section, held.row_number, held.seat_number, held.seat_label, held.price, held.fencing_token
FROM gate, found LEFT JOIN reservation r ON true LEFT JOIN held ON true`;

export type SeatHold =
  | { readonly held: true; readonly totalAmount: number; readonly expiresAt: Date; readonly seats: readonly HeldSeat[] }
  | {
      readonly held: false;
      readonly refusal: HoldRefusal;
      /** The reservation that already has this idempotency key. */
      readonly earlierId: string | null;
      readonly refusedIds: readonly string[];
      readonly ticketLimit: number | null;
    };

/** Takes all the seats or none of them, and says what was in the way. */
export async function holdSeats(db: Queryable, input: SeatHoldInput): Promise<SeatHold> {
  const result = await db.query<HoldRow>({
    name: 'hold-seats',
    text,
    values: [
      input.eventId,
      input.userId,
      input.seatIds,
      input.reservationId,
      input.reservationNumber,
      input.ticketLimit,
      input.holdSeconds,
      input.idempotencyKey,
      input.requestHash,
      input.entryJti,
      input.outboxId,
      input.outboxHeaders,
    ],
  });
  const row = result.rows[0];
  if (!row) throw new Error('hold-seats answered no row');
  if (row.total_amount !== null && row.expires_at !== null) {
    const seats = result.rows.map(heldSeat).toSorted(bySeat);
    return { held: true, totalAmount: row.total_amount, expiresAt: row.expires_at, seats };
  }
  return {
    held: false,
    refusal: row.refusal ?? 'taken',
    earlierId: row.earlier_id,
    refusedIds: row.refused_ids ?? [],
    ticketLimit: row.ticket_limit,
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
