import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Answer, type Route, route } from '../../shared/http/route.ts';
import type { Sale } from '../reservations/sale.ts';
import { uuid } from '../seats/seat-schemas.ts';
import { findOutcome } from './booking-outcomes.ts';
import { timeOfRequest } from './request-id.ts';
import type { LoadShedding, QueuedRequest } from './shed-load.ts';

/** Seconds between two looks at a request that waits for its turn. */
const nextPoll = 2;
/** A worker that began before the deadline may finish this much later: its time-out, and the clocks of two machines. */
const graceMs = 60_000;

const requestAnswer = z.object({
  id: z.uuid(),
  status: z.enum(['queued', 'held', 'refused', 'expired']),
  /** Seconds until the next look; null when it is decided. */
  nextPoll: z.int().nullable(),
  /** Where the reservation is once it is held: /api/reservations/{id}. */
  reservationId: z.uuid().nullable(),
  /** Why it was refused, as the direct answer would have said it. */
  code: z.string().nullable(),
  detail: z.string().nullable(),
});
type RequestAnswer = z.infer<typeof requestAnswer>;

/** What a booking answers with 202. */
export const queuedAnswer = z.object({
  message: z.string(),
  request: z.object({
    id: z.uuid(),
    status: z.literal('queued'),
    statusUrl: z.string(),
    nextPoll: z.int(),
    expiresAt: z.iso.datetime(),
  }),
});

/** 202: the request waits for its turn, and here is where to ask. */
export function acceptedAnswer({ id, expiresAt }: QueuedRequest): Answer {
  const statusUrl = `/api/v1/reservations/requests/${id}`;
  return {
    status: 202,
    headers: { location: statusUrl, 'retry-after': String(nextPoll) },
    body: {
      message: 'So many people are booking that your request waits for its turn. Ask for its status; it is in line.',
      request: { id, status: 'queued', statusUrl, nextPoll, expiresAt: expiresAt.toISOString() },
    } satisfies z.infer<typeof queuedAnswer>,
  };
}

interface RouteParts {
  readonly sale: Pick<Sale, 'db' | 'now'>;
  readonly shedding: Pick<LoadShedding, 'requestSeconds'>;
}

/** GET /api/reservations/requests/{id} */
export function bookingRequestRoutes({ sale: { db, now }, shedding }: RouteParts): Route[] {
  async function statusOf(id: string, userId: string): Promise<RequestAnswer> {
    const outcome = await findOutcome(db, id, userId);
    const undecided = { id, reservationId: null, code: null, detail: null };
    if (outcome?.status === 'held') {
      return { ...undecided, status: 'held', nextPoll: null, reservationId: outcome.reservationId };
    }
    if (outcome) return { ...undecided, ...outcome, nextPoll: null };
    const made = timeOfRequest(id);
    if (made === undefined || made > now().getTime() + graceMs) {
      throw new AppError('BOOKING_REQUEST_NOT_FOUND', 'There is no such booking request.');
    }
    const isOver = now().getTime() > made + shedding.requestSeconds * 1_000 + graceMs;
    return isOver ? { ...undecided, status: 'expired', nextPoll: null } : { ...undecided, status: 'queued', nextPoll };
  }

  return [
    route({
      method: 'get',
      path: '/api/reservations/requests/:id',
      summary: 'What became of a booking request that was answered with 202',
      access: 'user',
      input: { params: z.object({ id: uuid }) },
      responses: { 200: z.object({ request: requestAnswer }) },
      errors: ['BOOKING_REQUEST_NOT_FOUND'],
      handler: async ({ params, user }) => ({
        status: 200,
        body: { request: await statusOf(params.id, user.id) },
      }),
    }),
  ];
}
