/** One buyer's way through a purchase, step by step, patient with a service that has just died. */
import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Answer, Buyer } from '../platform/crowd.ts';
import { eventually } from '../platform/eventually.ts';
import type { Stage } from './stage.ts';

export interface Held {
  readonly buyer: Buyer;
  readonly seatId: string;
  readonly reservationId: string;
  readonly totalAmount: number;
}
export interface Order {
  readonly orderId: string;
  readonly amount: number;
  readonly paymentKey: string;
}
export interface Prepared extends Held {
  readonly order: Order;
}

const ok = (what: string, answer: Answer): Answer['body'] => {
  expect(answer.status, `${what}: ${JSON.stringify(answer.body)}`).to.equal(200);
  return answer.body;
};

/** A new buyer holds the next seat of the stage. @throws Error when it is refused */
export async function hold({ crowd, eventId, nextSeat }: Stage): Promise<Held> {
  const [buyer, seatId] = [crowd.newcomer(eventId), nextSeat()];
  const { reservation } = ok('hold', await buyer.hold(eventId, [seatId]));
  return { buyer, seatId, reservationId: reservation?.id ?? '', totalAmount: reservation?.totalAmount ?? 0 };
}

/** Asks for the order to pay for what is held. @throws Error when it is refused */
export async function prepare(held: Held): Promise<Prepared> {
  const { buyer, reservationId: id, totalAmount } = held;
  const { orderId = '', amount = 0 } = ok('prepare', await buyer.prepare({ id, totalAmount }));
  return { ...held, order: { orderId, amount, paymentKey: `pk_${randomUUID()}` } };
}

export const holdAndPrepare = async (stage: Stage): Promise<Prepared> => prepare(await hold(stage));

/** A whole purchase, up to the answer of confirm. @throws Error when a step is refused */
export async function buy(stage: Stage): Promise<Prepared> {
  const purchase = await holdAndPrepare(stage);
  ok('confirm', await pay(purchase));
  await ends(purchase, 'confirmed confirmed');
  return purchase;
}

export const pay = ({ buyer, order }: Prepared, key?: string): Promise<Answer> => buyer.confirm(order, key);
/** The buyer gives the ticket back; ticket asks payment for the money by Kafka. */
export const giveBack = ({ buyer, reservationId }: Held): Promise<Answer> =>
  buyer.post(`/api/v1/reservations/${reservationId}/cancel`, {});
/** The buyer asks payment for the money; payment tells ticket by Kafka. */
export const askMoneyBack = ({ buyer, order }: Prepared): Promise<Answer> =>
  buyer.post(`/api/v1/payments/${order.paymentKey}/cancel`, {});

/** @returns how ticket and payment see it, for example `confirmed confirmed` or `expired refunded` */
export async function standing({ buyer, reservationId, order }: Prepared): Promise<string> {
  const [ticket, money] = await Promise.all([
    buyer.get(`/api/v1/reservations/${reservationId}`),
    buyer.get(`/api/v1/payments/order/${order.orderId}`),
  ]);
  return `${ticket.body.reservation?.status} ${money.body.status}`;
}

export const ends = (purchase: Prepared, end: string): Promise<string> =>
  eventually(
    `the end of ${purchase.order.orderId}`,
    () => standing(purchase),
    (seen) => seen === end,
    60_000,
  );

/** Looks, and pays again as long as the order still waits for it: what a buyer does after an error page. */
export const insistOnTicket = (purchase: Prepared): Promise<string> =>
  eventually(
    `the ticket of ${purchase.order.orderId}`,
    async () => {
      const seen = await standing(purchase);
      if (seen === 'pending pending') await pay(purchase);
      return seen;
    },
    (seen) => seen === 'confirmed confirmed',
    60_000,
  );

/** Ends the time of a reservation now; the sweep takes it within a moment. */
export async function expire({ platform }: Stage, { reservationId, buyer }: Held): Promise<void> {
  await platform.sql('ticket_db').query('UPDATE reservations SET expires_at = now() WHERE id = $1', [reservationId]);
  await eventually(
    'the expiry',
    () => buyer.get(`/api/v1/reservations/${reservationId}`),
    ({ body }) => body.reservation?.status === 'expired',
  );
}
