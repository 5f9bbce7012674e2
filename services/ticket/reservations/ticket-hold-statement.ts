import type { Queryable } from '../../shared/postgres/pool.ts';
import { type HoldRefusal, iso } from './hold-outcome.ts';

export interface TicketHoldInput {
  readonly reservationId: string;
  readonly reservationNumber: string;
  readonly userId: string;
  readonly eventId: string;
  /** Each ticket type once. */
  readonly items: readonly { readonly ticketTypeId: string; readonly quantity: number }[];
  /** Tickets one person may hold or own for one event, where the event itself has no limit. */
  readonly ticketLimit: number;
  readonly holdSeconds: number;
  readonly idempotencyKey: string | null;
  readonly requestHash: string;
  readonly entryJti: string | null;
  readonly outboxId: string;
  readonly outboxHeaders: string;
}

export interface HeldTickets {
  readonly ticketTypeId: string;
  readonly ticketTypeName: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly subtotal: number;
}

interface HoldRow {
  readonly refusal: HoldRefusal | null;
  readonly earlier_id: string | null;
  readonly refused_ids: string[] | null;
  readonly ticket_limit: number | null;
  readonly event_title: string | null;
  readonly total_amount: number | null;
  readonly status: string | null;
  readonly payment_status: string | null;
  readonly expires_at: Date | null;
  readonly items: HeldTickets[] | null;
}

/**
 * The twin of seat-hold-statement.ts for tickets without a seat; the reasons written there hold here as well.
 * Buyers of one ticket type follow each other on its row: the price of a count that is exact at every moment.
 */
const text = `
WITH turn AS MATERIALIZED (
  SELECT $8::text IS NULL OR pg_try_advisory_xact_lock(hashtextextended($2::uuid::text || $8::text, 0)) AS mine
), earlier AS MATERIALIZED (
  SELECT id, request_hash FROM reservations WHERE user_id = $2::uuid AND idempotency_key = $8::text
), event AS MATERIALIZED (
  SELECT title, coalesce(max_tickets_per_person, $6::int) AS ticket_limit,
    CASE WHEN status IN ('cancelled', 'ended') OR now() >= sale_end_date OR now() >= event_date THEN 'sale_ended'
         WHEN now() < sale_start_date THEN 'not_on_sale'
         WHEN seat_layout_id IS NOT NULL THEN 'has_seats' END AS closed
  FROM events WHERE id = $1::uuid AND deleted_at IS NULL
), gate AS MATERIALIZED (
  SELECT CASE
    WHEN NOT (SELECT mine FROM turn) THEN 'key_in_flight'
    WHEN EXISTS (SELECT FROM earlier) THEN (SELECT CASE WHEN request_hash = $9::text THEN 'replayed' ELSE 'key_reused' END FROM earlier)
    WHEN NOT EXISTS (SELECT FROM event) THEN 'event_unknown'
    ELSE (SELECT closed FROM event) END AS refusal
), wanted AS MATERIALIZED (
  SELECT id, quantity FROM unnest($3::uuid[], $13::int[]) AS wanted(id, quantity)
), locked AS MATERIALIZED (
  SELECT t.id, t.name, t.price, wanted.quantity FROM ticket_types t JOIN wanted USING (id)
  WHERE t.event_id = $1::uuid AND t.available_quantity >= wanted.quantity AND (SELECT refusal FROM gate) IS NULL
  ORDER BY t.id FOR UPDATE OF t
), found AS MATERIALIZED (
  SELECT count(*)::int AS types, coalesce(sum(quantity), 0)::int AS tickets, coalesce(sum(price::bigint * quantity), 0)::int AS total FROM locked
), quota AS (
  INSERT INTO event_buyers AS b (event_id, user_id, held)
  SELECT $1::uuid, $2::uuid, found.tickets FROM found, event
  WHERE found.types = cardinality($3::uuid[]) AND found.tickets <= event.ticket_limit
  ON CONFLICT (event_id, user_id) DO UPDATE SET held = b.held + excluded.held
    WHERE b.held + excluded.held <= (SELECT ticket_limit FROM event)
  RETURNING held
), reservation AS (
  INSERT INTO reservations (id, user_id, event_id, reservation_number, total_amount, status, payment_status, expires_at,
    idempotency_key, request_hash, entry_jti, confirmed_at)
  SELECT $4::uuid, $2::uuid, $1::uuid, $5::text, found.total,
    CASE WHEN found.total > 0 THEN 'pending' ELSE 'confirmed' END, CASE WHEN found.total > 0 THEN 'pending' ELSE 'completed' END,
    now() + make_interval(secs => $7::int), $8::text, $9::text, $10::text, CASE WHEN found.total = 0 THEN now() END
  FROM quota, found
  RETURNING id, total_amount, status, payment_status, expires_at
), taken AS (
  UPDATE ticket_types t SET available_quantity = t.available_quantity - locked.quantity
  FROM locked, reservation WHERE t.id = locked.id
), items AS (
  INSERT INTO reservation_items (reservation_id, ticket_type_id, quantity, unit_price, subtotal)
  SELECT r.id, locked.id, locked.quantity, locked.price, locked.price * locked.quantity FROM locked, reservation r
  RETURNING ticket_type_id, quantity, unit_price, subtotal
), announced AS (
  INSERT INTO outbox (event_id, topic, key, payload, headers)
  SELECT $11::uuid, 'payment-events', $4::uuid::text, jsonb_build_object('type', 'PAYMENT_REQUESTED', 'id', $11::uuid::text,
    'timestamp', ${iso('now()')}, 'paymentType', 'reservation', 'referenceId', r.id, 'userId', $2::uuid::text,
    'eventId', $1::uuid::text, 'amount', r.total_amount, 'orderName', left(event.title, 180) || ' x ' || found.tickets,
    'expiresAt', ${iso('r.expires_at')}), $12::jsonb
  FROM reservation r, event, found WHERE r.total_amount > 0
)
SELECT CASE
    WHEN EXISTS (SELECT FROM reservation) THEN NULL
    WHEN gate.refusal IS NOT NULL THEN gate.refusal
    WHEN (SELECT count(*) FROM ticket_types WHERE id = ANY($3::uuid[]) AND event_id = $1::uuid) < cardinality($3::uuid[]) THEN 'unknown'
    WHEN found.types < cardinality($3::uuid[]) THEN 'taken'
    ELSE 'over_limit' END AS refusal,
  (SELECT id FROM earlier) AS earlier_id,
  CASE WHEN gate.refusal IS NULL AND found.types < cardinality($3::uuid[])
    THEN (SELECT array_agg(id) FROM wanted WHERE id NOT IN (SELECT id FROM locked)) END AS refused_ids,
  event.ticket_limit, event.title AS event_title, r.total_amount, r.status, r.payment_status, r.expires_at,
  (SELECT jsonb_agg(jsonb_build_object('ticketTypeId', ticket_type_id, 'ticketTypeName', locked.name, 'quantity', items.quantity,
    'unitPrice', unit_price, 'subtotal', subtotal) ORDER BY unit_price DESC, locked.name)
   FROM items JOIN locked ON locked.id = items.ticket_type_id) AS items
FROM gate, found LEFT JOIN event ON true LEFT JOIN reservation r ON true`;

export type TicketHold =
  | {
      readonly held: true;
      readonly eventTitle: string;
      readonly totalAmount: number;
      readonly status: string;
      readonly paymentStatus: string;
      readonly expiresAt: Date;
      readonly items: readonly HeldTickets[];
    }
  | {
      readonly held: false;
      readonly refusal: HoldRefusal;
      readonly earlierId: string | null;
      readonly refusedIds: readonly string[];
      readonly ticketLimit: number | null;
    };

/** Takes all the tickets or none of them, and says what was in the way. */
export async function holdTickets(db: Queryable, input: TicketHoldInput): Promise<TicketHold> {
  const result = await db.query<HoldRow>({
    name: 'hold-tickets',
    text,
    values: [
      input.eventId,
      input.userId,
      input.items.map((item) => item.ticketTypeId),
      input.reservationId,
      input.reservationNumber,
      input.ticketLimit,
      input.holdSeconds,
      input.idempotencyKey,
      input.requestHash,
      input.entryJti,
      input.outboxId,
      input.outboxHeaders,
      input.items.map((item) => item.quantity),
    ],
  });
  const row = result.rows[0];
  if (!row) throw new Error('hold-tickets answered no row');
  if (row.total_amount === null || row.expires_at === null || row.items === null || row.event_title === null) {
    return {
      held: false,
      refusal: row.refusal ?? 'taken',
      earlierId: row.earlier_id,
      refusedIds: row.refused_ids ?? [],
      ticketLimit: row.ticket_limit,
    };
  }
  return {
    held: true,
    eventTitle: row.event_title,
    totalAmount: row.total_amount,
    status: row.status ?? 'pending',
    paymentStatus: row.payment_status ?? 'pending',
    expiresAt: row.expires_at,
    items: row.items,
  };
}
