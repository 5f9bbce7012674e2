/**
 * Every event that crosses a service border: topic, payload, producer, consumers (architecture.md 5.3, ruling E12).
 * Producers and consumers parse with these schemas, topics and IAM policies are made from this table.
 *
 * All events are flat JSON. `id` is the event's own id (the inbox key), `eventId` in a payload is the concert.
 * The message key is the id of the paid thing (`referenceId`), so that its events stay in order.
 */
import { z } from 'zod';
import type { TopicName } from '../../registry.ts';

const uuid = z.uuid();
const won = z.int().nonnegative();

/** What money is paid for. */
export const paymentTypeSchema = z.enum(['reservation', 'transfer', 'membership']);
export type PaymentType = z.infer<typeof paymentTypeSchema>;

const envelope = { id: uuid, timestamp: z.iso.datetime() };
const paidThing = { paymentType: paymentTypeSchema, referenceId: uuid, userId: uuid };

/** What is sold, as it was called at that moment: stats has no other source for it (domain.md 10.4 #3). */
const saleSchema = z.object({
  title: z.string().max(255),
  venue: z.string().max(255),
  eventDate: z.iso.datetime(),
  /** Places the event has in all. */
  capacity: z.int().nonnegative(),
  items: z.array(
    z.object({
      /** Section of a seat, or the name of a ticket type. */
      section: z.string().max(255),
      /** Null for tickets without a seat. */
      row: z.int().nullable(),
      /** Won a piece. */
      price: won,
      quantity: z.int().positive(),
    }),
  ),
});

/** ticket tells payment what is payable, what no longer is, what must be paid back and what was delivered. */
export const paymentEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('PAYMENT_REQUESTED'),
    ...envelope,
    ...paidThing,
    /** The concert; null for memberships. */
    eventId: uuid.nullable(),
    /** Price in won. */
    amount: z.int().positive(),
    /** What the buyer reads on the receipt. */
    orderName: z.string().min(1).max(200),
    expiresAt: z.iso.datetime().nullable(),
    /** For reservations, since stats exists. */
    sale: saleSchema.optional(),
  }),
  z.object({
    type: z.literal('PAYMENT_WITHDRAWN'),
    ...envelope,
    ...paidThing,
    reason: z.enum(['expired', 'cancelled', 'event_cancelled']),
  }),
  z.object({
    type: z.literal('REFUND_REQUESTED'),
    ...envelope,
    ...paidThing,
    paymentId: uuid,
    amount: won,
    reason: z.string().min(1).max(200),
  }),
  z.object({
    /** Some tickets were given back: their share goes back, the rest stays sold. */
    type: z.literal('PART_REFUND_REQUESTED'),
    ...envelope,
    ...paidThing,
    paymentId: uuid,
    /** Asked once however often it is heard. */
    refundId: uuid,
    amount: z.int().positive(),
    reason: z.string().min(1).max(200),
  }),
  z.object({
    type: z.literal('PAYMENT_COMPLETED'),
    ...envelope,
    ...paidThing,
    paymentId: uuid,
    eventId: uuid.nullable(),
    amount: won,
  }),
]);
export type PaymentEvent = z.infer<typeof paymentEventSchema>;

const payment = { paymentId: uuid, orderId: z.string().min(1).max(64) };

/** payment tells ticket what became of the money. */
export const reservationEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('PAYMENT_CONFIRMED'),
    ...envelope,
    ...paidThing,
    ...payment,
    amount: won,
    paymentMethod: z.string().min(1).max(50),
  }),
  z.object({
    type: z.literal('PAYMENT_FAILED'),
    ...envelope,
    ...paidThing,
    ...payment,
    reason: z.string().min(1).max(200),
  }),
  z.object({
    type: z.literal('PAYMENT_REFUNDED'),
    ...envelope,
    ...paidThing,
    ...payment,
    /** All that was left of it. */
    amount: won,
    reason: z.string().min(1).max(200),
  }),
  z.object({
    type: z.literal('PAYMENT_PART_REFUNDED'),
    ...envelope,
    ...paidThing,
    ...payment,
    refundId: uuid,
    amount: z.int().positive(),
    reason: z.string().min(1).max(200),
  }),
]);
export type ReservationEvent = z.infer<typeof reservationEventSchema>;

/** ticket tells stats about resale. */
export const transferEventSchema = z.object({
  type: z.enum(['TRANSFER_LISTED', 'TRANSFER_COMPLETED', 'TRANSFER_CANCELLED']),
  ...envelope,
  transferId: uuid,
  reservationId: uuid,
  sellerId: uuid,
  buyerId: uuid.nullable(),
  totalPrice: won,
  fee: won,
});

/** ticket tells stats about memberships. */
export const membershipEventSchema = z.object({
  type: z.enum(['MEMBERSHIP_ACTIVATED', 'MEMBERSHIP_RENEWED', 'MEMBERSHIP_EXPIRED']),
  ...envelope,
  membershipId: uuid,
  userId: uuid,
  artistId: uuid,
});

/** Partitions, replication and retention of every topic (architecture.md 5.3). */
export const topicSettings = {
  partitions: 3,
  replicationFactor: 2,
  minInSyncReplicas: 2,
  retentionHours: 168,
} as const;

export const topics = {
  'payment-events': { schema: paymentEventSchema, producer: 'ticket', consumers: ['payment', 'stats'] },
  'reservation-events': { schema: reservationEventSchema, producer: 'payment', consumers: ['ticket', 'stats'] },
  'transfer-events': { schema: transferEventSchema, producer: 'ticket', consumers: ['stats'] },
  'membership-events': { schema: membershipEventSchema, producer: 'ticket', consumers: ['stats'] },
} as const satisfies Record<TopicName, { schema: z.ZodType; producer: string; consumers: readonly string[] }>;

/** The dead letter topic of a topic: what could not be handled waits there for a person. */
export const dlqOf = <T extends TopicName>(topic: T): `${T}-dlq` => `${topic}-dlq`;

/** The topic names; typed, because Object.keys is not. */
export const topicNames: readonly TopicName[] = [
  'payment-events',
  'reservation-events',
  'transfer-events',
  'membership-events',
];
