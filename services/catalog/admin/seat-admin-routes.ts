import { z } from 'zod';
import { layoutBody } from '../../shared/administration/layout-body.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Route, route } from '../../shared/http/route.ts';
import type { EventRepository } from '../events/event-repository.ts';
import { acting } from './acting.ts';
import { layoutAnswer, layoutList } from './admin-schemas.ts';
import type { TicketOffice } from './ticket-office.ts';

interface SeatAdminDependencies {
  readonly office: TicketOffice;
  readonly events: EventRepository;
}

const byId = z.object({ id: z.uuid() });
const seatsMade = z.object({ message: z.string(), seats: z.int() });
/** The layout of an event that has none yet. */
const generateBody = z.strictObject({ seatLayoutId: z.uuid().optional() });
const seatIds = z.strictObject({ seatIds: z.array(z.uuid()).min(1).max(500) });
const labels = z.object({ seats: z.array(z.string()) });

/** Seat maps as administrators keep them (domain.md 1.7, 6.4). */
export function seatAdminRoutes({ office, events }: SeatAdminDependencies): Route[] {
  const blocking = (blocked: boolean) =>
    route({
      method: 'post',
      path: `/api/admin/events/:id/seats/${blocked ? 'block' : 'unblock'}`,
      summary: blocked ? 'Take free seats out of the sale, all or none' : 'Give blocked seats back to the sale',
      access: 'admin',
      input: { params: byId, body: seatIds },
      responses: { 200: labels },
      errors: ['SEAT_NOT_FOUND', 'SEATS_IN_USE'],
      handler: async ({ params, body, user, headers }) => ({
        status: 200,
        body: await office.blockSeats(acting(user, headers), params.id, { seatIds: body.seatIds, blocked }),
      }),
    });

  return [
    route({
      method: 'get',
      path: '/api/admin/seat-layouts',
      summary: 'The seat layouts of the house, smallest first',
      access: 'admin',
      input: {},
      responses: { 200: layoutList },
      handler: async () => ({ status: 200, body: await office.layouts() }),
    }),
    route({
      method: 'post',
      path: '/api/admin/seat-layouts',
      summary: 'A new seat layout',
      access: 'admin',
      input: { body: layoutBody },
      responses: { 201: layoutAnswer },
      errors: ['LAYOUT_EXISTS'],
      handler: async ({ body, user, headers }) => ({
        status: 201,
        body: await office.createLayout(acting(user, headers), body),
      }),
    }),
    route({
      method: 'put',
      path: '/api/admin/seat-layouts/:id',
      summary: 'Change a layout while nothing is sold in it; seats of its events are made anew',
      access: 'admin',
      input: { params: byId, body: layoutBody },
      responses: { 200: layoutAnswer },
      errors: ['LAYOUT_NOT_FOUND', 'LAYOUT_EXISTS', 'SEATS_IN_USE'],
      handler: async ({ params, body, user, headers }) => ({
        status: 200,
        body: await office.editLayout(acting(user, headers), params.id, body),
      }),
    }),
    route({
      method: 'post',
      path: '/api/admin/events/:id/generate-seats',
      summary: 'Make the seats of an event from its layout, or from the one named for an event that has none',
      access: 'admin',
      input: { params: byId, body: generateBody },
      responses: { 201: seatsMade },
      errors: [
        'EVENT_NOT_FOUND',
        'EVENT_HAS_NO_LAYOUT',
        'LAYOUT_NOT_FOUND',
        'LAYOUT_DIFFERS',
        'EVENT_HAS_SALES',
        'SEATS_EXIST',
      ],
      handler: async ({ params, body, user, headers }) => {
        const detail = await events.detail(params.id);
        if (!detail) throw new AppError('EVENT_NOT_FOUND', `There is no event ${params.id}.`);
        const layoutId = body.seatLayoutId ?? detail.event.seat_layout_id;
        if (layoutId === null)
          throw new AppError('EVENT_HAS_NO_LAYOUT', 'Name a seatLayoutId: this event has no layout.');
        const { seats } = await office.generateSeats(acting(user, headers), params.id, layoutId);
        return { status: 201, body: { message: 'The seats are made.', seats } };
      },
    }),
    route({
      method: 'delete',
      path: '/api/admin/events/:id/seats',
      summary: 'Take all seats of an event away, while nobody holds or owns one',
      access: 'admin',
      input: { params: byId },
      responses: { 200: seatsMade },
      errors: ['SEATS_IN_USE'],
      handler: async ({ params, user, headers }) => {
        const { seats } = await office.deleteSeats(acting(user, headers), params.id);
        return { status: 200, body: { message: 'The seats are gone.', seats } };
      },
    }),
    blocking(true),
    blocking(false),
  ];
}
