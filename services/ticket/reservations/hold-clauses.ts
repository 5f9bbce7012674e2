import { opensAfterHoursSql, surchargeSql } from '../memberships/tiers.ts';
import { type HoldRefusal, iso } from './hold-outcome.ts';

/** What every hold needs to know, whether of seats or of tickets without one. */
export interface HoldInput {
  readonly reservationId: string;
  readonly reservationNumber: string;
  readonly userId: string;
  readonly eventId: string;
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

/** The parameters $1 to $12 of the clauses below. @param ids the seats or ticket types, each once */
export const holdValues = (input: HoldInput, ids: readonly string[]): unknown[] => [
  input.eventId,
  input.userId,
  ids,
  input.reservationId,
  input.reservationNumber,
  input.ticketLimit,
  input.holdSeconds,
  input.idempotencyKey,
  input.requestHash,
  input.entryJti,
  input.outboxId,
  input.outboxHeaders,
];

/**
 * How every hold begins: `event`, and `gate`, which says why nothing may be held. `sale` is what stats learns of the event.
 * PostgreSQL's clock decides about the sale window: pods disagree, the database does not. The advisory lock makes two
 * requests with one idempotency key follow each other; a twin that committed after our snapshot is caught by the unique key
 * or by its own seats, and answered by the use case with the first answer.
 * Events of an artist open tier by tier (10.3 #20); everybody else waits for the general sale.
 * @param alsoClosed one more WHEN of reasons against this kind of hold
 */
export const gateClauses = (alsoClosed = '') => `
turn AS MATERIALIZED (
  SELECT $8::text IS NULL OR pg_try_advisory_xact_lock(hashtextextended($2::uuid::text || $8::text, 0)) AS mine
), earlier AS MATERIALIZED (
  SELECT id, request_hash FROM reservations WHERE user_id = $2::uuid AND idempotency_key = $8::text
), event AS MATERIALIZED (
  SELECT title, coalesce(max_tickets_per_person, $6::int) AS ticket_limit, buyer.tier, buyer.opens_at, buyer.surcharge, jsonb_build_object('title', title, 'venue', venue,
      'eventDate', ${iso('event_date')}, 'capacity', coalesce((SELECT total_seats FROM seat_layouts l WHERE l.id = seat_layout_id),
        (SELECT sum(total_quantity) FROM ticket_types t WHERE t.event_id = events.id), 0)) AS sale,
    CASE WHEN status IN ('cancelled', 'ended') OR now() >= sale_end_date OR now() >= event_date THEN 'sale_ended'
         WHEN now() < sale_start_date THEN 'not_on_sale' WHEN now() < buyer.opens_at THEN 'presale_only' ${alsoClosed} END AS closed
  FROM events CROSS JOIN LATERAL (
    SELECT tier, CASE WHEN artist_id IS NULL THEN sale_start_date
        ELSE sale_start_date + make_interval(hours => ${opensAfterHoursSql('tier')}) END AS opens_at, ${surchargeSql('tier')} AS surcharge
    FROM (SELECT coalesce((SELECT m.tier FROM artist_memberships m WHERE m.user_id = $2::uuid AND m.artist_id = events.artist_id
      AND m.status = 'active' AND m.expires_at > now()), 'BRONZE') AS tier) AS member
  ) AS buyer
  WHERE id = $1::uuid AND deleted_at IS NULL
), gate AS MATERIALIZED (
  SELECT CASE
    WHEN NOT (SELECT mine FROM turn) THEN 'key_in_flight'
    WHEN EXISTS (SELECT FROM earlier) THEN (SELECT CASE WHEN request_hash = $9::text THEN 'replayed' ELSE 'key_reused' END FROM earlier)
    WHEN NOT EXISTS (SELECT FROM event) THEN 'event_unknown'
    ELSE (SELECT closed FROM event) END AS refusal
)`;

/**
 * How every hold is booked, once `locked` has the rows that are free and `found` sums them up (things, tickets, total, items): the
 * person's share, the reservation, and the event that asks for the money. Without all things nothing is booked.
 * The surcharge of the buyer's tier is added once (10.3 #20), to nothing that is free.
 * What costs nothing has no payment to wait for: it is confirmed at once.
 * Lock order everywhere in this service: reservation, seats by id, ticket types by id, event_buyers.
 */
export const bookingClauses = `
quota AS (
  INSERT INTO event_buyers AS b (event_id, user_id, held)
  SELECT $1::uuid, $2::uuid, found.tickets FROM found, event
  WHERE found.things = cardinality($3::uuid[]) AND found.tickets <= event.ticket_limit
  ON CONFLICT (event_id, user_id) DO UPDATE SET held = b.held + excluded.held
    WHERE b.held + excluded.held <= (SELECT ticket_limit FROM event)
  RETURNING held
), reservation AS (
  INSERT INTO reservations (id, user_id, event_id, reservation_number, total_amount, booking_fee, status, payment_status, expires_at,
    idempotency_key, request_hash, entry_jti, confirmed_at)
  SELECT $4::uuid, $2::uuid, $1::uuid, $5::text, CASE WHEN found.total > 0 THEN found.total + event.surcharge ELSE 0 END,
    CASE WHEN found.total > 0 THEN event.surcharge ELSE 0 END,
    CASE WHEN found.total > 0 THEN 'pending' ELSE 'confirmed' END, CASE WHEN found.total > 0 THEN 'pending' ELSE 'completed' END,
    now() + make_interval(secs => $7::int), $8::text, $9::text, $10::text, CASE WHEN found.total = 0 THEN now() END
  FROM quota, found, event
  RETURNING id, total_amount, status, payment_status, expires_at
), announced AS (
  INSERT INTO outbox (event_id, topic, key, payload, headers)
  SELECT $11::uuid, 'payment-events', $4::uuid::text, jsonb_build_object('type', 'PAYMENT_REQUESTED', 'id', $11::uuid::text, 'timestamp', ${iso('now()')},
    'paymentType', 'reservation', 'referenceId', r.id, 'userId', $2::uuid::text, 'eventId', $1::uuid::text, 'amount', r.total_amount,
    'orderName', left(event.title, 180) || ' x ' || found.tickets, 'expiresAt', ${iso('r.expires_at')},
    'sale', event.sale || jsonb_build_object('items', found.items)), $12::jsonb
  FROM reservation r, event, found WHERE r.total_amount > 0
)`;

/** The columns that say why nothing was held. @param known SQL that counts those of $3 that the event has */
export const refusalColumns = (known: string) => `
  CASE
    WHEN EXISTS (SELECT FROM reservation) THEN NULL
    WHEN gate.refusal IS NOT NULL THEN gate.refusal
    WHEN (${known}) < cardinality($3::uuid[]) THEN 'unknown'
    WHEN found.things < cardinality($3::uuid[]) THEN 'taken'
    ELSE 'over_limit' END AS refusal,
  (SELECT id FROM earlier) AS earlier_id,
  CASE WHEN gate.refusal IS NULL AND found.things < cardinality($3::uuid[])
    THEN (SELECT array_agg(id) FROM unnest($3::uuid[]) AS asked(id) WHERE id NOT IN (SELECT id FROM locked)) END AS refused_ids,
  (SELECT ticket_limit FROM event) AS ticket_limit, (SELECT tier FROM event) AS tier, (SELECT opens_at FROM event) AS opens_at`;

export interface RefusalRow {
  readonly refusal: HoldRefusal | null;
  readonly earlier_id: string | null;
  readonly refused_ids: string[] | null;
  readonly ticket_limit: number | null;
  readonly tier: string | null;
  readonly opens_at: Date | null;
}

export interface RefusedHold {
  readonly held: false;
  readonly refusal: HoldRefusal;
  /** The reservation that already has this idempotency key. */
  readonly earlierId: string | null;
  readonly refusedIds: readonly string[];
  readonly ticketLimit: number | null;
  /** The buyer's tier with the event's artist, and from when it may buy. */
  readonly tier?: string | null;
  readonly opensAt?: Date | null;
}

export const refusedBy = (row: RefusalRow): RefusedHold => ({
  held: false,
  refusal: row.refusal ?? 'taken',
  earlierId: row.earlier_id,
  refusedIds: row.refused_ids ?? [],
  ticketLimit: row.ticket_limit,
  tier: row.tier,
  opensAt: row.opens_at,
});
