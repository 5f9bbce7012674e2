import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { answer, envelope, type Reading } from '../reads/read.ts';
import { readEvent, readEvents, readPayments, readRevenue } from './sales-queries.ts';
import {
  eventDetailSchema,
  eventRow,
  eventsQuery,
  paymentMethodRow,
  revenueQuery,
  revenueRow,
} from './sales-schemas.ts';

/** What is sold and what it brings (domain.md 1.9). */
export const salesRoutes = (reading: Reading): Route[] => [
  route({
    method: 'get',
    path: '/api/stats/events',
    summary: 'Concerts by revenue, reservations or occupancy',
    access: 'admin',
    input: { query: eventsQuery },
    responses: { 200: envelope(z.array(eventRow)) },
    handler: async ({ query }) => answer(await readEvents(reading, query)),
  }),
  route({
    method: 'get',
    path: '/api/stats/events/:id',
    summary: 'One concert',
    access: 'admin',
    input: { params: z.object({ id: z.uuid() }) },
    responses: { 200: envelope(eventDetailSchema) },
    errors: ['EVENT_NOT_FOUND'],
    handler: async ({ params }) => {
      const overview = await readEvent(reading, params.id);
      if (!overview) throw new AppError('EVENT_NOT_FOUND', `Nothing is known of an event ${params.id}.`);
      return answer({ overview });
    },
  }),
  route({
    method: 'get',
    path: '/api/stats/payments',
    summary: 'What people paid with',
    access: 'admin',
    input: {},
    responses: { 200: envelope(z.array(paymentMethodRow)) },
    handler: async () => answer(await readPayments(reading)),
  }),
  route({
    method: 'get',
    path: '/api/stats/revenue',
    summary: 'Revenue by day, week or month, newest first',
    access: 'admin',
    input: { query: revenueQuery },
    responses: { 200: envelope(z.array(revenueRow)) },
    handler: async ({ query }) => answer(await readRevenue(reading, query)),
  }),
];
