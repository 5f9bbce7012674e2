/** Seats that somebody waits for go to one of those by a draw (waitlist/), not to whoever watches the map most closely. */
const somebodyWaits = `EXISTS (SELECT FROM waitlist_entries w
    WHERE w.event_id = s.event_id AND w.status = 'waiting' AND (w.section IS NULL OR w.section = s.section))`;

/**
 * What every end of a reservation gives back, as the tail of one statement: the seats it still holds, the quantities of its
 * ticket types, its share of the person's limit. Used by expiry, cancel and refund, so that no way out forgets one of them
 * (domain.md 10.3 #5, #6).
 *
 * The statement before it defines `released(id, event_id, user_id, ...)`: reservations that it has just moved out of pending
 * or confirmed, their rows locked. Items carry `released_at`, so nothing is ever given back twice; seats are freed only
 * where this reservation is still the holder. The fencing number stays: it only ever grows.
 * Locks are taken in the one order of this service: seats, ticket types by id, event_buyers by key.
 * @param items which of the reservation's items `i`, as a condition
 */
export const releaseClausesOf = (items: string) => `
open_items AS MATERIALIZED (
  SELECT i.id, i.seat_id, i.ticket_type_id, i.quantity, r.id AS reservation_id, r.event_id, r.user_id
  FROM released r JOIN reservation_items i ON i.reservation_id = r.id WHERE i.released_at IS NULL AND ${items}
), closed_items AS (
  UPDATE reservation_items i SET released_at = now() FROM open_items o WHERE i.id = o.id
), freed_seats AS (
  UPDATE seats s SET status = CASE WHEN ${somebodyWaits} THEN 'returned' ELSE 'available' END, version = s.version + 1,
    locked_by = NULL, reservation_id = NULL
  FROM open_items o WHERE s.id = o.seat_id AND s.reservation_id = o.reservation_id
  RETURNING s.id, s.fencing_token, s.event_id, s.status
), to_be_drawn AS (
  INSERT INTO returned_seats (seat_id, event_id) SELECT id, event_id FROM freed_seats WHERE status = 'returned'
), returned AS MATERIALIZED (
  SELECT ticket_type_id AS id, sum(quantity)::int AS quantity FROM open_items WHERE ticket_type_id IS NOT NULL GROUP BY 1
), locked_types AS MATERIALIZED (
  SELECT t.id FROM ticket_types t
  WHERE t.id IN (SELECT id FROM returned) AND (SELECT count(*) FROM freed_seats) >= 0
  ORDER BY t.id FOR UPDATE
), freed_types AS (
  UPDATE ticket_types t SET available_quantity = t.available_quantity + returned.quantity
  FROM returned JOIN locked_types USING (id) WHERE t.id = returned.id
  RETURNING t.id
), shares AS MATERIALIZED (
  SELECT event_id, user_id, sum(quantity)::int AS quantity FROM open_items GROUP BY 1, 2
), locked_buyers AS MATERIALIZED (
  SELECT b.event_id, b.user_id FROM event_buyers b JOIN shares USING (event_id, user_id)
  WHERE (SELECT count(*) FROM freed_types) >= 0
  ORDER BY b.event_id, b.user_id FOR UPDATE OF b
), lowered AS (
  UPDATE event_buyers b SET held = b.held - shares.quantity
  FROM shares JOIN locked_buyers USING (event_id, user_id)
  WHERE b.event_id = shares.event_id AND b.user_id = shares.user_id
)`;

/** The same for all that a reservation holds. */
export const releaseClauses = releaseClausesOf('true');

/** A seat that a statement gave back or sold, with the fencing number under which it was held: what its lock is released by. */
export interface FencedSeat {
  readonly seatId: string;
  readonly fencingToken: number;
}

/** The column every such statement returns. */
export const freedSeatsColumn = `(SELECT jsonb_agg(jsonb_build_object('seatId', id, 'fencingToken', fencing_token)) FROM freed_seats) AS freed`;
