import { z } from 'zod';
import { actingAdmin } from '../../shared/administration/acting-admin.ts';
import { layoutBody } from '../../shared/administration/layout-body.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { inTransaction, type Pool } from '../../shared/postgres/pool.ts';
import { adminCallers } from '../admin/callers.ts';
import { recordDeed } from '../admin/deed.ts';
import type { ReservationReads } from '../reservations/reservation-reads.ts';
import { layoutSchema, uuid } from '../seats/seat-schemas.ts';
import { createLayout, editLayout } from './layouts.ts';
import { clearSeats, generateSeats, setBlocked } from './seat-plan.ts';

const eventParams = z.object({ eventId: uuid });
const byWhom = z.strictObject({ by: actingAdmin });
const layoutAnswer = z.object({ layout: layoutSchema });
const blockBody = z.strictObject({ by: actingAdmin, seatIds: z.array(uuid).min(1).max(500), blocked: z.boolean() });

/** Seat maps as administrators keep them (domain.md 1.4). */
export function seatPlanRoutes({ pool, reads }: { pool: Pool; reads: ReservationReads }): Route[] {
  const internal = { access: 'internal', callers: adminCallers } as const;
  return [
    route({
      ...internal,
      method: 'post',
      path: '/internal/seats/generate/:eventId/:layoutId',
      summary: 'Make the seats of an event that has none, from this layout',
      input: { params: z.object({ eventId: uuid, layoutId: uuid }), body: byWhom },
      responses: { 201: z.object({ seats: z.int() }) },
      errors: ['EVENT_NOT_FOUND', 'LAYOUT_NOT_FOUND', 'LAYOUT_DIFFERS', 'EVENT_HAS_SALES', 'SEATS_EXIST'],
      handler: async ({ params: { eventId, layoutId }, body: { by } }) => {
        const seats = await inTransaction(pool, async (tx) => {
          await takeLayout(tx, eventId, layoutId);
          const made = await generateSeats(tx, eventId);
          const after = { layoutId, seats: made };
          await recordDeed(tx, {
            by,
            action: 'GENERATE_SEATS',
            resource: 'event',
            resourceId: eventId,
            before: null,
            after,
          });
          return made;
        });
        return { status: 201, body: { seats } };
      },
    }),
    route({
      ...internal,
      method: 'get',
      path: '/internal/seats/count/:eventId',
      summary: 'How many seats an event has',
      input: { params: eventParams },
      responses: { 200: z.object({ count: z.int() }) },
      handler: async ({ params }) => {
        const { rows } = await pool.query<{ count: number }>({
          name: 'count-seats',
          text: 'SELECT count(*)::int AS count FROM seats WHERE event_id = $1',
          values: [params.eventId],
        });
        return { status: 200, body: { count: rows[0]?.count ?? 0 } };
      },
    }),
    route({
      ...internal,
      method: 'delete',
      path: '/internal/seats/:eventId',
      summary: 'Take all seats of an event away, while nobody holds or owns one',
      input: { params: eventParams, body: byWhom },
      responses: { 200: z.object({ seats: z.int() }) },
      errors: ['SEATS_IN_USE'],
      handler: async ({ params: { eventId }, body: { by } }) => {
        const seats = await inTransaction(pool, async (tx) => {
          const taken = await clearSeats(tx, eventId);
          const before = { seats: taken };
          await recordDeed(tx, {
            by,
            action: 'DELETE_SEATS',
            resource: 'event',
            resourceId: eventId,
            before,
            after: null,
          });
          return taken;
        });
        return { status: 200, body: { seats } };
      },
    }),
    route({
      ...internal,
      method: 'put',
      path: '/internal/seats/:eventId/blocked',
      summary: 'Take free seats out of the sale, or give them back to it, all or none',
      input: { params: eventParams, body: blockBody },
      responses: { 200: z.object({ seats: z.array(z.string()) }) },
      errors: ['SEAT_NOT_FOUND', 'SEATS_IN_USE'],
      handler: async ({ params: { eventId }, body: { by, seatIds, blocked } }) => {
        const seats = await inTransaction(pool, async (tx) => {
          const labels = await setBlocked(tx, { eventId, seatIds: [...new Set(seatIds)], blocked });
          const action = blocked ? 'BLOCK_SEATS' : 'UNBLOCK_SEATS';
          await recordDeed(tx, {
            by,
            action,
            resource: 'event',
            resourceId: eventId,
            before: null,
            after: { seats: labels },
          });
          return [...labels];
        });
        return { status: 200, body: { seats } };
      },
    }),
    route({
      ...internal,
      method: 'get',
      path: '/internal/admin/seat-layouts',
      summary: 'The seat layouts of the house, smallest first',
      input: {},
      responses: { 200: z.object({ layouts: z.array(layoutSchema) }) },
      handler: async () => ({ status: 200, body: { layouts: await reads.layouts() } }),
    }),
    route({
      ...internal,
      method: 'post',
      path: '/internal/admin/seat-layouts',
      summary: 'A new seat layout',
      input: { body: z.strictObject({ by: actingAdmin, layout: layoutBody }) },
      responses: { 201: layoutAnswer },
      errors: ['LAYOUT_EXISTS'],
      handler: async ({ body }) => ({ status: 201, body: { layout: await createLayout(pool, body.layout, body.by) } }),
    }),
    route({
      ...internal,
      method: 'put',
      path: '/internal/admin/seat-layouts/:id',
      summary: 'Change a layout while nothing is sold in it; seats of its events are made anew',
      input: { params: z.object({ id: uuid }), body: z.strictObject({ by: actingAdmin, layout: layoutBody }) },
      responses: { 200: layoutAnswer },
      errors: ['LAYOUT_NOT_FOUND', 'LAYOUT_EXISTS', 'SEATS_IN_USE'],
      handler: async ({ params, body }) => ({
        status: 200,
        body: { layout: await editLayout(pool, params.id, body.layout, body.by) },
      }),
    }),
  ];
}

/** Gives a standing event its layout, unless standing tickets of it are out; one that has a layout keeps it. */
async function takeLayout(tx: Parameters<typeof generateSeats>[0], eventId: string, layoutId: string): Promise<void> {
  const layout = await tx.query('SELECT FROM seat_layouts WHERE id = $1', [layoutId]);
  if (!layout.rowCount) throw new AppError('LAYOUT_NOT_FOUND', 'There is no such layout.');
  const { rows } = await tx.query<{ layout: string | null; sold: boolean }>(
    `SELECT seat_layout_id AS layout, EXISTS (SELECT FROM ticket_types t JOIN reservation_items i ON i.ticket_type_id = t.id
       WHERE t.event_id = events.id AND i.released_at IS NULL) AS sold
     FROM events WHERE id = $1 AND deleted_at IS NULL FOR UPDATE`,
    [eventId],
  );
  const [event] = rows;
  if (!event) throw new AppError('EVENT_NOT_FOUND', 'There is no such event.');
  if (event.layout === layoutId) return;
  if (event.layout !== null) throw new AppError('LAYOUT_DIFFERS', 'This event has another layout.');
  if (event.sold) throw new AppError('EVENT_HAS_SALES', 'Standing tickets of this event are held or sold.');
  await tx.query('DELETE FROM ticket_types WHERE event_id = $1', [eventId]);
  await tx.query('UPDATE events SET seat_layout_id = $2 WHERE id = $1', [eventId, layoutId]);
}
