import { type Route, route } from '../../shared/http/route.ts';
import { answer, daysQuery, envelope, type Reading } from '../reads/read.ts';
import { readBehavior, readUsers } from './people-queries.ts';
import { behaviorSchema, usersSchema } from './people-schemas.ts';

/** Who comes and how they buy (domain.md 1.9). */
export const peopleRoutes = (reading: Reading): Route[] => [
  route({
    method: 'get',
    path: '/api/stats/users',
    summary: 'People by the day of their first appearance',
    access: 'admin',
    input: { query: daysQuery() },
    responses: { 200: envelope(usersSchema) },
    handler: async ({ query }) => answer(await readUsers(reading, query.days)),
  }),
  route({
    method: 'get',
    path: '/api/stats/user-behavior',
    summary: 'How people buy',
    access: 'admin',
    input: { query: daysQuery() },
    responses: { 200: envelope(behaviorSchema) },
    handler: async ({ query }) => answer(await readBehavior(reading, query.days)),
  }),
];
