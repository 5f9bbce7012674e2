import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { route } from '../../shared/http/route.ts';
import { eventParams } from '../waiting/queue-schemas.ts';
import type { Waiting } from '../waiting/queue-use-cases.ts';
import type { StreamHub } from './stream-hub.ts';

/** GET /api/queue/stream/{eventId}: the place as server-sent events, until admission. */
export function streamRoute(waiting: Pick<Waiting, 'status'>, hub: Pick<StreamHub, 'admit' | 'add'>) {
  return route({
    method: 'get',
    path: '/api/queue/stream/:eventId',
    summary: 'Watch your place: events position, admitted (with the entry token), gone',
    access: 'user',
    input: { params: eventParams },
    responses: { 200: z.string().describe('text/event-stream') },
    errors: ['EVENT_NOT_FOUND', 'NOT_IN_QUEUE', 'TOO_MANY_STREAMS', 'STREAMS_FULL', 'DEPENDENCY_UNAVAILABLE'],
    handler: async ({ params: { eventId }, user, res }) => {
      hub.admit(eventId, user.id);
      const first = await waiting.status(eventId, user.id);
      // An answer other than 200 tells EventSource to stop; an empty stream would make it come back for ever.
      if (first.status === 'not_in_queue') throw new AppError('NOT_IN_QUEUE', 'Join the line first.');
      hub.admit(eventId, user.id);
      res.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      res.write('retry: 2000\n\n');
      res.once('close', hub.add(eventId, user.id, res, first));
      return undefined;
    },
  });
}
