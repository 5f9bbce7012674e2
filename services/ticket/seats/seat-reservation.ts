import { AppError } from '../../shared/errors/app-error.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';
import type { HeldSeat } from './seat-hold-statement.ts';

/** What a buyer is told about the seats held for them. */
export interface SeatReservation {
  readonly id: string;
  readonly reservationNumber: string;
  readonly totalAmount: number;
  readonly expiresAt: Date;
  readonly seats: readonly HeldSeat[];
}

const text = `
SELECT r.id, r.reservation_number AS "reservationNumber", r.total_amount AS "totalAmount", r.expires_at AS "expiresAt",
  jsonb_agg(jsonb_build_object('id', s.id, 'section', s.section, 'rowNumber', s.row_number, 'seatNumber', s.seat_number,
    'seatLabel', s.seat_label, 'price', i.unit_price, 'fencingToken', i.fencing_token) ORDER BY s.section COLLATE "C", s.row_number, s.seat_number) AS seats
FROM reservations r JOIN reservation_items i ON i.reservation_id = r.id JOIN seats s ON s.id = i.seat_id
WHERE r.id = $1 GROUP BY r.id`;

/** The answer that the hold gave, built again from what it wrote. @throws AppError RESERVATION_NOT_FOUND */
export async function seatReservation(db: Queryable, reservationId: string): Promise<SeatReservation> {
  const { rows } = await db.query<SeatReservation>({ name: 'seat-reservation', text, values: [reservationId] });
  const [found] = rows;
  if (!found) throw new AppError('RESERVATION_NOT_FOUND', 'There is no such reservation of seats.');
  return found;
}
