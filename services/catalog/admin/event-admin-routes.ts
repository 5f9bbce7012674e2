import { z } from 'zod';
import { eventEdit, newEvent, ticketTypeFields } from '../../shared/administration/event-body.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Route, route } from '../../shared/http/route.ts';
import type { EventRepository } from '../events/event-repository.ts';
import { eventDetailSchema } from '../events/event-schemas.ts';
import { acting } from './acting.ts';
import { ticketTypeAnswer } from './admin-schemas.ts';
import type { TicketOffice } from './ticket-office.ts';

const byId = z.object({ id: z.uuid() });
const ticketTypeBody = z.strictObject(ticketTypeFields);
const cancelAnswer = z.object({ message: z.string(), cancelledReservations: z.int() });

/** Events and ticket types as administrators write them (domain.md 1.7); ticket does the writing (E14). */
export function eventAdminRoutes({ office, events }: { office: TicketOffice; events: EventRepository }): Route[] {
  // Read back as everybody will: what the answer shows is what stands in the database.
  async function shown(id: string) {
    const detail = await events.detail(id);
    if (!detail) throw new AppError('EVENT_NOT_FOUND', `There is no event ${id}.`);
    return detail;
  }

  return [
    route({
      method: 'post',
      path: '/api/admin/events',
      summary: 'A new event with its artist, seats and ticket types',
      access: 'admin',
      input: { body: newEvent },
      responses: { 201: eventDetailSchema },
      errors: ['LAYOUT_NOT_FOUND', 'SECTION_UNKNOWN'],
      handler: async ({ body, user, headers }) => ({
        status: 201,
        body: await shown(await office.createEvent(acting(user, headers), body)),
      }),
    }),
    route({
      method: 'put',
      path: '/api/admin/events/:id',
      summary: 'Change an event; its layout stays, its status follows its dates unless it is cancelled',
      access: 'admin',
      input: { params: byId, body: eventEdit },
      responses: { 200: eventDetailSchema },
      errors: ['EVENT_NOT_FOUND'],
      handler: async ({ params, body, user, headers }) => {
        await office.editEvent(acting(user, headers), params.id, body);
        return { status: 200, body: await shown(params.id) };
      },
    }),
    route({
      method: 'post',
      path: '/api/admin/events/:id/cancel',
      summary: 'Cancel an event with all its reservations; what was paid goes back',
      access: 'admin',
      input: { params: byId },
      responses: { 200: cancelAnswer },
      errors: ['EVENT_NOT_FOUND', 'EVENT_CANCELLED_ALREADY'],
      handler: async ({ params, user, headers }) => {
        const done = await office.cancelEvent(acting(user, headers), params.id);
        return { status: 200, body: { message: 'The event is cancelled.', ...done } };
      },
    }),
    route({
      method: 'delete',
      path: '/api/admin/events/:id',
      summary: 'Cancel an event and hide it',
      access: 'admin',
      input: { params: byId },
      responses: { 200: cancelAnswer },
      errors: ['EVENT_NOT_FOUND'],
      handler: async ({ params, user, headers }) => {
        const done = await office.deleteEvent(acting(user, headers), params.id);
        return { status: 200, body: { message: 'The event is deleted.', ...done } };
      },
    }),
    route({
      method: 'post',
      path: '/api/admin/events/:eventId/tickets',
      summary: 'A new ticket type of an event without seats',
      access: 'admin',
      input: { params: z.object({ eventId: z.uuid() }), body: ticketTypeBody },
      responses: { 201: ticketTypeAnswer },
      errors: ['EVENT_NOT_FOUND', 'EVENT_HAS_SEATS'],
      handler: async ({ params, body, user, headers }) => ({
        status: 201,
        body: await office.createTicketType(acting(user, headers), params.eventId, body),
      }),
    }),
    route({
      method: 'put',
      path: '/api/admin/tickets/:id',
      summary: 'Change a ticket type; the total never falls below what is sold',
      access: 'admin',
      input: { params: byId, body: ticketTypeBody },
      responses: { 200: ticketTypeAnswer },
      errors: ['TICKET_TYPE_NOT_FOUND', 'TOTAL_BELOW_SOLD', 'SECTION_IS_FIXED'],
      handler: async ({ params, body, user, headers }) => ({
        status: 200,
        body: await office.editTicketType(acting(user, headers), params.id, body),
      }),
    }),
  ];
}
