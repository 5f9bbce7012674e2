import { z } from 'zod';
import { paymentTypeSchema } from '../../shared/events/topics.ts';
import { type Route, route } from '../../shared/http/route.ts';
import type { Desk } from '../desk.ts';
import type { Sale } from '../reservations/sale.ts';
import { uuid } from '../seats/seat-schemas.ts';
import { giveUp } from './give-up.ts';

const body = z.strictObject({
  paymentId: uuid,
  paymentType: paymentTypeSchema,
  referenceId: uuid,
  userId: uuid,
  amount: z.int().positive(),
  reason: z
    .string()
    .min(1)
    .max(255)
    .regex(/^[^\p{Cc}]*$/u),
});

/** /internal/refunds: payment asks before it pays back what a payer wants back. */
export const refundRoutes = ({ sale, desk }: { readonly sale: Sale; readonly desk: Desk }): Route[] => [
  route({
    method: 'post',
    path: '/internal/refunds',
    summary: 'Takes back what a payment has bought; used tickets and a running year are refused',
    access: 'internal',
    callers: ['payment'],
    input: { body },
    responses: { 200: z.object({ takenBack: z.boolean() }) },
    errors: ['RESERVATION_NOT_CANCELLABLE', 'MEMBERSHIP_RUNS'],
    handler: async (input) => ({ status: 200, body: { takenBack: await giveUp(sale, desk, input.body) } }),
  }),
];
