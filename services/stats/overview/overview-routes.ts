import { z } from 'zod';
import { type Route, route } from '../../shared/http/route.ts';
import { answer, daysQuery, envelope, type Reading } from '../reads/read.ts';
import { readDaily, readOverview, readRealtime } from './overview-queries.ts';
import { dailyRow, overviewSchema, realtimeSchema } from './overview-schemas.ts';

/** How things stand, day by day, and now (domain.md 1.9). */
export const overviewRoutes = (reading: Reading): Route[] => [
  route({
    method: 'get',
    path: '/api/stats/overview',
    summary: 'Everything in seven numbers',
    access: 'admin',
    input: {},
    responses: { 200: envelope(overviewSchema) },
    handler: async () => answer(await readOverview(reading)),
  }),
  route({
    method: 'get',
    path: '/api/stats/daily',
    summary: 'Reservations and revenue by UTC day, newest first',
    access: 'admin',
    input: { query: daysQuery() },
    responses: { 200: envelope(z.array(dailyRow)) },
    handler: async ({ query }) => answer(await readDaily(reading, query.days)),
  }),
  route({
    method: 'get',
    path: '/api/stats/realtime',
    summary: 'What goes on right now',
    access: 'admin',
    input: {},
    responses: { 200: envelope(realtimeSchema) },
    handler: async () => answer(await readRealtime(reading)),
  }),
];
