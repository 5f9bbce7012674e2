import { type Route, route } from '../../shared/http/route.ts';
import { answer, daysQuery, envelope, type Reading } from '../reads/read.ts';
import { readConversion, readTraffic } from './demand-queries.ts';
import { cancellationsSchema, conversionSchema, seatsQuery, seatsSchema, trafficSchema } from './demand-schemas.ts';
import { readCancellations } from './loss-queries.ts';
import { readSeats } from './seat-queries.ts';

/** When people come, what becomes of it, and where they sit (domain.md 1.9). */
export const demandRoutes = (reading: Reading): Route[] => [
  route({
    method: 'get',
    path: '/api/stats/hourly-traffic',
    summary: 'Reservations by hour of the day',
    access: 'admin',
    input: { query: daysQuery(7, 90) },
    responses: { 200: envelope(trafficSchema) },
    handler: async ({ query }) => answer(await readTraffic(reading, query.days)),
  }),
  route({
    method: 'get',
    path: '/api/stats/conversion',
    summary: 'From the hold to the ticket',
    access: 'admin',
    input: { query: daysQuery() },
    responses: { 200: envelope(conversionSchema) },
    handler: async ({ query }) => answer(await readConversion(reading, query.days)),
  }),
  route({
    method: 'get',
    path: '/api/stats/cancellations',
    summary: 'Reservations that ended',
    access: 'admin',
    input: { query: daysQuery() },
    responses: { 200: envelope(cancellationsSchema) },
    handler: async ({ query }) => answer(await readCancellations(reading, query.days)),
  }),
  route({
    method: 'get',
    path: '/api/stats/seat-preferences',
    summary: 'Sections, prices and rows that are bought',
    access: 'admin',
    input: { query: seatsQuery },
    responses: { 200: envelope(seatsSchema) },
    handler: async ({ query }) => answer(await readSeats(reading, query.eventId)),
  }),
];
