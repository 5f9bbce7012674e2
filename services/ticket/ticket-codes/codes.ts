import { AppError } from '../../shared/errors/app-error.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';
import type { CodeKeys } from './code-keys.ts';

/** A code is good until a day after the beginning of the event. */
const afterEventMs = 86_400_000;

interface TicketRow {
  readonly user_id: string;
  readonly status: string;
  readonly event_id: string;
  readonly event_date: Date;
  readonly generation: number;
  readonly item_id: string;
  readonly label: string;
  readonly number: number;
  readonly admitted_at: Date | null;
}

/**
 * The codes of the caller's tickets, one for each person who may go in. Every call signs anew; what makes a code die is
 * the generation of its reservation, which a resale raises.
 * @throws AppError RESERVATION_NOT_FOUND (also for somebody else's), RESERVATION_NOT_CONFIRMED
 */
export async function codesOf(
  db: Queryable,
  keys: CodeKeys,
  wanted: { reservationId: string; userId: string },
  now: Date,
) {
  const { rows } = await db.query<TicketRow>({
    name: 'codes-of-reservation',
    text: `SELECT r.user_id, r.status, r.event_id, e.event_date, r.code_generation AS generation, i.id AS item_id,
             coalesce(s.seat_label, t.name) AS label, n.number, a.admitted_at
           FROM reservations r JOIN events e ON e.id = r.event_id JOIN reservation_items i ON i.reservation_id = r.id
           CROSS JOIN LATERAL generate_series(1, i.quantity) AS n(number)
           LEFT JOIN seats s ON s.id = i.seat_id LEFT JOIN ticket_types t ON t.id = i.ticket_type_id
           LEFT JOIN ticket_admissions a ON a.reservation_item_id = i.id AND a.ticket_number = n.number
           WHERE r.id = $1 AND (i.released_at IS NULL OR r.status <> 'confirmed') ORDER BY label, i.id, n.number`,
    values: [wanted.reservationId],
  });
  const [first] = rows;
  if (first?.user_id !== wanted.userId) throw new AppError('RESERVATION_NOT_FOUND', 'You have no such reservation.');
  if (first.status !== 'confirmed') {
    throw new AppError('RESERVATION_NOT_CONFIRMED', `This reservation is ${first.status}.`, { state: first.status });
  }
  const life = Math.floor((first.event_date.getTime() + afterEventMs - now.getTime()) / 1_000);
  if (life <= 0) throw new AppError('RESERVATION_NOT_CONFIRMED', 'The event is over.', { state: 'over' });
  return rows.map(({ item_id, event_id, label, number, generation, admitted_at }) => ({
    itemId: item_id,
    label,
    ticketNumber: number,
    usedAt: admitted_at?.toISOString() ?? null,
    code: keys.signer.sign({ sub: item_id, event: event_id, number, generation }, life),
  }));
}
