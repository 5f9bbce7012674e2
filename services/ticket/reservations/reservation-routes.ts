import { z } from 'zod';
import { type Route, route } from '../../shared/http/route.ts';
import { idempotencyKeyOf } from '../../shared/idempotency/idempotent.ts';
import type { Desk } from '../desk.ts';
import { uuid } from '../seats/seat-schemas.ts';
import { acceptedAnswer, queuedAnswer } from '../shedding/booking-request-routes.ts';
import type { LoadShedding } from '../shedding/shed-load.ts';
import { cancelOwn } from './end-reservation.ts';
import { giveBackItems } from './give-back-items.ts';
import type { ReservationReads } from './reservation-reads.ts';
import {
  giveBackBody,
  givenBackAnswer,
  listedReservation,
  ownReservationAnswer,
  reserveTicketsAnswer,
  reserveTicketsBody,
} from './reservation-schemas.ts';
import { reserveTickets } from './reserve-tickets.ts';
import type { Sale } from './sale.ts';

const byId = z.object({ id: uuid });

interface ReservationRouteParts {
  readonly sale: Sale;
  readonly desk: Desk;
  readonly shedding: LoadShedding;
  readonly reads: ReservationReads;
}

/** /api/reservations */
export function reservationRoutes({ sale, desk, shedding, reads }: ReservationRouteParts): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/reservations',
      summary: 'Hold tickets without seats, all or nothing',
      access: 'user',
      needsEntry: true,
      idempotencyKey: true,
      input: { body: reserveTicketsBody },
      responses: { 200: reserveTicketsAnswer, 202: queuedAnswer },
      errors: [
        'ENTRY_TOKEN_REQUIRED',
        'ENTRY_TOKEN_WRONG_EVENT',
        'EVENT_NOT_FOUND',
        'EVENT_HAS_SEATS',
        'TICKET_TYPE_NOT_FOUND',
        'SALE_NOT_OPEN',
        'SALE_ENDED',
        'PRESALE_ONLY',
        'SOLD_OUT',
        'TICKET_LIMIT_EXCEEDED',
      ],
      handler: async ({ body, user, entry, headers }) => {
        const wanted = {
          userId: user.id,
          entry,
          eventId: body.eventId,
          items: body.items,
          idempotencyKey: body.idempotencyKey ?? idempotencyKeyOf(headers['idempotency-key']) ?? null,
        };
        const booked = await shedding.book(
          wanted,
          { action: 'reservation_create', items: body.items },
          (idempotencyKey) => reserveTickets(sale, { ...wanted, idempotencyKey }),
        );
        if ('queued' in booked) return acceptedAnswer(booked.queued);
        const reservation = { ...booked.held, expiresAt: booked.held.expiresAt.toISOString() };
        return { status: 200, body: { message: 'Your tickets are held.', reservation } };
      },
    }),
    route({
      method: 'get',
      path: '/api/reservations/my',
      summary: "The caller's reservations, newest first",
      access: 'user',
      input: {},
      responses: { 200: z.object({ reservations: z.array(listedReservation) }) },
      handler: async ({ user }) => ({ status: 200, body: { reservations: await reads.listOfUser(user.id) } }),
    }),
    route({
      method: 'get',
      path: '/api/reservations/:id',
      summary: "One of the caller's reservations",
      access: 'user',
      input: { params: byId },
      responses: { 200: ownReservationAnswer },
      errors: ['RESERVATION_NOT_FOUND'],
      handler: async ({ params, user }) => ({
        status: 200,
        body: { reservation: await reads.ofUser(params.id, user.id) },
      }),
    }),
    route({
      method: 'post',
      path: '/api/reservations/:id/cancel',
      summary: 'Give a pending or confirmed reservation back; what was paid is refunded',
      access: 'user',
      idempotencyKey: true,
      input: { params: byId },
      responses: {
        200: z.object({
          message: z.string(),
          reservation: z.object({ id: z.uuid(), status: z.literal('cancelled'), paymentStatus: z.string() }),
        }),
      },
      errors: ['RESERVATION_NOT_FOUND', 'RESERVATION_NOT_CANCELLABLE'],
      handler: async ({ params, user }) => {
        const reservation = await cancelOwn(sale, { reservationId: params.id, userId: user.id });
        return { status: 200, body: { message: 'Your reservation is cancelled.', reservation } };
      },
    }),
    route({
      method: 'post',
      path: '/api/reservations/:id/items/cancel',
      summary: 'Give some tickets of a paid reservation back and keep the others; what they cost is refunded',
      access: 'user',
      idempotencyKey: true,
      input: { params: byId, body: giveBackBody },
      responses: { 200: givenBackAnswer },
      errors: ['RESERVATION_NOT_FOUND', 'ITEM_NOT_FOUND', 'RESERVATION_NOT_CANCELLABLE'],
      handler: async ({ params, body, user }) => {
        const asked = { reservationId: params.id, userId: user.id, items: body.items };
        const { status, refundAmount } = await giveBackItems(sale, desk, asked);
        const reservation = { id: params.id, status };
        return { status: 200, body: { message: 'The tickets are given back.', reservation, refundAmount } };
      },
    }),
  ];
}
