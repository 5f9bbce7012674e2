import type { EventEdit } from '../../shared/administration/event-body.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';

/** An event as it stands in the audit log. */
export type EventState = Readonly<Record<string, unknown>>;

/** The status that time asks for (domain.md 2.6); a cancelled event stays cancelled whatever its dates become. */
const statusByTime = `CASE WHEN $7::timestamptz <= now() OR $5::timestamptz <= now() THEN 'ended'
  WHEN $6::timestamptz <= now() THEN 'on_sale' ELSE 'upcoming' END`;

const values = (event: EventEdit, artistId: string | null) => [
  event.title,
  event.description,
  event.venue,
  event.address,
  event.eventDate,
  event.saleStartDate,
  event.saleEndDate,
  event.posterImageUrl,
  event.artistName,
  artistId,
  event.maxTicketsPerPerson,
];

/**
 * The artist of this name, made when there is none: an event without the link has no presale, no members and no fees
 * (domain.md 10.3 #25). Two administrators with the same new name get the same artist.
 */
export async function artistNamed(tx: Queryable, name: string | null): Promise<string | null> {
  if (name === null) return null;
  await tx.query('INSERT INTO artists (name) VALUES ($1) ON CONFLICT (name) DO NOTHING', [name]);
  const { rows } = await tx.query<{ id: string }>('SELECT id FROM artists WHERE name = $1', [name]);
  return rows[0]?.id ?? null;
}

/** Writes a new event, its status already what time asks for. @returns its id */
export async function insertEvent(
  tx: Queryable,
  event: EventEdit,
  { artistId, layoutId, createdBy }: { artistId: string | null; layoutId: string | null; createdBy: string },
): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO events (title, description, venue, address, event_date, sale_start_date, sale_end_date, poster_image_url,
       artist_name, artist_id, max_tickets_per_person, status, seat_layout_id, created_by)
     VALUES ($1, $2, $3, $4, $5::timestamptz, $6::timestamptz, $7::timestamptz, $8, $9, $10, $11, ${statusByTime}, $12, $13) RETURNING id`,
    [...values(event, artistId), layoutId, createdBy],
  );
  const [row] = rows;
  if (!row) throw new Error('the event was not written');
  return row.id;
}

/** Writes everything but layout and creator; call it with the row locked. */
export async function updateEvent(tx: Queryable, id: string, event: EventEdit, artistId: string | null): Promise<void> {
  await tx.query(
    `UPDATE events SET title = $1, description = $2, venue = $3, address = $4, event_date = $5::timestamptz,
       sale_start_date = $6::timestamptz, sale_end_date = $7::timestamptz, poster_image_url = $8, artist_name = $9, artist_id = $10,
       max_tickets_per_person = $11, status = CASE WHEN status = 'cancelled' THEN status ELSE ${statusByTime} END
     WHERE id = $12`,
    [...values(event, artistId), id],
  );
}

/** The event with its row locked. @throws AppError EVENT_NOT_FOUND, also for a deleted one */
export async function lockedEvent(tx: Queryable, id: string): Promise<EventState & { readonly status: string }> {
  const { rows } = await tx.query<{ state: EventState; status: string }>(
    'SELECT to_jsonb(e) AS state, status FROM events e WHERE id = $1 AND deleted_at IS NULL FOR UPDATE',
    [id],
  );
  const [row] = rows;
  if (!row) throw new AppError('EVENT_NOT_FOUND', 'There is no such event.');
  return { ...row.state, status: row.status };
}

/** The event as it is now. */
export async function eventState(tx: Queryable, id: string): Promise<EventState> {
  const { rows } = await tx.query<{ state: EventState }>('SELECT to_jsonb(e) AS state FROM events e WHERE id = $1', [
    id,
  ]);
  return rows[0]?.state ?? {};
}
