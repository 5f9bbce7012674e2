import { z } from 'zod';
import { actingAdmin } from '../../shared/administration/acting-admin.ts';
import { clampedNumber } from '../../shared/http/clamped-number.ts';
import { type Route, route } from '../../shared/http/route.ts';
import type { Pool } from '../../shared/postgres/pool.ts';
import { adminCallers } from '../admin/callers.ts';
import type { Sale } from '../reservations/sale.ts';
import { uuid } from '../seats/seat-schemas.ts';
import {
  adminReservation,
  countSeatReservations,
  readReservations,
  readStats,
  reservationStats,
} from './admin-reads.ts';
import { overrideStatus } from './override-status.ts';

const status = z.enum(['pending', 'confirmed', 'expired', 'cancelled']);
const paymentStatus = z.enum(['pending', 'completed', 'refund_requested', 'refunded']);

const listQuery = z.object({
  status: status.optional(),
  page: clampedNumber({ fallback: 1, most: 1_000 }),
  limit: clampedNumber({ fallback: 20, most: 100 }),
});
const statusBody = z
  .strictObject({ by: actingAdmin, status: status.optional(), paymentStatus: paymentStatus.optional() })
  .refine((body) => body.status !== undefined || body.paymentStatus !== undefined, 'needs status or paymentStatus');

/** Reservations as administrators see them (domain.md 1.4). */
export function adminReservationRoutes(parts: { pool: Pool; sale: Sale }): Route[] {
  const { pool } = parts;
  const internal = { access: 'internal', callers: adminCallers } as const;
  return [
    route({
      ...internal,
      method: 'get',
      path: '/internal/admin/reservation-stats',
      summary: 'How many reservations there are, what they brought, and how many are of today',
      input: {},
      responses: { 200: reservationStats },
      handler: async () => ({ status: 200, body: await readStats(pool) }),
    }),
    route({
      ...internal,
      method: 'get',
      path: '/internal/admin/recent-reservations',
      summary: 'The ten newest reservations',
      input: {},
      responses: { 200: z.object({ reservations: z.array(adminReservation) }) },
      handler: async () => {
        const { reservations } = await readReservations(pool, { page: 1, limit: 10 });
        return { status: 200, body: { reservations } };
      },
    }),
    route({
      ...internal,
      method: 'get',
      path: '/internal/admin/reservations',
      summary: 'All reservations, newest first',
      input: { query: listQuery },
      responses: { 200: z.object({ reservations: z.array(adminReservation), total: z.int() }) },
      handler: async ({ query }) => ({ status: 200, body: await readReservations(pool, query) }),
    }),
    route({
      ...internal,
      method: 'patch',
      path: '/internal/admin/reservations/:id/status',
      summary: 'Cancel a reservation, with its money; every other state follows from what happened',
      input: { params: z.object({ id: uuid }), body: statusBody },
      responses: { 200: z.object({ reservation: adminReservation }) },
      errors: ['RESERVATION_NOT_FOUND', 'RESERVATION_NOT_CANCELLABLE', 'STATUS_NOT_SETTABLE'],
      handler: async ({ params, body: { by, ...wanted } }) => ({
        status: 200,
        body: { reservation: await overrideStatus(parts, params.id, wanted, by) },
      }),
    }),
    route({
      ...internal,
      method: 'get',
      path: '/internal/admin/active-seat-reservation-count',
      summary: 'How many reservations hold or own seats of an event',
      input: { query: z.object({ eventId: uuid }) },
      responses: { 200: z.object({ count: z.int() }) },
      handler: async ({ query }) => ({
        status: 200,
        body: { count: await countSeatReservations(pool, query.eventId) },
      }),
    }),
  ];
}
