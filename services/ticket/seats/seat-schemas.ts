import { z } from 'zod';

/** Ids are compared and hashed as text: one spelling. */
export const uuid = z.uuid().toLowerCase();

/** 64 characters fit the column; the set is what UUIDs, ULIDs and hashes are made of. */
export const idempotencyKey = z.string().regex(/^[\w.:-]{1,64}$/, 'must be 1 to 64 of A-Z a-z 0-9 _ . : -');

/** More than any limit per person; keeps a body from asking for the whole hall. */
const maxSeatsPerRequest = 20;

export const reserveSeatsBody = z.strictObject({
  eventId: uuid,
  seatIds: z
    .array(uuid)
    .min(1)
    .max(maxSeatsPerRequest)
    .refine((ids) => new Set(ids).size === ids.length, 'must not repeat a seat'),
  idempotencyKey: idempotencyKey.optional(),
});

const heldSeat = z.object({
  id: z.uuid(),
  section: z.string(),
  rowNumber: z.int(),
  seatNumber: z.int(),
  seatLabel: z.string(),
  price: z.int(),
  fencingToken: z.int(),
});

export const reserveSeatsAnswer = z.object({
  message: z.string(),
  reservation: z.object({
    id: z.uuid(),
    reservationNumber: z.string(),
    totalAmount: z.int(),
    expiresAt: z.iso.datetime(),
    seats: z.array(heldSeat),
    /** Of the last seat given; each seat has its own. */
    fencingToken: z.int(),
  }),
});

export const layoutSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string().nullable(),
  total_seats: z.int(),
  layout_config: z.unknown(),
});

export const seatMapAnswer = z.object({
  event: z.object({ id: z.uuid(), title: z.string() }),
  layout: layoutSchema.nullable(),
  /** Grows with every change of any seat; also the ETag. */
  version: z.int(),
  seats: z.array(
    z.object({
      id: z.uuid(),
      section: z.string(),
      row_number: z.int(),
      seat_number: z.int(),
      seat_label: z.string(),
      price: z.int(),
      status: z.enum(['available', 'locked', 'reserved']),
    }),
  ),
});
