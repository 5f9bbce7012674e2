import { z } from 'zod';
import type { Queryable } from '../../shared/postgres/pool.ts';

/** A reservation as administrators see it. */
export const adminReservation = z.object({
  id: z.uuid(),
  user_id: z.uuid(),
  event_id: z.uuid(),
  event_title: z.string(),
  reservation_number: z.string(),
  total_amount: z.int(),
  status: z.string(),
  payment_status: z.string(),
  created_at: z.iso.datetime(),
});
export type AdminReservation = z.infer<typeof adminReservation>;

export const reservationStats = z.object({
  totalReservations: z.int(),
  /** Won: of what is confirmed now, at the price its first buyer paid. */
  totalRevenue: z.int(),
  /** Made since midnight, Korean time. */
  todayReservations: z.int(),
});

const columns = `r.id, r.user_id, r.event_id, e.title AS event_title, r.reservation_number, r.total_amount, r.status, r.payment_status, r.created_at`;

type Row = Omit<AdminReservation, 'created_at'> & { readonly created_at: Date };
const answer = (row: Row): AdminReservation => ({ ...row, created_at: row.created_at.toISOString() });

/** Totals of all reservations there ever were. */
export async function readStats(db: Queryable): Promise<z.infer<typeof reservationStats>> {
  const { rows } = await db.query<{ total: number; revenue: number; today: number }>({
    name: 'admin-reservation-stats',
    text: `SELECT count(*)::int AS total, coalesce(sum(total_amount) FILTER (WHERE status = 'confirmed'), 0)::bigint AS revenue,
             count(*) FILTER (WHERE created_at >= date_trunc('day', now() AT TIME ZONE 'Asia/Seoul') AT TIME ZONE 'Asia/Seoul')::int AS today
           FROM reservations`,
  });
  const [row] = rows;
  return { totalReservations: row?.total ?? 0, totalRevenue: row?.revenue ?? 0, todayReservations: row?.today ?? 0 };
}

/** Newest first. */
export async function readReservations(
  db: Queryable,
  { status, page, limit }: { status?: string | undefined; page: number; limit: number },
): Promise<{ reservations: AdminReservation[]; total: number }> {
  const [rows, count] = await Promise.all([
    db.query<Row>({
      name: 'admin-reservations',
      text: `SELECT ${columns} FROM reservations r JOIN events e ON e.id = r.event_id
             WHERE $1::text IS NULL OR r.status = $1 ORDER BY r.created_at DESC, r.id LIMIT $2 OFFSET $3`,
      values: [status ?? null, limit, (page - 1) * limit],
    }),
    db.query<{ total: number }>({
      name: 'admin-reservations-total',
      text: 'SELECT count(*)::int AS total FROM reservations WHERE $1::text IS NULL OR status = $1',
      values: [status ?? null],
    }),
  ]);
  return { reservations: rows.rows.map(answer), total: count.rows[0]?.total ?? 0 };
}

/** One reservation, whoever has it; undefined when there is none. */
export async function readReservation(db: Queryable, id: string): Promise<AdminReservation | undefined> {
  const { rows } = await db.query<Row>({
    name: 'admin-reservation',
    text: `SELECT ${columns} FROM reservations r JOIN events e ON e.id = r.event_id WHERE r.id = $1`,
    values: [id],
  });
  return rows[0] && answer(rows[0]);
}

/** Reservations that hold or own a seat of this event. */
export async function countSeatReservations(db: Queryable, eventId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>({
    name: 'admin-seat-reservations',
    text: 'SELECT count(DISTINCT reservation_id)::int AS count FROM seats WHERE event_id = $1 AND reservation_id IS NOT NULL',
    values: [eventId],
  });
  return rows[0]?.count ?? 0;
}
