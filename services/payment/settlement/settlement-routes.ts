import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Route, route } from '../../shared/http/route.ts';
import type { Queryable } from '../../shared/postgres/pool.ts';
import { settlementReport, settlementReportSchema } from './settlement-report.ts';

const dayMs = 86_400_000;
const longestDays = 366;
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** PostgreSQL has no year 0. */
const reportDay = z.iso.date().regex(/^2/, 'must be a day of this millennium');

export interface SettlementParts {
  readonly pool: Queryable;
  readonly clock: () => Date;
}

/** What the books say was taken and given back (issue 6). */
export function settlementRoute({ pool, clock }: SettlementParts): Route {
  return route({
    method: 'get',
    path: '/api/payments/settlement',
    summary: 'Money taken and given back by day and method; the last 30 days unless told',
    access: 'admin',
    input: { query: z.object({ from: reportDay.optional(), to: reportDay.optional() }) },
    responses: { 200: settlementReportSchema },
    handler: async ({ query }) => {
      const to = query.to ?? dayOf(clock().getTime());
      const from = query.from ?? dayOf(Date.parse(to) - 29 * dayMs);
      const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
      if (days < 1 || days > longestDays) {
        throw new AppError('VALIDATION_FAILED', `query.from: must be up to ${longestDays} days before query.to`, {
          faults: [{ at: 'query.from', message: `must be up to ${longestDays} days before query.to` }],
        });
      }
      return { status: 200, body: await settlementReport(pool, from, to), headers: { 'cache-control': 'no-store' } };
    },
  });
}
