import { z } from 'zod';
import { pageQuery, paginationSchema } from '../reads/page-query.ts';
import { presaleScheduleSchema } from './presale-schedule.ts';

export const eventStatus = z.enum(['upcoming', 'on_sale', 'ended', 'cancelled']);

/** GET /api/events (domain.md 1.7). */
export const eventListQuery = z.object({
  ...pageQuery(10),
  status: eventStatus.optional(),
  q: z.string().max(100).default(''),
});

/** What everybody may know of an event; names are those of the documented API. */
const eventFields = {
  id: z.uuid(),
  title: z.string(),
  venue: z.string(),
  address: z.string().nullable(),
  event_date: z.iso.datetime(),
  sale_start_date: z.iso.datetime(),
  sale_end_date: z.iso.datetime(),
  poster_image_url: z.string().nullable(),
  status: eventStatus,
  seat_layout_id: z.uuid().nullable(),
  artist_id: z.uuid().nullable(),
  artist_name: z.string().nullable(),
};

export const eventRowSchema = z.object({
  ...eventFields,
  ticket_type_count: z.int(),
  /** Won; null without ticket types and seats. */
  min_price: z.int().nullable(),
  max_price: z.int().nullable(),
});
export type EventRow = z.infer<typeof eventRowSchema>;

export const eventListSchema = z.object({ events: z.array(eventRowSchema), pagination: paginationSchema });

export const eventDetailSchema = z.object({
  event: z.object({
    ...eventFields,
    description: z.string().nullable(),
    /** Null: the platform's own limit holds. */
    max_tickets_per_person: z.int().nullable(),
  }),
  /** Dearest first. */
  ticketTypes: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      price: z.int(),
      total_quantity: z.int(),
      available_quantity: z.int(),
      description: z.string().nullable(),
    }),
  ),
  /** Only for an event of a known artist. */
  preSaleSchedule: presaleScheduleSchema.optional(),
});
export type EventDetail = z.infer<typeof eventDetailSchema>;

/** What the waiting line shows of an event, and whether there is still something to wait for. */
export const queueInfoSchema = z.object({
  title: z.string(),
  artist: z.string(),
  status: eventStatus,
  sale_start_date: z.iso.datetime(),
  sale_end_date: z.iso.datetime(),
});
export type QueueInfo = z.infer<typeof queueInfoSchema>;
