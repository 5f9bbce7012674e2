import { z } from 'zod';

/** Ids are compared as text in key names: one spelling each, or an event would have two lines. */
export const eventParams = z.object({ eventId: z.uuid().toLowerCase() });

const eventInfoSchema = z.object({ title: z.string(), artist: z.string() });
const count = z.int().nonnegative();

const queuedShape = {
  queued: z.literal(true),
  status: z.literal('queued'),
  /** 1 is next. Counts living people only. */
  position: z.int().positive(),
  peopleAhead: count,
  peopleBehind: count,
  /** Seconds from the measured rate; null while nobody can say. */
  estimatedWait: count.nullable(),
  /** Seconds. */
  nextPoll: z.int().positive(),
  threshold: count,
  currentUsers: count,
  eventInfo: eventInfoSchema,
};

const activeSchema = z.object({
  queued: z.literal(false),
  status: z.literal('active'),
  currentUsers: count,
  threshold: count,
  nextPoll: z.int().positive(),
  eventInfo: eventInfoSchema,
  entryToken: z.string(),
  /** When the slot ends unless its holder comes back before. */
  expiresAt: z.iso.datetime(),
});

const absentSchema = z.object({
  queued: z.literal(false),
  status: z.literal('not_in_queue'),
  queueSize: count,
  currentUsers: count,
  threshold: count,
  nextPoll: z.int().positive(),
  eventInfo: eventInfoSchema,
});

export const checkSchema = z.discriminatedUnion('status', [z.object(queuedShape), activeSchema]);
export const statusSchema = z.discriminatedUnion('status', [
  z.object({ ...queuedShape, queueSize: count }),
  activeSchema,
  absentSchema,
]);
export type QueueStatus = z.infer<typeof statusSchema>;

export const heartbeatSchema = z.object({ status: z.enum(['queued', 'active', 'not_in_queue']), queued: z.boolean() });
export const messageSchema = z.object({ message: z.string() });
