import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { idempotencyKeyOf } from '../../shared/idempotency/idempotent.ts';
import type { ReservationReads } from '../reservations/reservation-reads.ts';
import { ownReservationAnswer } from '../reservations/reservation-schemas.ts';
import type { Sale } from '../reservations/sale.ts';
import { acceptedAnswer, queuedAnswer } from '../shedding/booking-request-routes.ts';
import type { LoadShedding } from '../shedding/shed-load.ts';
import { reserveSeats } from './reserve-seats.ts';
import type { SeatMaps } from './seat-map.ts';
import type { SeatReservation } from './seat-reservation.ts';
import { layoutSchema, reserveSeatsAnswer, reserveSeatsBody, seatMapAnswer, uuid } from './seat-schemas.ts';

interface SeatRouteParts {
  readonly sale: Sale;
  readonly shedding: LoadShedding;
  readonly seatMaps: SeatMaps;
  readonly reads: ReservationReads;
}

/** /api/seats */
export function seatRoutes({ sale, shedding, seatMaps, reads }: SeatRouteParts): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/seats/layouts',
      summary: 'The seat layouts of the house, smallest first',
      access: 'public',
      input: {},
      responses: { 200: z.object({ layouts: z.array(layoutSchema) }) },
      handler: async () => ({ status: 200, body: { layouts: await reads.layouts() } }),
    }),
    route({
      method: 'get',
      path: '/api/seats/events/:eventId',
      summary: 'The seat map of an event with its version; 304 while nothing has changed (If-None-Match)',
      access: 'public',
      needsEntry: true,
      input: { params: z.object({ eventId: uuid }) },
      responses: { 200: seatMapAnswer, 304: z.undefined() },
      errors: ['EVENT_NOT_FOUND', 'EVENT_HAS_NO_SEATS', 'ENTRY_TOKEN_WRONG_EVENT'],
      handler: async ({ params, entry, headers, res }) => {
        // The gateway has asked for a token; one for another event opens no other hall (domain.md 10.1 #2).
        if (entry && entry.eventId.toLowerCase() !== params.eventId) {
          throw new AppError('ENTRY_TOKEN_WRONG_EVENT', 'Your entry token is for another event.');
        }
        const map = await seatMaps.of(params.eventId);
        res.set({ etag: map.etag, 'cache-control': 'private, no-cache' });
        if (headers['if-none-match'] === map.etag) return { status: 304 };
        res.status(200).type('application/json').send(map.body);
        return undefined;
      },
    }),
    route({
      method: 'post',
      path: '/api/seats/reserve',
      summary: 'Hold one or several seats, all or nothing',
      access: 'user',
      idempotencyKey: true,
      needsEntry: true,
      input: { body: reserveSeatsBody },
      responses: { 200: reserveSeatsAnswer, 202: queuedAnswer },
      errors: [
        'ENTRY_TOKEN_REQUIRED',
        'ENTRY_TOKEN_WRONG_EVENT',
        'EVENT_NOT_FOUND',
        'SEAT_NOT_FOUND',
        'SALE_NOT_OPEN',
        'SALE_ENDED',
        'PRESALE_ONLY',
        'SEAT_NOT_AVAILABLE',
        'TICKET_LIMIT_EXCEEDED',
      ],
      handler: async ({ body, user, entry, headers }) => {
        const wanted = {
          userId: user.id,
          entry,
          eventId: body.eventId,
          seatIds: body.seatIds,
          idempotencyKey: body.idempotencyKey ?? idempotencyKeyOf(headers['idempotency-key']) ?? null,
        };
        const booked = await shedding.book(
          wanted,
          { action: 'seat_reserve', seatIds: body.seatIds },
          (idempotencyKey) => reserveSeats(sale, { ...wanted, idempotencyKey }),
        );
        if ('queued' in booked) return acceptedAnswer(booked.queued);
        return { status: 200, body: { message: 'Your seats are held.', reservation: seatsAnswer(booked.held) } };
      },
    }),
    route({
      method: 'get',
      path: '/api/seats/reservation/:id',
      summary: "One of the caller's reservations with its seats",
      access: 'user',
      input: { params: z.object({ id: uuid }) },
      responses: { 200: ownReservationAnswer },
      errors: ['RESERVATION_NOT_FOUND'],
      handler: async ({ params, user }) => ({
        status: 200,
        body: { reservation: await reads.ofUser(params.id, user.id) },
      }),
    }),
  ];
}

const seatsAnswer = (held: SeatReservation) => ({
  id: held.id,
  reservationNumber: held.reservationNumber,
  totalAmount: held.totalAmount,
  expiresAt: held.expiresAt.toISOString(),
  seats: held.seats,
  fencingToken: Math.max(...held.seats.map((seat) => seat.fencingToken)),
});
