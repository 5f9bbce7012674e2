import { z } from 'zod';
import { pageQuery } from '../reads/page-query.ts';

/** A reservation as ticket tells it to administrators. */
export const reservation = z.object({
  id: z.uuid(),
  user_id: z.uuid(),
  event_id: z.uuid(),
  event_title: z.string(),
  reservation_number: z.string(),
  total_amount: z.int(),
  status: z.string(),
  payment_status: z.string(),
  created_at: z.iso.datetime(),
});
export type Reservation = z.infer<typeof reservation>;

/** With whom it belongs to; null for an account that is gone, and for all while auth is away. */
export const namedReservation = reservation.extend({
  user_name: z.string().nullable(),
  user_email: z.string().nullable(),
});

export const reservationAnswer = z.object({ reservation });
export const reservationPage = z.object({ reservations: z.array(reservation), total: z.int() });
export const reservationStats = z.object({
  totalReservations: z.int(),
  totalRevenue: z.int(),
  todayReservations: z.int(),
});

const status = z.enum(['pending', 'confirmed', 'expired', 'cancelled']);
export const reservationQuery = z.object({ ...pageQuery(20), status: status.optional() });
export type ReservationQuery = z.infer<typeof reservationQuery>;

export const statusBody = z
  .strictObject({
    status: status.optional(),
    paymentStatus: z.enum(['pending', 'completed', 'refund_requested', 'refunded']).optional(),
  })
  .refine((body) => body.status !== undefined || body.paymentStatus !== undefined, 'needs status or paymentStatus');
export type StatusBody = z.infer<typeof statusBody>;

export const ticketTypeAnswer = z.object({
  ticketType: z.object({
    id: z.uuid(),
    name: z.string(),
    price: z.int(),
    total_quantity: z.int(),
    available_quantity: z.int(),
    description: z.string().nullable(),
  }),
});

const layout = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string().nullable(),
  total_seats: z.int(),
  layout_config: z.unknown(),
});
export const layoutAnswer = z.object({ layout });
export const layoutList = z.object({ layouts: z.array(layout) });

export const auditLogs = z.object({
  auditLogs: z.array(
    z.object({
      id: z.uuid(),
      admin_user_id: z.uuid(),
      action: z.string(),
      resource_type: z.string(),
      resource_id: z.string().nullable(),
      state_before: z.unknown(),
      state_after: z.unknown(),
      ip_address: z.string().nullable(),
      request_id: z.string().nullable(),
      created_at: z.iso.datetime(),
    }),
  ),
});
