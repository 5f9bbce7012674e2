/**
 * Every message on the FIFO queue `<prefix>-ticket-events.fifo` (architecture.md 5.6; domain.md 5; ruling E13). Senders and
 * the worker parse with these schemas.
 */
import { z } from 'zod';

const uuid = z.uuid().toLowerCase();

const envelope = {
  /** The message's own id, the same however often it is sent: the key of the worker's inbox. */
  id: uuid,
  eventId: uuid,
  userId: uuid,
  /** When it was sent, epoch milliseconds. */
  timestamp: z.int().positive(),
};

const booking = {
  ...envelope,
  /** The entry token as the gateway verified it (E2). The token itself never lies in a queue: it would let its finder in. */
  entry: z.object({ place: z.int().nonnegative(), jti: z.string().min(1).max(64) }),
  /** Never absent: whatever path this request takes besides, it makes one reservation. */
  idempotencyKey: z.string().min(1).max(64),
  /** Epoch milliseconds after which nobody waits for the outcome, so nothing may be held any more. */
  deadline: z.int().positive(),
};

export const seatReserveSchema = z.object({
  action: z.literal('seat_reserve'),
  ...booking,
  seatIds: z.array(uuid).min(1).max(20),
});
export const reservationCreateSchema = z.object({
  action: z.literal('reservation_create'),
  ...booking,
  items: z
    .array(z.object({ ticketTypeId: uuid, quantity: z.int().positive() }))
    .min(1)
    .max(10),
});
const admittedSchema = z.object({ action: z.literal('admitted'), ...envelope, place: z.int().nonnegative() });

export const bookingMessageSchema = z.discriminatedUnion('action', [
  seatReserveSchema,
  reservationCreateSchema,
  admittedSchema,
]);
export type BookingMessage = z.infer<typeof bookingMessageSchema>;
export type SeatReserve = z.infer<typeof seatReserveSchema>;
export type ReservationCreate = z.infer<typeof reservationCreateSchema>;
export type BookingRequest = SeatReserve | ReservationCreate;
export type Admitted = z.infer<typeof admittedSchema>;

/** What stands around a message on a FIFO queue (domain.md 5). */
export interface FifoEnvelope {
  readonly body: string;
  /** Messages of one group are handled in the order in which they were sent: one line per event. */
  readonly groupId: string;
  /** SQS takes one message with this id within five minutes, and says yes to its copies. */
  readonly deduplicationId: string;
}

/**
 * Group and deduplication ids as documented: the event; for an admission the person at the event. A booking has its own id:
 * a person may be refused one seat and ask for the next within the five minutes.
 */
export function fifoEnvelope(message: BookingMessage): FifoEnvelope {
  const { action, eventId, userId, id } = message;
  return {
    body: JSON.stringify(message),
    groupId: eventId,
    deduplicationId: action === 'admitted' ? `${userId}:${eventId}` : id,
  };
}
