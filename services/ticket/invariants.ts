import { type Invariant, unpublished } from '../shared/invariants/invariant.ts';

/** Seats sold to more than one reservation, or marked sold without one; ticket types sold beyond their total. */
export const oversold: Invariant = {
  name: 'I1 oversold',
  sql: `
SELECT count(*) AS n FROM (
  SELECT i.seat_id FROM reservation_items i JOIN reservations r ON r.id = i.reservation_id
  WHERE r.status = 'confirmed' AND i.released_at IS NULL AND i.seat_id IS NOT NULL GROUP BY 1 HAVING count(*) > 1
  UNION ALL
  SELECT s.id FROM seats s LEFT JOIN reservations r ON r.id = s.reservation_id
  WHERE s.status = 'reserved' AND r.status IS DISTINCT FROM 'confirmed'
  UNION ALL
  SELECT t.id FROM ticket_types t JOIN reservation_items i ON i.ticket_type_id = t.id AND i.released_at IS NULL
  GROUP BY t.id HAVING sum(i.quantity) > t.total_quantity
) AS broken`,
};

/** Seats with more than one live hold. */
export const doubleHolds: Invariant = {
  name: 'I2 double holds',
  sql: `
SELECT count(*) AS n FROM (
  SELECT i.seat_id FROM reservation_items i JOIN reservations r ON r.id = i.reservation_id
  WHERE i.released_at IS NULL AND i.seat_id IS NOT NULL AND r.status IN ('pending', 'confirmed') GROUP BY 1 HAVING count(*) > 1
) AS broken`,
};

/**
 * Holds that outlived their time by more than `$1` seconds, locked seats that no pending reservation holds, and returned seats
 * that no draw knows of.
 */
export const orphanHolds: Invariant = {
  name: 'I12 orphan holds',
  // Two rounds of the sweep.
  values: [90],
  sql: `
SELECT count(*) AS n FROM (
  SELECT id FROM reservations WHERE status = 'pending' AND expires_at < now() - make_interval(secs => $1)
  UNION ALL
  SELECT s.id FROM seats s LEFT JOIN reservations r ON r.id = s.reservation_id
  WHERE s.status = 'locked' AND r.status IS DISTINCT FROM 'pending'
  UNION ALL
  SELECT i.id FROM reservation_items i JOIN reservations r ON r.id = i.reservation_id
  WHERE i.released_at IS NULL AND r.status IN ('expired', 'cancelled')
  UNION ALL
  SELECT s.id FROM seats s LEFT JOIN returned_seats r ON r.seat_id = s.id WHERE (s.status = 'returned') <> (r.seat_id IS NOT NULL)
) AS broken`,
};

/** Counts that differ from the rows they count: ticket types, limits per person, amounts, seats, points; listings of nothing. */
export const unbalanced: Invariant = {
  name: 'I13 books that do not balance',
  sql: `
SELECT count(*) AS n FROM (
  SELECT t.id FROM ticket_types t LEFT JOIN reservation_items i ON i.ticket_type_id = t.id AND i.released_at IS NULL
  GROUP BY t.id HAVING t.available_quantity <> t.total_quantity - coalesce(sum(i.quantity), 0)
  UNION ALL
  SELECT coalesce(b.user_id, held.user_id) FROM event_buyers b
  FULL JOIN (SELECT r.event_id, r.user_id, sum(i.quantity) AS quantity FROM reservations r
    JOIN reservation_items i ON i.reservation_id = r.id AND i.released_at IS NULL GROUP BY 1, 2) AS held USING (event_id, user_id)
  WHERE coalesce(b.held, 0) <> coalesce(held.quantity, 0)
  UNION ALL
  SELECT r.id FROM reservations r LEFT JOIN reservation_items i ON i.reservation_id = r.id
  GROUP BY r.id HAVING r.total_amount <> coalesce(sum(i.subtotal), 0) + r.booking_fee
  UNION ALL
  SELECT m.id FROM artist_memberships m LEFT JOIN membership_point_logs l ON l.membership_id = m.id
  GROUP BY m.id HAVING m.points <> coalesce(sum(l.points), 0)
  UNION ALL
  SELECT t.id FROM ticket_transfers t JOIN reservations r ON r.id = t.reservation_id
  WHERE t.status = 'listed' AND (r.status <> 'confirmed' OR r.user_id <> t.seller_id)
  UNION ALL
  SELECT s.id FROM seats s LEFT JOIN reservation_items i ON i.seat_id = s.id AND i.released_at IS NULL
  WHERE i.reservation_id IS DISTINCT FROM s.reservation_id OR i.fencing_token > s.fencing_token
) AS broken`,
};

/** What ticket watches of its own database while it runs; test/invariants.ts sweeps with the same statements. */
export const ticketInvariants: readonly Invariant[] = [oversold, doubleHolds, unpublished, orphanHolds, unbalanced];
