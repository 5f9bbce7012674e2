/** Rows that tests and benchmarks of ticket_db start from. */
import { randomUUID } from 'node:crypto';
import type { Queryable } from '../../shared/postgres/pool.ts';

interface EventOptions {
  readonly status?: 'upcoming' | 'on_sale' | 'ended' | 'cancelled';
  /** Seconds from now; negative is the past. */
  readonly saleStartsIn?: number;
  readonly saleEndsIn?: number;
  readonly maxTicketsPerPerson?: number;
  readonly seats?: number;
  readonly price?: number;
}

/** An event with a row of seats; on sale unless told otherwise. Seats are in seat order. */
export async function seatedEvent(
  db: Queryable,
  options: EventOptions = {},
): Promise<{ eventId: string; seatIds: string[] }> {
  const eventId = await insertEvent(db, options);
  const seats = await db.query<{ id: string }>(
    `INSERT INTO seats (event_id, section, row_number, seat_number, seat_label, price)
     SELECT $1, 'VIP', 1 + n / 100, 1 + n % 100, 'VIP-' || 1 + n / 100 || '-' || 1 + n % 100, $3
     FROM generate_series(0, $2::int - 1) AS n ORDER BY n RETURNING id`,
    [eventId, options.seats ?? 10, options.price ?? 150_000],
  );
  return { eventId, seatIds: seats.rows.map((row) => row.id) };
}

/** An event with standing tickets: one type per quantity given. */
export async function standingEvent(db: Queryable, quantities: readonly number[], options: EventOptions = {}) {
  const eventId = await insertEvent(db, options);
  const ticketTypeIds: string[] = [];
  for (const [index, quantity] of quantities.entries()) {
    const type = await db.query<{ id: string }>(
      `INSERT INTO ticket_types (event_id, name, price, total_quantity, available_quantity) VALUES ($1, $2, $3, $4, $4) RETURNING id`,
      [eventId, `Standing ${index + 1}`, options.price ?? 50_000, quantity],
    );
    ticketTypeIds.push(...type.rows.map((row) => row.id));
  }
  return { eventId, ticketTypeIds };
}

async function insertEvent(db: Queryable, options: EventOptions): Promise<string> {
  const eventId = randomUUID();
  await db.query(
    `INSERT INTO events (id, title, venue, event_date, sale_start_date, sale_end_date, status, max_tickets_per_person)
     VALUES ($1, 'Test concert', 'Hall 1', now() + interval '60 days', now() + make_interval(secs => $2), now() + make_interval(secs => $3), $4, $5)`,
    [
      eventId,
      options.saleStartsIn ?? -3600,
      options.saleEndsIn ?? 86_400 * 30,
      options.status ?? 'on_sale',
      options.maxTicketsPerPerson ?? null,
    ],
  );
  return eventId;
}

/** Moves the end of a pending hold into the past, as waiting would. */
export async function letExpire(db: Queryable, reservationId: string): Promise<void> {
  await db.query(`UPDATE reservations SET expires_at = now() - interval '1 second' WHERE id = $1`, [reservationId]);
}
