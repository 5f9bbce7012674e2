/** The steps of a purchase as a person's browser takes them, typed; used by the demo, the flow tests and the benchmark. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Person, parsed, type Reply } from './person.ts';

const seatMap = z.object({
  seats: z.array(z.object({ id: z.uuid(), seat_label: z.string(), price: z.int(), status: z.string() })),
});
const held = z.object({ reservation: z.object({ id: z.uuid(), totalAmount: z.int(), expiresAt: z.iso.datetime() }) });
const prepared = z.object({ orderId: z.string(), amount: z.int() });
const order = z.object({ status: z.string(), amount: z.int(), refundAmount: z.int().nullable() });
const reservation = z.object({ reservation: z.object({ status: z.string(), payment_status: z.string() }) });

export type Held = z.infer<typeof held>['reservation'];

/** What is sent to confirm a payment; the same object sent again is a replay. */
export interface Confirmation {
  readonly orderId: string;
  readonly amount: number;
  readonly paymentKey: string;
}

/** Free seats of an event, in the order of the map. */
export async function freeSeats(person: Person, eventId: string) {
  const { seats } = parsed(seatMap, await person.call('GET', `/api/v1/seats/events/${eventId}`), 200);
  return seats.filter(({ status }) => status === 'available');
}

export const tryHold = (person: Person, eventId: string, seatIds: readonly string[]): Promise<Reply> =>
  person.call('POST', '/api/v1/seats/reserve', { eventId, seatIds, idempotencyKey: randomUUID() });

/** @throws Error when the seats are not given */
export const heldBy = (reply: Reply): Held => parsed(held, reply, 200).reservation;

/** Asks for the order to pay; the key is what the provider's window would give the browser. */
export async function prepare(person: Person, { id, totalAmount }: Held): Promise<Confirmation> {
  const reply = await person.call('POST', '/api/v1/payments/prepare', { reservationId: id, amount: totalAmount });
  const { orderId, amount } = parsed(prepared, reply, 200);
  return { orderId, amount, paymentKey: `pk_${randomUUID()}` };
}

export const confirm = (
  person: Person,
  confirmation: Confirmation,
  headers: Record<string, string> = {},
): Promise<Reply> => person.call('POST', '/api/v1/payments/confirm', confirmation, headers);

/** The payment as its owner sees it. */
export async function orderOf(person: Person, orderId: string) {
  return parsed(order, await person.call('GET', `/api/v1/payments/order/${orderId}`), 200);
}

/** The reservation as its owner sees it. */
export async function reservationOf(person: Person, id: string) {
  return parsed(reservation, await person.call('GET', `/api/v1/reservations/${id}`), 200).reservation;
}
