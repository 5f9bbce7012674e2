import { z } from 'zod';
import { route } from '../../shared/http/route.ts';
import type { User } from '../../shared/identity/caller.ts';
import type { Logger } from '../../shared/logging/logger.ts';
import type { Line } from '../line/line-repository.ts';
import { eventParams, messageSchema } from '../waiting/queue-schemas.ts';

const count = z.int().nonnegative();
const overviewSchema = z.object({
  eventId: z.uuid(),
  queueSize: count,
  currentUsers: count,
  threshold: count,
  /** Slots free at this moment. */
  available: count,
});

/** Digits only: an empty value would otherwise count as 0 and pause the sale. */
const thresholdQuery = z.object({ threshold: z.string().regex(/^\d{1,7}$/, 'must be a whole number up to 9999999') });

/** What an operator may see and do (domain.md 1.6). */
export function operatorRoutes(line: Pick<Line, 'inspect' | 'clear' | 'setThreshold'>, logger: Pick<Logger, 'info'>) {
  /** Who did what to which line: kept with the logs, found by `audit`. */
  const audit = (operator: User, deed: string, eventId: string, details: Readonly<Record<string, unknown>>) =>
    logger.info({ audit: deed, operator: operator.id, eventId, ...details }, `an operator changed the line: ${deed}`);

  return [
    route({
      method: 'get',
      path: '/api/queue/admin/:eventId',
      summary: 'How many wait and are inside',
      access: 'admin',
      input: { params: eventParams },
      responses: { 200: overviewSchema },
      errors: ['DEPENDENCY_UNAVAILABLE'],
      handler: async ({ params: { eventId } }) => {
        const { waiting, inside, threshold } = await line.inspect(eventId);
        const available = Math.max(threshold - inside, 0);
        return { status: 200, body: { eventId, queueSize: waiting, currentUsers: inside, threshold, available } };
      },
    }),
    route({
      method: 'post',
      path: '/api/queue/admin/clear/:eventId',
      summary:
        'Send everybody away, waiting and admitted; tokens already given stay valid, and count, until they expire',
      access: 'admin',
      input: { params: eventParams },
      responses: { 200: messageSchema },
      errors: ['DEPENDENCY_UNAVAILABLE'],
      handler: async ({ params: { eventId }, user }) => {
        const { waiting, inside } = await line.clear(eventId);
        audit(user, 'clear', eventId, { waiting, inside });
        return { status: 200, body: { message: `The line is empty: ${waiting} waited, ${inside} were inside` } };
      },
    }),
    route({
      method: 'post',
      path: '/api/queue/admin/threshold/:eventId',
      summary: 'Set how many may be inside at once; 0 pauses admission',
      access: 'admin',
      input: { params: eventParams, query: thresholdQuery },
      responses: { 200: messageSchema },
      errors: ['DEPENDENCY_UNAVAILABLE'],
      handler: async ({ params: { eventId }, query, user }) => {
        const threshold = Number(query.threshold);
        const { threshold: before } = await line.inspect(eventId);
        await line.setThreshold(eventId, threshold);
        audit(user, 'threshold', eventId, { before, after: threshold });
        return { status: 200, body: { message: `The threshold is ${threshold}` } };
      },
    }),
  ];
}
