import { route } from '../../shared/http/route.ts';
import { checkSchema, eventParams, heartbeatSchema, messageSchema, statusSchema } from './queue-schemas.ts';
import type { Waiting } from './queue-use-cases.ts';
import { tier1PlaceOf } from './tier1-place.ts';

/** The line as a person uses it (domain.md 1.6). */
export function queueRoutes(waiting: Waiting) {
  return [
    route({
      method: 'post',
      path: '/api/queue/check/:eventId',
      summary: 'Join the line, or see the place you have; admits at once when nobody waits and there is room',
      access: 'user',
      input: { params: eventParams },
      responses: { 200: checkSchema },
      errors: ['EVENT_NOT_FOUND', 'EVENT_CLOSED', 'DEPENDENCY_UNAVAILABLE'],
      handler: async ({ params: { eventId }, user, headers }) => {
        return { status: 200, body: await waiting.check(eventId, user.id, tier1PlaceOf(headers, eventId)) };
      },
    }),
    route({
      method: 'get',
      path: '/api/queue/status/:eventId',
      summary: 'Where you stand; come back after nextPoll seconds',
      access: 'user',
      input: { params: eventParams },
      responses: { 200: statusSchema },
      errors: ['EVENT_NOT_FOUND', 'DEPENDENCY_UNAVAILABLE'],
      handler: async ({ params, user }) => ({ status: 200, body: await waiting.status(params.eventId, user.id) }),
    }),
    route({
      method: 'post',
      path: '/api/queue/heartbeat/:eventId',
      summary: 'Say that you are still there',
      access: 'user',
      input: { params: eventParams },
      responses: { 200: heartbeatSchema },
      errors: ['DEPENDENCY_UNAVAILABLE'],
      handler: async ({ params, user }) => ({ status: 200, body: await waiting.heartbeat(params.eventId, user.id) }),
    }),
    route({
      method: 'post',
      path: '/api/queue/leave/:eventId',
      summary: 'Give up your place; a slot whose token you have is free for others when the token ends',
      access: 'user',
      input: { params: eventParams },
      responses: { 200: messageSchema },
      errors: ['DEPENDENCY_UNAVAILABLE'],
      handler: async ({ params, user }) => ({ status: 200, body: await waiting.leave(params.eventId, user.id) }),
    }),
  ];
}
