import { z } from 'zod';
import { actingAdmin } from '../../shared/administration/acting-admin.ts';
import { eventEdit, newEvent } from '../../shared/administration/event-body.ts';
import { type Route, route } from '../../shared/http/route.ts';
import type { Pool } from '../../shared/postgres/pool.ts';
import { adminCallers } from '../admin/callers.ts';
import { callOff } from '../call-off/call-off.ts';
import { updateEventStatus } from '../jobs/event-status.ts';
import type { Sale } from '../reservations/sale.ts';
import { uuid } from '../seats/seat-schemas.ts';
import { editArtist } from './artists.ts';
import { cancelEvent, createEvent, deleteEvent, editEvent } from './manage-events.ts';

const byId = z.object({ id: uuid });
const byWhom = z.strictObject({ by: actingAdmin });
/** The row as it stands in the audit log; catalog reads what people see itself. */
const eventAnswer = z.object({ event: z.looseObject({ id: z.uuid(), status: z.string() }) });
const cancelAnswer = z.object({ cancelledReservations: z.int() });
const artistBody = z.strictObject({
  by: actingAdmin,
  imageUrl: z
    .url({ protocol: /^https$/ })
    .max(2_000)
    .nullable(),
  description: z.string().trim().max(5_000).nullable(),
});

/** Events as administrators keep them; catalog's admin API calls these (E14). */
export function eventAdminRoutes({ pool, sale }: { pool: Pool; sale: Sale }): Route[] {
  const internal = { access: 'internal', callers: adminCallers } as const;
  return [
    route({
      ...internal,
      method: 'post',
      path: '/internal/admin/events',
      summary: 'A new event with its artist, seats and ticket types',
      input: { body: z.strictObject({ by: actingAdmin, event: newEvent }) },
      responses: { 201: eventAnswer },
      errors: ['LAYOUT_NOT_FOUND', 'SECTION_UNKNOWN'],
      handler: async ({ body }) => ({ status: 201, body: { event: await createEvent(pool, body.event, body.by) } }),
    }),
    route({
      ...internal,
      method: 'put',
      path: '/internal/admin/events/:id',
      summary: 'Change an event; its layout stays, its status follows its dates unless it is cancelled',
      input: { params: byId, body: z.strictObject({ by: actingAdmin, event: eventEdit }) },
      responses: { 200: eventAnswer },
      errors: ['EVENT_NOT_FOUND'],
      handler: async ({ params, body }) => ({
        status: 200,
        body: { event: await editEvent(pool, params.id, body.event, body.by) },
      }),
    }),
    route({
      ...internal,
      method: 'post',
      path: '/internal/admin/reservations/cancel-by-event/:id',
      summary: 'Cancel an event and its reservations; what was paid goes back',
      input: { params: byId, body: byWhom },
      responses: { 200: cancelAnswer },
      errors: ['EVENT_NOT_FOUND', 'EVENT_CANCELLED_ALREADY'],
      handler: async ({ params, body }) => {
        await cancelEvent(pool, params.id, body.by);
        return { status: 200, body: { cancelledReservations: await callOff(sale, params.id) } };
      },
    }),
    route({
      ...internal,
      method: 'post',
      path: '/internal/admin/reservations/cancel-all-by-event/:id',
      summary: 'Delete an event: it is hidden, and its reservations are cancelled with their money',
      input: { params: byId, body: byWhom },
      responses: { 200: cancelAnswer },
      errors: ['EVENT_NOT_FOUND'],
      handler: async ({ params, body }) => {
        await deleteEvent(pool, params.id, body.by);
        return { status: 200, body: { cancelledReservations: await callOff(sale, params.id) } };
      },
    }),
    route({
      ...internal,
      method: 'put',
      path: '/internal/admin/artists/:id',
      summary: 'Picture and description of an artist',
      input: { params: byId, body: artistBody },
      responses: { 200: z.object({ artist: z.looseObject({ id: z.uuid() }) }) },
      errors: ['ARTIST_NOT_FOUND'],
      handler: async ({ params, body: { by, ...changes } }) => ({
        status: 200,
        body: { artist: await editArtist(pool, params.id, changes, by) },
      }),
    }),
    route({
      ...internal,
      method: 'post',
      path: '/internal/reschedule-event-status',
      summary: 'Let the status of all events follow their dates now',
      input: {},
      responses: { 200: z.object({ changed: z.int() }) },
      handler: async () => ({ status: 200, body: { changed: await updateEventStatus(pool) } }),
    }),
  ];
}
