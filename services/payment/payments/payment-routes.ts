import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { type ConfirmParts, type ConfirmResult, confirmPayment, processPayment } from './confirm-payment.ts';
import type { PaymentReads } from './payment-reads.ts';
import {
  byReservationSchema,
  cancelledSchema,
  cancelSchema,
  confirmSchema,
  listQuery,
  orderParams,
  paidSchema,
  paymentKeyParams,
  paymentListSchema,
  paymentViewSchema,
  preparedSchema,
  prepareSchema,
  processSchema,
  referenceOf,
  toView,
} from './payment-schemas.ts';
import { preparePayment } from './prepare-payment.ts';
import { refundPayment } from './refund-payment.ts';

export interface PaymentRouteParts extends ConfirmParts {
  readonly reads: PaymentReads;
  /** Toss' public key for the payment window in the browser. */
  readonly clientKey: string;
}

const priceErrors = ['REFERENCE_REQUIRED', 'NOT_FOUND', 'NOT_PAYABLE', 'RESERVATION_EXPIRED'] as const;
const stateErrors = ['PAYMENT_IN_PROGRESS', 'PAYMENT_ALREADY_CONFIRMED', 'PAYMENT_NOT_PAYABLE'] as const;
const moneyErrors = ['AMOUNT_MISMATCH', 'PAYMENT_DECLINED', 'PAYMENT_KEY_USED'] as const;

/** The endpoints of domain.md 1.5. */
export function paymentRoutes(parts: PaymentRouteParts): Route[] {
  return [...moneyRoutes(parts), ...readRoutes(parts)];
}

function moneyRoutes(parts: PaymentRouteParts): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/payments/prepare',
      summary: 'Prepare a payment: checks the price with ticket and answers the order to pay',
      access: 'user',
      idempotencyKey: true,
      input: { body: prepareSchema },
      responses: { 200: preparedSchema },
      errors: [...priceErrors, ...stateErrors, 'AMOUNT_MISMATCH', 'UPSTREAM_FAILED'],
      handler: async ({ body, user }) => {
        const { paymentType, amount } = body;
        const request = { userId: user.id, paymentType, referenceId: referenceOf(body), amount };
        const payment = await preparePayment(parts, request);
        return { status: 200, body: { orderId: payment.orderId, amount: payment.amount, clientKey: parts.clientKey } };
      },
    }),
    route({
      method: 'post',
      path: '/api/payments/confirm',
      summary: 'Take the money for a prepared order',
      access: 'user',
      idempotencyKey: true,
      input: { body: confirmSchema },
      responses: { 200: paidSchema, 202: paidSchema },
      errors: ['PAYMENT_NOT_FOUND', ...moneyErrors, ...stateErrors],
      handler: async ({ body, user }) => paidAnswer(await confirmPayment(parts, { userId: user.id, ...body })),
    }),
    route({
      method: 'post',
      path: '/api/payments/process',
      summary: 'Prepare and take the money in one step',
      access: 'user',
      idempotencyKey: true,
      input: { body: processSchema },
      responses: { 200: paidSchema, 202: paidSchema },
      errors: [...priceErrors, 'PAYMENT_KEY_REQUIRED', ...moneyErrors, ...stateErrors],
      handler: async ({ body, user }) => {
        const { paymentType, paymentKey, paymentMethod: method } = body;
        const request = { userId: user.id, paymentType, referenceId: referenceOf(body), method, paymentKey };
        return paidAnswer(await processPayment(parts, request));
      },
    }),
    route({
      method: 'post',
      path: '/api/payments/:paymentKey/cancel',
      summary: 'Give the price back, unless tickets were used or a membership runs',
      access: 'user',
      idempotencyKey: true,
      input: { params: paymentKeyParams, body: cancelSchema },
      responses: { 200: cancelledSchema, 202: cancelledSchema },
      errors: ['PAYMENT_NOT_FOUND', 'PAYMENT_NOT_REFUNDABLE', 'UPSTREAM_FAILED', 'UPSTREAM_TIMEOUT'],
      handler: async ({ params, body, user }) => {
        const { paymentKey } = params;
        const payment = await refundPayment(parts, { userId: user.id, paymentKey, reason: body.cancelReason });
        const done = payment.status === 'refunded';
        const message = done ? 'The money goes back to the buyer.' : 'The refund is under way.';
        const refundAmount = payment.refundAmount ?? payment.amount;
        return { status: done ? 200 : 202, body: { success: done, message, refundAmount, payment: toView(payment) } };
      },
    }),
  ];
}

function paidAnswer({ payment, delivery }: ConfirmResult) {
  const paid = payment.status === 'confirmed';
  const body = {
    success: paid && delivery !== 'refused',
    message: paidMessage(paid, delivery),
    delivery: delivery ?? null,
    payment: toView(payment),
  };
  return { status: delivery === undefined ? 202 : 200, body };
}

function paidMessage(paid: boolean, delivery: ConfirmResult['delivery']): string {
  if (delivery === 'refused') return 'It was too late: what you paid is refunded automatically.';
  if (!paid) return 'The provider has not answered yet; look at the order in a moment. You are charged once at most.';
  return delivery === 'confirmed' ? 'Paid, and the ticket is yours.' : 'Paid; the ticket is confirmed in a moment.';
}

function readRoutes({ reads }: PaymentRouteParts): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/payments/order/:orderId',
      summary: "One of the caller's payments",
      access: 'user',
      input: { params: orderParams },
      responses: { 200: paymentViewSchema },
      errors: ['PAYMENT_NOT_FOUND'],
      handler: async ({ params, user }) => {
        const found = await reads.byOrder(params.orderId);
        // Somebody else's order is answered like one that does not exist, as ticket answers reservations.
        if (found?.userId !== user.id) throw new AppError('PAYMENT_NOT_FOUND', 'There is no such order.');
        return { status: 200, body: found.view };
      },
    }),
    route({
      method: 'get',
      path: '/api/payments/user/me',
      summary: "The caller's payments, newest first",
      access: 'user',
      input: { query: listQuery },
      responses: { 200: paymentListSchema },
      handler: async ({ query, user }) => ({ status: 200, body: { payments: await reads.ofUser(user.id, query) } }),
    }),
    route({
      method: 'get',
      path: '/internal/payments/by-reservation/:id',
      summary: "A reservation's payment, for ticket's reconciliation",
      access: 'internal',
      input: { params: z.object({ id: z.uuid() }) },
      responses: { 200: byReservationSchema },
      handler: async ({ params }) => {
        const payment = await reads.byReservation(params.id);
        const { status = null, method = null, amount = null, orderId = null, id: paymentId = null } = payment ?? {};
        return {
          status: 200,
          body: { found: payment !== undefined, reservationId: params.id, status, method, amount, paymentId, orderId },
        };
      },
    }),
  ];
}
