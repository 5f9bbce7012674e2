/** An event of a test's own, on sale now, so that no test sees another's seats. */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';

export interface Sale {
  readonly eventId: string;
  readonly seatIds: readonly string[];
}

/** @param limit tickets per person; the service's own limit without it */
export async function openSale(tickets: pg.Pool, seats: number, limit: number | null = null): Promise<Sale> {
  const eventId = randomUUID();
  await tickets.query(
    `INSERT INTO events (id, title, venue, event_date, sale_start_date, sale_end_date, status, max_tickets_per_person)
     VALUES ($1, 'A sale of a test', 'Loopback', now() + interval '30 days', now() - interval '1 hour', now() + interval '1 day', 'on_sale', $2)`,
    [eventId, limit],
  );
  const { rows } = await tickets.query<{ id: string }>(
    `INSERT INTO seats (event_id, section, row_number, seat_number, seat_label, price)
     SELECT $1, 'S' || n / 5000, n / 50 % 100 + 1, n % 50 + 1, 'S' || n / 5000 || '-' || n / 50 % 100 + 1 || '-' || n % 50 + 1, 50000
     FROM generate_series(0, $2::int - 1) AS n RETURNING id`,
    [eventId, seats],
  );
  await tickets.query('ANALYZE seats');
  return { eventId, seatIds: rows.map(({ id }) => id) };
}
