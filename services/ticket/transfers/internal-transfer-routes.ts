import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { inTransaction } from '../../shared/postgres/pool.ts';
import type { Desk } from '../desk.ts';
import { arrivedBody } from '../memberships/membership-schemas.ts';
import { retryDeadlock } from '../reservations/retry-deadlock.ts';
import { uuid } from '../seats/seat-schemas.ts';
import { validateTransfer } from './claim-transfer.ts';
import { completeTransfer } from './complete-transfer.ts';

const byId = z.object({ id: uuid });
const payableSchema = z.object({
  id: z.uuid(),
  total_amount: z.int(),
  totalAmount: z.int(),
  artist_id: z.uuid().nullable(),
  eventId: z.uuid(),
  expiresAt: z.iso.datetime().nullable(),
});

/** /internal/transfers: what payment asks and tells (domain.md 1.4). */
export function internalTransferRoutes({ desk }: { readonly desk: Desk }): Route[] {
  return [
    route({
      method: 'get',
      path: '/internal/transfers/:id/validate',
      summary: 'What a transfer costs, if this user may pay for it now',
      access: 'internal',
      input: { params: byId, query: z.object({ userId: uuid }) },
      responses: { 200: payableSchema },
      errors: [
        'TRANSFER_NOT_FOUND',
        'TRANSFER_NOT_LISTED',
        'TRANSFER_OWN',
        'TRANSFER_NOT_CLAIMED',
        'MEMBERSHIP_REQUIRED',
      ],
      handler: async ({ params, query }) => ({
        status: 200,
        body: await validateTransfer(desk, params.id, query.userId),
      }),
    }),
    route({
      method: 'post',
      path: '/internal/transfers/:id/complete',
      summary: 'Money has arrived: hand the tickets over, or ask for the refund and answer 409',
      access: 'internal',
      input: { params: byId, body: arrivedBody },
      responses: { 200: z.object({ status: z.literal('completed'), already: z.boolean() }) },
      errors: ['TRANSFER_NOT_COMPLETABLE'],
      handler: async ({ params, body }) => {
        const { paymentId, amount, userId } = body;
        const paid = { referenceId: params.id, paymentId, amount, userId };
        const result = await retryDeadlock(() => inTransaction(desk.pool, (tx) => completeTransfer(tx, desk, paid)));
        desk.wakeRelay();
        if (result.outcome !== 'refused') {
          return { status: 200, body: { status: 'completed', already: result.outcome === 'already' } };
        }
        throw new AppError('TRANSFER_NOT_COMPLETABLE', 'The transfer cannot be completed; the money goes back.', {
          reason: result.because,
        });
      },
    }),
  ];
}
