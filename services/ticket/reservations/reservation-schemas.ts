import { z } from 'zod';
import { idempotencyKey, uuid } from '../seats/seat-schemas.ts';

export const reserveTicketsBody = z.strictObject({
  eventId: uuid,
  items: z
    .array(z.strictObject({ ticketTypeId: uuid, quantity: z.int().min(1).max(10) }))
    .min(1)
    .max(10)
    .refine(
      (items) => new Set(items.map((item) => item.ticketTypeId)).size === items.length,
      'must name each ticket type once',
    ),
  idempotencyKey: idempotencyKey.optional(),
});

export const reserveTicketsAnswer = z.object({
  message: z.string(),
  reservation: z.object({
    id: z.uuid(),
    reservationNumber: z.string(),
    eventTitle: z.string(),
    totalAmount: z.int(),
    status: z.string(),
    paymentStatus: z.string(),
    expiresAt: z.iso.datetime(),
    items: z.array(
      z.object({
        ticketTypeId: z.uuid(),
        ticketTypeName: z.string(),
        quantity: z.int(),
        unitPrice: z.int(),
        subtotal: z.int(),
      }),
    ),
  }),
});

const itemSchema = z.object({
  id: z.uuid(),
  ticket_type_id: z.uuid().nullable(),
  ticket_type_name: z.string().nullable(),
  seat_id: z.uuid().nullable(),
  seat_label: z.string().nullable(),
  section: z.string().nullable(),
  row_number: z.int().nullable(),
  seat_number: z.int().nullable(),
  quantity: z.int(),
  unit_price: z.int(),
  subtotal: z.int(),
  /** When these tickets were given back; null while they are held or owned. */
  released_at: z.iso.datetime().nullable(),
});

export const listedReservation = z.object({
  id: z.uuid(),
  event_id: z.uuid(),
  reservation_number: z.string(),
  total_amount: z.int(),
  /** Won, of total_amount: the surcharge of the buyer's membership tier. */
  booking_fee: z.int(),
  /** Won, of total_amount: what was given back ticket by ticket. */
  given_back: z.int(),
  status: z.string(),
  payment_status: z.string(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  event_title: z.string(),
  venue: z.string(),
  event_date: z.iso.datetime(),
  items: z.array(itemSchema),
});
export type ListedReservation = z.infer<typeof listedReservation>;

export const ownReservation = listedReservation.extend({
  payment_method: z.string().nullable(),
  address: z.string().nullable(),
  confirmed_at: z.iso.datetime().nullable(),
  cancelled_at: z.iso.datetime().nullable(),
  /** The items that are seats: what domain.md 1.3 calls seats, as a real list (10.3 #35). */
  seats: z.array(itemSchema),
});
export type OwnReservation = z.infer<typeof ownReservation>;

/** Each item once; `quantity` for tickets without seats, all of the item unless told. */
export const giveBackBody = z.strictObject({
  items: z
    .array(z.strictObject({ itemId: uuid, quantity: z.int().min(1).max(10).optional() }))
    .min(1)
    .max(20)
    .refine((items) => new Set(items.map(({ itemId }) => itemId)).size === items.length, 'each item once'),
});
export const givenBackAnswer = z.object({
  message: z.string(),
  reservation: z.object({ id: z.uuid(), status: z.enum(['confirmed', 'cancelled']) }),
  /** Won on their way back to the buyer. */
  refundAmount: z.int(),
});

export const ownReservationAnswer = z.object({ reservation: ownReservation });
