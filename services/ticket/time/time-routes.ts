import { z } from 'zod';
import { type Route, route } from '../../shared/http/route.ts';

/** GET /api/time: the clock that countdowns of browsers are set by. */
export function timeRoutes({ now }: { now: () => Date }): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/time',
      summary: "The server's time",
      access: 'public',
      input: {},
      responses: { 200: z.object({ time: z.iso.datetime() }) },
      handler: () => ({ status: 200, body: { time: now().toISOString() }, headers: { 'cache-control': 'no-store' } }),
    }),
  ];
}
