import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';

/** A listing as everybody sees it: no buyer and no payment. */
export const transferSchema = z.object({
  id: z.uuid(),
  reservation_id: z.uuid(),
  seller_id: z.uuid(),
  artist_id: z.uuid().nullable(),
  original_price: z.int(),
  transfer_fee: z.int(),
  transfer_fee_percent: z.int(),
  total_price: z.int(),
  status: z.enum(['listed', 'completed', 'cancelled']),
  created_at: z.iso.datetime(),
  completed_at: z.iso.datetime().nullable(),
  /** Somebody is paying for it just now. */
  is_claimed: z.boolean(),
  event_id: z.uuid(),
  event_title: z.string(),
  venue: z.string(),
  event_date: z.iso.datetime(),
  poster_image_url: z.string().nullable(),
  artist_name: z.string().nullable(),
  artist_image_url: z.string().nullable(),
  /** Labels of its seats; empty for tickets without one. */
  seats: z.array(z.string()),
});
export type Transfer = z.infer<typeof transferSchema>;

interface Row extends Omit<Transfer, 'created_at' | 'completed_at' | 'event_date'> {
  readonly created_at: Date;
  readonly completed_at: Date | null;
  readonly event_date: Date;
}

const select = `
SELECT t.id, t.reservation_id, t.seller_id, t.artist_id, t.original_price, t.transfer_fee, t.transfer_fee_percent, t.total_price,
  t.status, t.created_at, t.completed_at, coalesce(t.status = 'listed' AND t.claim_expires_at > now(), false) AS is_claimed,
  e.id AS event_id, e.title AS event_title, e.venue, e.event_date, e.poster_image_url, coalesce(a.name, e.artist_name) AS artist_name,
  a.image_url AS artist_image_url,
  ARRAY(SELECT s.seat_label::text FROM reservation_items i JOIN seats s ON s.id = i.seat_id
    WHERE i.reservation_id = t.reservation_id ORDER BY s.section COLLATE "C", s.row_number, s.seat_number) AS seats
FROM ticket_transfers t JOIN reservations r ON r.id = t.reservation_id JOIN events e ON e.id = r.event_id
LEFT JOIN artists a ON a.id = t.artist_id`;

const forSale = `t.status = 'listed' AND e.event_date > now() AND e.status <> 'cancelled' AND ($1::uuid IS NULL OR t.artist_id = $1)`;

const shown = (row: Row): Transfer => ({
  ...row,
  created_at: row.created_at.toISOString(),
  completed_at: row.completed_at?.toISOString() ?? null,
  event_date: row.event_date.toISOString(),
});

/** What is for sale, newest first. */
export async function listings(db: Queryable, wanted: { artistId?: string | undefined; page: number; limit: number }) {
  const { page, limit } = wanted;
  const artistId = wanted.artistId ?? null;
  const { rows } = await db.query<Row>({
    name: 'transfers-for-sale',
    text: `${select} WHERE ${forSale} ORDER BY t.created_at DESC, t.id LIMIT $2 OFFSET $3`,
    values: [artistId, limit, (page - 1) * limit],
  });
  const count = await db.query<{ total: number }>({
    name: 'transfers-for-sale-count',
    text: `SELECT count(*)::int AS total FROM ticket_transfers t JOIN reservations r ON r.id = t.reservation_id
           JOIN events e ON e.id = r.event_id WHERE ${forSale}`,
    values: [artistId],
  });
  const total = count.rows[0]?.total ?? 0;
  return { transfers: rows.map(shown), pagination: { total, page, limit, totalPages: Math.ceil(total / limit) } };
}

/** What the person has listed, in every state, newest first. */
export async function transfersOf(db: Queryable, sellerId: string): Promise<Transfer[]> {
  const { rows } = await db.query<Row>({
    name: 'transfers-of-seller',
    text: `${select} WHERE t.seller_id = $1 ORDER BY t.created_at DESC, t.id LIMIT 200`,
    values: [sellerId],
  });
  return rows.map(shown);
}

/** @throws AppError TRANSFER_NOT_FOUND */
export async function transferById(db: Queryable, id: string): Promise<Transfer> {
  const { rows } = await db.query<Row>({ name: 'transfer-shown', text: `${select} WHERE t.id = $1`, values: [id] });
  const [row] = rows;
  if (!row) throw new AppError('TRANSFER_NOT_FOUND', 'There is no such transfer.');
  return shown(row);
}
