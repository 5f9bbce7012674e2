import { z } from 'zod';
import { type ActingAdmin, actingAdmin } from '../../shared/administration/acting-admin.ts';
import { type TicketTypeBody, ticketTypeFields } from '../../shared/administration/event-body.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { inTransaction, type Pool } from '../../shared/postgres/pool.ts';
import { adminCallers } from '../admin/callers.ts';
import { recordDeed } from '../admin/deed.ts';
import { lockedEvent } from '../event-admin/event-rows.ts';
import type { ReservationReads } from '../reservations/reservation-reads.ts';
import { uuid } from '../seats/seat-schemas.ts';
import { insertType, lockedType, repriceSeats, updateType } from './ticket-type-rows.ts';

const ticketType = z.object({
  id: z.uuid(),
  name: z.string(),
  price: z.int(),
  total_quantity: z.int(),
  available_quantity: z.int(),
  description: z.string().nullable(),
});
const writeBody = z.strictObject({ by: actingAdmin, ticketType: z.strictObject(ticketTypeFields) });
const byId = z.object({ id: uuid });

/** Ticket types as administrators keep them (domain.md 1.4). */
export function ticketTypeRoutes({ pool, reads }: { pool: Pool; reads: ReservationReads }): Route[] {
  const internal = { access: 'internal', callers: adminCallers } as const;
  return [
    route({
      ...internal,
      method: 'get',
      path: '/internal/ticket-types',
      summary: 'The ticket types of an event, dearest first',
      input: { query: z.object({ eventId: uuid }) },
      responses: { 200: z.object({ ticketTypes: z.array(ticketType) }) },
      handler: async ({ query }) => ({ status: 200, body: { ticketTypes: await reads.ticketTypes(query.eventId) } }),
    }),
    route({
      ...internal,
      method: 'get',
      path: '/internal/ticket-types/:id/availability',
      summary: 'What is left of one ticket type',
      input: { params: byId },
      responses: { 200: z.object({ ticketType }) },
      errors: ['TICKET_TYPE_NOT_FOUND'],
      handler: async ({ params }) => ({ status: 200, body: { ticketType: await reads.ticketType(params.id) } }),
    }),
    route({
      ...internal,
      method: 'post',
      path: '/internal/ticket-types',
      summary: 'A new ticket type of an event without seats',
      input: { body: writeBody.extend({ eventId: uuid }) },
      responses: { 201: z.object({ ticketType }) },
      errors: ['EVENT_NOT_FOUND', 'EVENT_HAS_SEATS'],
      handler: async ({ body }) => ({ status: 201, body: { ticketType: await addType(pool, body) } }),
    }),
    route({
      ...internal,
      method: 'put',
      path: '/internal/ticket-types/:id',
      summary: 'Change a ticket type; the total never falls below what is sold',
      input: { params: byId, body: writeBody },
      responses: { 200: z.object({ ticketType }) },
      errors: ['TICKET_TYPE_NOT_FOUND', 'TOTAL_BELOW_SOLD', 'SECTION_IS_FIXED'],
      handler: async ({ params, body }) => ({
        status: 200,
        body: { ticketType: await editType(pool, params.id, body.ticketType, body.by) },
      }),
    }),
  ];
}

function addType(pool: Pool, { eventId, ticketType: type, by }: z.infer<typeof writeBody> & { eventId: string }) {
  return inTransaction(pool, async (tx) => {
    const event = await lockedEvent(tx, eventId);
    if (event.seat_layout_id !== null)
      throw new AppError('EVENT_HAS_SEATS', 'The types of this event are its sections.');
    const after = await insertType(tx, eventId, type);
    await recordDeed(tx, {
      by,
      action: 'CREATE_TICKET_TYPE',
      resource: 'ticket_type',
      resourceId: after.id,
      before: null,
      after,
    });
    return after;
  });
}

function editType(pool: Pool, id: string, type: TicketTypeBody, by: ActingAdmin) {
  return inTransaction(pool, async (tx) => {
    const { names_section: namesSection, ...before } = await lockedType(tx, id);
    const sold = before.total_quantity - before.available_quantity;
    if (type.totalQuantity < sold)
      throw new AppError('TOTAL_BELOW_SOLD', `${sold} of them are held or sold.`, { sold });
    if (namesSection && (type.name !== before.name || type.totalQuantity !== before.total_quantity)) {
      throw new AppError(
        'SECTION_IS_FIXED',
        'Name and size of a section stand in its layout; only the price can change.',
      );
    }
    const after = await updateType(tx, id, type);
    if (namesSection) await repriceSeats(tx, after);
    await recordDeed(tx, { by, action: 'UPDATE_TICKET_TYPE', resource: 'ticket_type', resourceId: id, before, after });
    return after;
  });
}
