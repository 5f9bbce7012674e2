import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { killPoint } from '../../shared/faults/kill-point.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { uuid } from '../seats/seat-schemas.ts';
import { confirmPaid, markRefunded } from './end-reservation.ts';
import type { Sale } from './sale.ts';
import { validatePayable } from './validate-payable.ts';

const byId = z.object({ id: uuid });

/** The documented names, and beside them the spelling that every other kind of payable thing answers with. */
const payableSchema = z.object({
  id: z.uuid(),
  user_id: z.uuid(),
  event_id: z.uuid(),
  reservation_number: z.string(),
  total_amount: z.int(),
  status: z.string(),
  payment_status: z.string(),
  expires_at: z.iso.datetime(),
  totalAmount: z.int(),
  eventId: z.uuid(),
  expiresAt: z.iso.datetime(),
});

const confirmBody = z.strictObject({
  paymentId: uuid,
  orderId: z.string().min(1).max(64),
  amount: z.int().positive(),
  paymentMethod: z.string().min(1).max(50).default('toss'),
  userId: uuid.optional(),
});

const refundBody = z.strictObject({
  paymentId: uuid,
  amount: z.int().positive(),
  reason: z.string().min(1).max(200).default('refunded by payment'),
});

/** /internal/reservations: what payment asks and tells (domain.md 1.4). */
export function internalReservationRoutes({ sale }: { sale: Sale }): Route[] {
  return [
    route({
      method: 'get',
      path: '/internal/reservations/:id/validate',
      summary: 'What a reservation costs, if this user may pay for it now',
      access: 'internal',
      input: { params: byId, query: z.object({ userId: uuid }) },
      responses: { 200: payableSchema },
      errors: ['RESERVATION_NOT_FOUND', 'RESERVATION_NOT_PENDING', 'RESERVATION_EXPIRED'],
      handler: async ({ params, query }) => ({
        status: 200,
        body: await validatePayable(sale.db, params.id, query.userId),
      }),
    }),
    route({
      method: 'post',
      path: '/internal/reservations/:id/confirm',
      summary: 'Money has arrived: confirm the reservation, or ask for the refund and answer 409',
      access: 'internal',
      input: { params: byId, body: confirmBody },
      responses: { 200: z.object({ status: z.literal('confirmed'), already: z.boolean() }) },
      errors: ['RESERVATION_NOT_FOUND', 'RESERVATION_NOT_CONFIRMABLE'],
      handler: async ({ params, body }) => {
        const { orderId: _, userId = null, ...payment } = body;
        const result = await confirmPaid(sale, { ...payment, userId, reservationId: params.id });
        sale.wakeRelay();
        killPoint('ticket.after-confirm-before-answer');
        if (result.outcome !== 'refused') {
          return { status: 200, body: { status: 'confirmed', already: result.outcome === 'already' } };
        }
        if (result.because === 'unknown' && userId === null) {
          throw new AppError('RESERVATION_NOT_FOUND', 'There is no such reservation.');
        }
        throw new AppError('RESERVATION_NOT_CONFIRMABLE', 'The reservation cannot be confirmed; the money goes back.', {
          reason: result.because,
        });
      },
    }),
    route({
      method: 'post',
      path: '/internal/reservations/:id/refund',
      summary: 'The money of a payment is back with the buyer; what it had bought is free again',
      access: 'internal',
      input: { params: byId, body: refundBody },
      responses: { 200: z.object({ changed: z.boolean() }) },
      handler: async ({ params, body }) => ({
        status: 200,
        body: await markRefunded(sale, { ...body, reservationId: params.id }),
      }),
    }),
  ];
}
