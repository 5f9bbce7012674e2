import { z } from 'zod';
import { clampedNumber } from '../../shared/http/clamped-number.ts';

export const eventsQuery = z.object({
  limit: clampedNumber({ fallback: 10, most: 100 }),
  sortBy: z.enum(['revenue', 'reservations', 'occupancy']).default('revenue'),
});
export const revenueQuery = z.object({
  days: clampedNumber({ fallback: 30, most: 365 }),
  period: z.enum(['daily', 'weekly', 'monthly']).default('daily'),
});

/** Title, venue and date are null until an event has told them. */
const concert = {
  id: z.uuid(),
  title: z.string().nullable(),
  venue: z.string().nullable(),
  event_date: z.iso.datetime().nullable(),
  status: z.enum(['on_sale', 'ended', 'cancelled']).nullable(),
  reservations: z.int(),
  confirmed_reservations: z.int(),
  /** Won of its reservations, less refunds. */
  revenue: z.int(),
  total_seats: z.int(),
  sold_seats: z.int(),
  /** Percent; null without a known number of seats. */
  occupancy_rate: z.number().nullable(),
};

export const eventRow = z.object(concert);
export const eventDetailRow = z.object({
  ...concert,
  pending_reservations: z.int(),
  cancelled_reservations: z.int(),
  available_seats: z.int(),
  average_ticket_price: z.int().nullable(),
});
export const eventDetailSchema = z.object({ overview: eventDetailRow });

export const paymentMethodRow = z.object({
  method: z.string(),
  count: z.int(),
  total_amount: z.int(),
  average_amount: z.int(),
});
export const revenueRow = z.object({
  /** First day of the period. */
  period: z.iso.date(),
  payment_count: z.int(),
  total_revenue: z.int(),
  /** Revenue per payment; null without one. */
  average_amount: z.int().nullable(),
});
