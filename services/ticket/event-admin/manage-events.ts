import type { ActingAdmin } from '../../shared/administration/acting-admin.ts';
import type { EventEdit, NewEvent } from '../../shared/administration/event-body.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { inTransaction, type Pool, type Queryable } from '../../shared/postgres/pool.ts';
import { recordDeed } from '../admin/deed.ts';
import { generateSeats, sectionNames } from '../seat-plan/seat-plan.ts';
import { insertType } from '../ticket-types/ticket-type-rows.ts';
import { artistNamed, type EventState, eventState, insertEvent, lockedEvent, updateEvent } from './event-rows.ts';

/** How long after its cancellation holds that were under way may still appear: longer than any statement may run (15 s). */
const lateHolds = `now() + interval '1 minute'`;

/**
 * Makes an event with its artist, seats and ticket types, all or nothing (domain.md 10.3 #24: in the database of the sale
 * itself, so there is no second one that could miss it).
 * @throws AppError LAYOUT_NOT_FOUND, SECTION_UNKNOWN
 */
export function createEvent(pool: Pool, event: NewEvent, by: ActingAdmin): Promise<EventState> {
  return inTransaction(pool, async (tx) => {
    const { seatLayoutId, ticketTypes, ...fields } = event;
    if (seatLayoutId !== null) {
      const layout = await tx.query('SELECT FROM seat_layouts WHERE id = $1', [seatLayoutId]);
      if (!layout.rowCount) throw new AppError('LAYOUT_NOT_FOUND', 'There is no such layout.');
    }
    const artistId = await artistNamed(tx, fields.artistName);
    const id = await insertEvent(tx, fields, { artistId, layoutId: seatLayoutId, createdBy: by.userId });
    if (seatLayoutId === null) for (const type of ticketTypes) await insertType(tx, id, type);
    else await sellSeats(tx, id, ticketTypes);
    const after = await eventState(tx, id);
    await recordDeed(tx, { by, action: 'CREATE_EVENT', resource: 'event', resourceId: id, before: null, after });
    return after;
  });
}

/** Prices of sections first, then the seats that take them over. */
async function sellSeats(tx: Queryable, eventId: string, types: NewEvent['ticketTypes']): Promise<void> {
  const sections = await sectionNames(tx, eventId);
  const unknown = types.find(({ name }) => !sections.includes(name));
  if (unknown) {
    throw new AppError('SECTION_UNKNOWN', `The layout has no section ${unknown.name}.`, { sections });
  }
  for (const type of types) await insertType(tx, eventId, type);
  await generateSeats(tx, eventId);
  await tx.query(
    `UPDATE ticket_types t SET total_quantity = seats.n, available_quantity = seats.n
     FROM (SELECT section, count(*)::int AS n FROM seats WHERE event_id = $1 GROUP BY section) AS seats
     WHERE t.event_id = $1 AND t.name = seats.section`,
    [eventId],
  );
}

/** @throws AppError EVENT_NOT_FOUND */
export function editEvent(pool: Pool, id: string, event: EventEdit, by: ActingAdmin): Promise<EventState> {
  return inTransaction(pool, async (tx) => {
    const before = await lockedEvent(tx, id);
    await updateEvent(tx, id, event, await artistNamed(tx, event.artistName));
    const after = await eventState(tx, id);
    await recordDeed(tx, { by, action: 'UPDATE_EVENT', resource: 'event', resourceId: id, before, after });
    return after;
  });
}

/**
 * From the commit on nothing is sold. Its reservations are ended afterwards (call-off/), by the caller at once and by the job
 * until none is left: a hall of 20,000 in one transaction would hold every lock of the sale.
 * @throws AppError EVENT_NOT_FOUND, EVENT_CANCELLED_ALREADY
 */
export function cancelEvent(pool: Pool, id: string, by: ActingAdmin): Promise<void> {
  return inTransaction(pool, async (tx) => {
    const before = await lockedEvent(tx, id);
    if (before.status === 'cancelled')
      throw new AppError('EVENT_CANCELLED_ALREADY', 'This event is cancelled already.');
    await tx.query(`UPDATE events SET status = 'cancelled', calling_off_until = ${lateHolds} WHERE id = $1`, [id]);
    const after = await eventState(tx, id);
    await recordDeed(tx, { by, action: 'CANCEL_EVENT', resource: 'event', resourceId: id, before, after });
  });
}

/** Hides an event and cancels it; its reservations and their money stay traceable (domain.md 10.3 #26). @throws AppError EVENT_NOT_FOUND */
export function deleteEvent(pool: Pool, id: string, by: ActingAdmin): Promise<void> {
  return inTransaction(pool, async (tx) => {
    const before = await lockedEvent(tx, id);
    await tx.query(
      `UPDATE events SET status = 'cancelled', deleted_at = now(), calling_off_until = ${lateHolds} WHERE id = $1`,
      [id],
    );
    const after = await eventState(tx, id);
    await recordDeed(tx, { by, action: 'DELETE_EVENT', resource: 'event', resourceId: id, before, after });
  });
}
