import { AppError } from '../../shared/errors/app-error.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';
import type { HeldTickets } from './ticket-hold-statement.ts';

/** What a buyer is told about the tickets held for them. */
export interface TicketReservation {
  readonly id: string;
  readonly reservationNumber: string;
  readonly eventTitle: string;
  readonly totalAmount: number;
  readonly status: string;
  readonly paymentStatus: string;
  readonly expiresAt: Date;
  readonly items: readonly HeldTickets[];
}

/** The statuses are those of the first answer, whatever has happened since: a repeat is told what it was told before. */
const text = `
SELECT r.id, r.reservation_number AS "reservationNumber", e.title AS "eventTitle", r.total_amount AS "totalAmount",
  CASE WHEN r.total_amount > 0 THEN 'pending' ELSE 'confirmed' END AS status,
  CASE WHEN r.total_amount > 0 THEN 'pending' ELSE 'completed' END AS "paymentStatus", r.expires_at AS "expiresAt",
  jsonb_agg(jsonb_build_object('ticketTypeId', t.id, 'ticketTypeName', t.name, 'quantity', i.quantity, 'unitPrice', i.unit_price,
    'subtotal', i.subtotal) ORDER BY i.unit_price DESC, t.name) AS items
FROM reservations r JOIN events e ON e.id = r.event_id
JOIN reservation_items i ON i.reservation_id = r.id JOIN ticket_types t ON t.id = i.ticket_type_id
WHERE r.id = $1 GROUP BY r.id, e.title`;

/** The answer that the hold gave, built again from what it wrote. @throws AppError RESERVATION_NOT_FOUND */
export async function ticketReservation(db: Queryable, reservationId: string): Promise<TicketReservation> {
  const { rows } = await db.query<TicketReservation>({ name: 'ticket-reservation', text, values: [reservationId] });
  const [found] = rows;
  if (!found) throw new AppError('RESERVATION_NOT_FOUND', 'There is no such reservation of tickets.');
  return found;
}
