import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { inTransaction } from '../../shared/postgres/pool.ts';
import type { Desk } from '../desk.ts';
import { uuid } from '../seats/seat-schemas.ts';
import { activateMembership } from './activate.ts';
import { awardPoints } from './award-points.ts';
import { validateMembership } from './membership-reads.ts';
import { arrivedBody, awardBody, byReference } from './membership-schemas.ts';

const payableSchema = z.object({
  id: z.uuid(),
  user_id: z.uuid(),
  artist_id: z.uuid(),
  artist_name: z.string(),
  status: z.string(),
  price: z.int(),
  totalAmount: z.int(),
  eventId: z.null(),
  expiresAt: z.null(),
});

/** /internal/memberships: what payment and community ask and tell (domain.md 1.4). The id is the payment reference. */
export function internalMembershipRoutes({ desk }: { readonly desk: Desk }): Route[] {
  return [
    route({
      method: 'get',
      path: '/internal/memberships/:id/validate',
      summary: 'What the year asked for under this reference costs, if this user may pay for it now',
      access: 'internal',
      input: { params: byReference, query: z.object({ userId: uuid }) },
      responses: { 200: payableSchema },
      errors: ['MEMBERSHIP_NOT_FOUND', 'MEMBERSHIP_NOT_PENDING'],
      handler: async ({ params, query }) => {
        const { price_due: _, ...body } = await validateMembership(desk.pool, params.id, query.userId);
        return { status: 200, body };
      },
    }),
    route({
      method: 'post',
      path: '/internal/memberships/:id/activate',
      summary: 'Money has arrived: begin the year, or ask for the refund and answer 409',
      access: 'internal',
      input: { params: byReference, body: arrivedBody },
      responses: { 200: z.object({ status: z.literal('active'), already: z.boolean() }) },
      errors: ['MEMBERSHIP_NOT_ACTIVATABLE'],
      handler: async ({ params, body }) => {
        const { paymentId, amount, userId } = body;
        const paid = { referenceId: params.id, paymentId, amount, userId };
        const result = await inTransaction(desk.pool, (tx) => activateMembership(tx, desk, paid));
        desk.wakeRelay();
        if (result.outcome !== 'refused') {
          return { status: 200, body: { status: 'active', already: result.outcome === 'already' } };
        }
        throw new AppError('MEMBERSHIP_NOT_ACTIVATABLE', 'The membership cannot be activated; the money goes back.', {
          reason: result.because,
        });
      },
    }),
    route({
      method: 'post',
      path: '/internal/memberships/award-points',
      summary: 'Points for something that a member did: once per action and reference, up to a cap per day',
      access: 'internal',
      input: { body: awardBody },
      responses: { 200: z.object({ awarded: z.int(), capped: z.int() }) },
      handler: async ({ body }) => ({
        status: 200,
        body: await awardPoints(desk, {
          ...body,
          artistId: body.artistId ?? null,
          description: body.description ?? null,
        }),
      }),
    }),
  ];
}
