import { z } from 'zod';
import { type Route, route } from '../../shared/http/route.ts';
import type { Pool } from '../../shared/postgres/pool.ts';
import { answer, envelope, type Reading } from '../reads/read.ts';
import { recount } from '../rebuild/recount.ts';
import { performanceSchema, readPerformance } from './operation-queries.ts';

const recountSchema = z.object({
  /** Events in the log and things that they tell of. */
  events: z.int(),
  things: z.int(),
  /** Tables whose numbers differ from those recounted from the log: none, or a fault (I14). */
  differing: z.array(z.string()),
  rows: z.record(z.string(), z.int()),
});

export interface OperationRouteParts {
  readonly pool: Pool;
  readonly reading: Reading;
}

/** The statistics about themselves: how they do, whether they are right (I14), and how to make them anew. */
export const operationRoutes = ({ pool, reading }: OperationRouteParts): Route[] => [
  route({
    method: 'get',
    path: '/api/stats/performance',
    summary: 'How the statistics are doing',
    access: 'admin',
    input: {},
    responses: { 200: envelope(performanceSchema) },
    handler: async () => answer(await readPerformance(reading)),
  }),
  route({
    method: 'get',
    path: '/api/stats/recount',
    summary: 'Compares every number with the event log',
    access: 'admin',
    input: {},
    responses: { 200: envelope(recountSchema) },
    handler: async () => answer(await recount(pool, { keep: false })),
  }),
  route({
    method: 'post',
    path: '/api/stats/recount',
    summary: 'Makes every number anew from the event log',
    access: 'admin',
    input: {},
    responses: { 200: envelope(recountSchema) },
    handler: async () => answer(await recount(pool, { keep: true })),
  }),
];
