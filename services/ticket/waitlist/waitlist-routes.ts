import { z } from 'zod';
import { type Route, route } from '../../shared/http/route.ts';
import type { Pool } from '../../shared/postgres/pool.ts';
import { uuid } from '../seats/seat-schemas.ts';
import { publishedDraw, publishedDraws } from './draw-rows.ts';
import { joinWaitlist, leaveWaitlist, ownEntries } from './waitlist-entries.ts';

const joinBody = z.strictObject({
  eventId: uuid,
  /** Null, or nothing: a seat of any section. */
  section: z.string().min(1).max(50).nullable().default(null),
  /** The caller's own part of the lot, which makes the draw one that they can check to the last bit. */
  salt: z
    .string()
    .regex(/^[\w-]{8,64}$/, 'must be 8 to 64 of A-Z a-z 0-9 _ -')
    .optional(),
});

const entry = z.object({
  id: z.uuid(),
  event_id: z.uuid(),
  event_title: z.string(),
  section: z.string().nullable(),
  salt: z.string(),
  state: z.enum(['waiting', 'offered', 'bought', 'lapsed', 'passed', 'left']),
  /** Where to pay, while the offer stands. */
  reservation_id: z.uuid().nullable(),
  pay_until: z.iso.datetime().nullable(),
});

/** The waiting list for seats that come back; how many wait, and for what, is told to nobody. */
export function waitlistRoutes({ pool }: { pool: Pool }): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/tickets/waitlist',
      summary: 'Wait for a seat of a sold-out event or section; the id is the lot in its draws',
      access: 'user',
      input: { body: joinBody },
      responses: { 201: z.object({ id: z.uuid(), salt: z.string() }) },
      errors: ['EVENT_NOT_FOUND', 'EVENT_HAS_NO_SEATS', 'SALE_ENDED', 'SEATS_LEFT', 'WAITING_ALREADY'],
      handler: async ({ body, user }) => ({
        status: 201,
        body: await joinWaitlist(pool, { ...body, userId: user.id }),
      }),
    }),
    route({
      method: 'get',
      path: '/api/tickets/waitlist/my',
      summary: 'What the caller waits for, and what was offered to them',
      access: 'user',
      input: {},
      responses: { 200: z.object({ entries: z.array(entry) }) },
      handler: async ({ user }) => {
        const rows = await ownEntries(pool, user.id);
        const entries = rows.map((row) => ({ ...row, pay_until: row.pay_until?.toISOString() ?? null }));
        return { status: 200, body: { entries } };
      },
    }),
    route({
      method: 'delete',
      path: '/api/tickets/waitlist/:id',
      summary: 'Wait no longer',
      access: 'user',
      input: { params: z.object({ id: uuid }) },
      responses: { 200: z.object({ message: z.string() }) },
      errors: ['WAITLIST_ENTRY_NOT_FOUND'],
      handler: async ({ params, user }) => {
        await leaveWaitlist(pool, params.id, user.id);
        return { status: 200, body: { message: 'You do not wait any more.' } };
      },
    }),
    route({
      method: 'get',
      path: '/api/tickets/waitlist/events/:eventId/draws',
      summary: 'The draws of an event with their seeds, for everybody to check; the next one with its commitment only',
      access: 'public',
      input: { params: z.object({ eventId: uuid }) },
      responses: { 200: z.object({ draws: z.array(publishedDraw) }) },
      handler: async ({ params }) => ({ status: 200, body: { draws: await publishedDraws(pool, params.eventId) } }),
    }),
  ];
}
