import { z } from 'zod';
import { type Route, route } from '../../shared/http/route.ts';
import type { ReservationReads } from '../reservations/reservation-reads.ts';
import { uuid } from '../seats/seat-schemas.ts';

const ticketTypeSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  price: z.int(),
  total_quantity: z.int(),
  available_quantity: z.int(),
  description: z.string().nullable(),
});

/** /api/tickets */
export function ticketRoutes({ reads }: { reads: ReservationReads }): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/tickets/event/:eventId',
      summary: 'The ticket types of an event, dearest first',
      access: 'public',
      input: { params: z.object({ eventId: uuid }) },
      responses: { 200: z.object({ ticketTypes: z.array(ticketTypeSchema) }) },
      handler: async ({ params }) => ({ status: 200, body: { ticketTypes: await reads.ticketTypes(params.eventId) } }),
    }),
    route({
      method: 'get',
      path: '/api/tickets/availability/:id',
      summary: 'One ticket type and how many of it are left',
      access: 'public',
      input: { params: z.object({ id: uuid }) },
      responses: { 200: ticketTypeSchema },
      errors: ['TICKET_TYPE_NOT_FOUND'],
      handler: async ({ params }) => ({ status: 200, body: await reads.ticketType(params.id) }),
    }),
  ];
}
