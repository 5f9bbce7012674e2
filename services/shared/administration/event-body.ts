/** What administrators write: read by catalog, which takes it from them, and by ticket, which writes it (E14). */
import { z } from 'zod';

/** Ids are compared as text: one spelling. */
const uuid = z.uuid().toLowerCase();
/** Won. */
const price = z.int().min(0).max(100_000_000);
const text = (most: number) => z.string().trim().min(1).max(most);

export const ticketTypeFields = {
  name: text(100),
  price,
  totalQuantity: z.int().min(1).max(200_000),
  description: z.string().trim().max(1_000).nullable().default(null),
};
const ticketTypeBody = z.strictObject(ticketTypeFields);
export type TicketTypeBody = z.infer<typeof ticketTypeBody>;

const eventFields = {
  title: text(255),
  description: z.string().trim().max(20_000).nullable().default(null),
  venue: text(255),
  address: z.string().trim().max(500).nullable().default(null),
  eventDate: z.iso.datetime({ offset: true }),
  saleStartDate: z.iso.datetime({ offset: true }),
  saleEndDate: z.iso.datetime({ offset: true }),
  posterImageUrl: z
    .string()
    .max(2_000)
    .regex(/^(https:\/\/|\/api\/image\/files\/)/, 'must be an https address or an uploaded image')
    .nullable()
    .default(null),
  artistName: text(255).nullable().default(null),
  /** Null: the platform's own limit holds. */
  maxTicketsPerPerson: z.int().min(1).max(100).nullable().default(null),
};
const inOrder = (event: { saleStartDate: string; saleEndDate: string }) =>
  Date.parse(event.saleEndDate) >= Date.parse(event.saleStartDate);
/** Creating and changing alike (domain.md 10.3 #27); the database says it once more. */
const salesOrder = { path: ['saleEndDate'], message: 'must not be before saleStartDate' };

/** PUT: the whole event; its layout stays what it was. */
export const eventEdit = z.strictObject(eventFields).refine(inOrder, salesOrder);
export type EventEdit = z.infer<typeof eventEdit>;

/**
 * POST. With a layout each ticket type gives a section of it another price; its quantity is counted, not said. Without one
 * the ticket types are what is sold.
 */
export const newEvent = z
  .strictObject({
    ...eventFields,
    seatLayoutId: uuid.nullable().default(null),
    ticketTypes: z
      .array(ticketTypeBody)
      .max(50)
      .default([])
      .refine((types) => new Set(types.map(({ name }) => name)).size === types.length, 'must name each type once'),
  })
  .refine(inOrder, salesOrder);
export type NewEvent = z.infer<typeof newEvent>;
