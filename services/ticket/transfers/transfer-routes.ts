import { z } from 'zod';
import { clampedNumber } from '../../shared/http/clamped-number.ts';
import { type Route, route } from '../../shared/http/route.ts';
import type { Desk } from '../desk.ts';
import { uuid } from '../seats/seat-schemas.ts';
import { claimTransfer } from './claim-transfer.ts';
import { cancelTransfer, listTransfer } from './list-transfer.ts';
import { listings, transferById, transferSchema, transfersOf } from './transfer-reads.ts';

const byId = z.object({ id: uuid });
const listingQuery = z.object({
  artistId: uuid.optional(),
  page: clampedNumber({ fallback: 1, most: 10_000 }),
  limit: clampedNumber({ fallback: 20, most: 100 }),
});
const pagination = z.object({ total: z.int(), page: z.int(), limit: z.int(), totalPages: z.int() });

/** /api/transfers (domain.md 1.3) */
export function transferRoutes({ desk }: { readonly desk: Desk }): Route[] {
  return [...marketRoutes(desk), ...sellerRoutes(desk)];
}

function marketRoutes(desk: Desk): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/transfers',
      summary: 'Tickets that people sell on, newest first',
      access: 'public',
      input: { query: listingQuery },
      responses: { 200: z.object({ transfers: z.array(transferSchema), pagination }) },
      handler: async ({ query }) => ({ status: 200, body: await listings(desk.pool, query) }),
    }),
    route({
      method: 'get',
      path: '/api/transfers/my',
      summary: 'What the caller has listed',
      access: 'user',
      input: {},
      responses: { 200: z.object({ transfers: z.array(transferSchema) }) },
      handler: async ({ user }) => ({ status: 200, body: { transfers: await transfersOf(desk.pool, user.id) } }),
    }),
    route({
      method: 'get',
      path: '/api/transfers/:id',
      summary: 'One transfer',
      access: 'public',
      input: { params: byId },
      responses: { 200: z.object({ transfer: transferSchema }) },
      errors: ['TRANSFER_NOT_FOUND'],
      handler: async ({ params }) => ({ status: 200, body: { transfer: await transferById(desk.pool, params.id) } }),
    }),
    route({
      method: 'post',
      path: '/api/transfers/:id/purchase',
      summary: 'Begin to buy: for a few minutes only the caller may pay',
      access: 'user',
      idempotencyKey: true,
      input: { params: byId },
      responses: {
        200: z.object({ transferId: z.uuid(), totalAmount: z.int(), expiresAt: z.iso.datetime() }),
      },
      errors: [
        'TRANSFER_NOT_FOUND',
        'TRANSFER_NOT_LISTED',
        'TRANSFER_OWN',
        'TRANSFER_CLAIMED',
        'MEMBERSHIP_REQUIRED',
        'TICKET_LIMIT_EXCEEDED',
      ],
      handler: async ({ params, user }) => ({
        status: 200,
        body: await claimTransfer(desk, { transferId: params.id, userId: user.id }),
      }),
    }),
  ];
}

function sellerRoutes(desk: Desk): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/transfers',
      summary: 'Sell a confirmed reservation on, for its face value; the buyer pays the fee on top',
      access: 'user',
      idempotencyKey: true,
      input: { body: z.strictObject({ reservationId: uuid }) },
      responses: { 201: z.object({ message: z.string(), transfer: transferSchema }) },
      errors: [
        'RESERVATION_NOT_FOUND',
        'RESERVATION_NOT_TRANSFERABLE',
        'MEMBERSHIP_REQUIRED',
        'TRANSFER_LISTED_ALREADY',
      ],
      handler: async ({ body, user }) => {
        const id = await listTransfer(desk, { ...body, userId: user.id });
        const transfer = await transferById(desk.pool, id);
        return { status: 201, body: { message: 'Your tickets are listed.', transfer } };
      },
    }),
    route({
      method: 'post',
      path: '/api/transfers/:id/cancel',
      summary: 'Take a listing back',
      access: 'user',
      idempotencyKey: true,
      input: { params: byId },
      responses: { 200: z.object({ message: z.string() }) },
      errors: ['TRANSFER_NOT_FOUND', 'TRANSFER_NOT_YOURS', 'TRANSFER_NOT_LISTED'],
      handler: async ({ params, user }) => {
        await cancelTransfer(desk, { transferId: params.id, userId: user.id });
        return { status: 200, body: { message: 'Your tickets are no longer listed.' } };
      },
    }),
  ];
}
