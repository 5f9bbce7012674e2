import { AppError } from '../../shared/errors/app-error.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';

const sectionsOf = `
  FROM events JOIN seat_layouts ON seat_layouts.id = events.seat_layout_id
  CROSS JOIN jsonb_to_recordset(layout_config -> 'sections')
    AS section(name text, rows int, "seatsPerRow" int, price int, "startRow" int)`;

/** A price that an administrator gave a section of this event stands in its ticket type; without one the layout's counts. */
const insertTypes = `
  INSERT INTO ticket_types (event_id, name, price, total_quantity, available_quantity)
  SELECT events.id, section.name, section.price, rows * "seatsPerRow", rows * "seatsPerRow" ${sectionsOf}
  WHERE events.id = $1 AND NOT EXISTS (SELECT FROM ticket_types t WHERE t.event_id = events.id AND t.name = section.name)`;
const insertSeats = `
  INSERT INTO seats (event_id, section, row_number, seat_number, seat_label, price)
  SELECT events.id, section.name, row_number, seat_number, concat_ws('-', section.name, row_number, seat_number), type.price
  ${sectionsOf}
  JOIN ticket_types type ON type.event_id = events.id AND type.name = section.name
  CROSS JOIN generate_series("startRow", "startRow" + rows - 1) AS row_number
  CROSS JOIN generate_series(1, "seatsPerRow") AS seat_number
  WHERE events.id = $1`;

/**
 * Makes the seats of an event from its layout, and a ticket type for each section.
 * @returns how many seats
 * @throws AppError EVENT_HAS_NO_LAYOUT, SEATS_EXIST
 */
export async function generateSeats(tx: Queryable, eventId: string): Promise<number> {
  const known = await tx.query('SELECT FROM seats WHERE event_id = $1 LIMIT 1', [eventId]);
  if (known.rowCount) throw new AppError('SEATS_EXIST', 'This event has its seats already.');
  await tx.query(insertTypes, [eventId]);
  const { rowCount } = await tx.query(insertSeats, [eventId]);
  if (!rowCount) throw new AppError('EVENT_HAS_NO_LAYOUT', 'This event has no seat layout to make seats from.');
  return rowCount;
}

/**
 * Takes all seats of an event away, and the ticket types that only named its sections; nobody may hold or own one of them.
 * The seats are locked first: a hold that comes meanwhile waits, and then finds none.
 * @returns how many seats
 * @throws AppError SEATS_IN_USE
 */
export async function clearSeats(tx: Queryable, eventId: string): Promise<number> {
  const { rows } = await tx.query<{ status: string }>(
    'SELECT status FROM seats WHERE event_id = $1 ORDER BY id FOR UPDATE',
    [eventId],
  );
  const inUse = rows.filter(({ status }) => status === 'locked' || status === 'reserved').length;
  if (inUse > 0) throw new AppError('SEATS_IN_USE', `${inUse} seats are held or sold.`, { inUse });
  await tx.query('DELETE FROM seats WHERE event_id = $1', [eventId]);
  return rows.length;
}

/** Names of the sections that an event's layout has; empty without a layout. */
export async function sectionNames(tx: Queryable, eventId: string): Promise<string[]> {
  const { rows } = await tx.query<{ name: string }>(`SELECT section.name ${sectionsOf} WHERE events.id = $1`, [
    eventId,
  ]);
  return rows.map(({ name }) => name);
}

/**
 * Takes free seats out of the sale, or gives them back to it, all or none; what is so already may be named again.
 * @throws AppError SEAT_NOT_FOUND, SEATS_IN_USE
 */
export async function setBlocked(
  tx: Queryable,
  { eventId, seatIds, blocked }: { eventId: string; seatIds: readonly string[]; blocked: boolean },
): Promise<readonly string[]> {
  const { rows } = await tx.query<{ id: string; status: string; seat_label: string }>(
    'SELECT id, status, seat_label FROM seats WHERE event_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR UPDATE',
    [eventId, seatIds],
  );
  if (rows.length < seatIds.length) throw new AppError('SEAT_NOT_FOUND', 'This event has no such seat.');
  const busy = rows.filter(({ status }) => status !== 'available' && status !== 'blocked');
  if (busy.length > 0) {
    const labels = busy.map((row) => row.seat_label);
    throw new AppError('SEATS_IN_USE', `Held, sold or about to be drawn: ${labels.join(', ')}.`, {
      inUse: busy.length,
    });
  }
  await tx.query('UPDATE seats SET status = $2, version = version + 1 WHERE id = ANY($1::uuid[]) AND status <> $2', [
    seatIds,
    blocked ? 'blocked' : 'available',
  ]);
  return rows.map((row) => row.seat_label);
}
