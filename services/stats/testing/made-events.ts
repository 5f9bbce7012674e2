import { randomUUID } from 'node:crypto';
import { type StatsEvent, statsEventSchema } from '../recording/stats-event.ts';

type Fields = Readonly<Record<string, unknown>>;

/** For tests: an event as it comes off its topic. @param at ISO time */
const made = (type: StatsEvent['type'], at: string, fields: Fields): StatsEvent =>
  statsEventSchema.parse({ type, id: randomUUID(), timestamp: at, ...fields });

const sale = (items: readonly Fields[], more: Fields = {}) => ({
  title: 'Concert',
  venue: 'Olympic Hall',
  eventDate: '2026-12-24T10:00:00.000Z',
  capacity: 265,
  items,
  ...more,
});

export const seat = (section: string, row: number, price: number): Fields => ({ section, row, price, quantity: 1 });

/** For tests: one purchase and the events that may follow it. */
export function purchase(
  given: { userId?: string; eventId?: string; amount?: number; items?: readonly Fields[]; sale?: Fields } = {},
) {
  const amount = given.amount ?? 100_000;
  const eventId = given.eventId ?? randomUUID();
  const thing = { paymentType: 'reservation', referenceId: randomUUID(), userId: given.userId ?? randomUUID() };
  const payment = { paymentId: randomUUID(), orderId: 'ORD_1' };
  return {
    ...thing,
    ...payment,
    eventId,
    requested: (at: string, more: Fields = {}) =>
      made('PAYMENT_REQUESTED', at, {
        ...thing,
        eventId,
        amount,
        orderName: 'Concert x 1',
        expiresAt: new Date(Date.parse(at) + 300_000).toISOString(),
        sale: sale(given.items ?? [seat('VIP', 1, amount)], given.sale),
        ...more,
      }),
    withdrawn: (at: string, reason = 'expired') => made('PAYMENT_WITHDRAWN', at, { ...thing, reason }),
    confirmed: (at: string, more: Fields = {}) =>
      made('PAYMENT_CONFIRMED', at, { ...thing, ...payment, amount, paymentMethod: 'card', ...more }),
    failed: (at: string) => made('PAYMENT_FAILED', at, { ...thing, ...payment, reason: 'declined' }),
    completed: (at: string, more: Fields = {}) =>
      made('PAYMENT_COMPLETED', at, { ...thing, paymentId: payment.paymentId, eventId, amount, ...more }),
    refundAsked: (at: string, more: Fields = {}) =>
      made('REFUND_REQUESTED', at, {
        ...thing,
        paymentId: payment.paymentId,
        amount,
        reason: 'cancelled by the buyer',
        ...more,
      }),
    refunded: (at: string, more: Fields = {}) =>
      made('PAYMENT_REFUNDED', at, { ...thing, ...payment, amount, reason: 'cancelled by the buyer', ...more }),
  };
}

/** For tests: tickets of 100,000 won sold on with a fee of 10,000, told as ticket's completeTransfer does. */
export function resale(reservationId: string = randomUUID()) {
  const transferId = randomUUID();
  const [sellerId, buyerId] = [randomUUID(), randomUUID()];
  const transfer = { transferId, reservationId, sellerId, totalPrice: 110_000, fee: 10_000 };
  const thing = { paymentType: 'transfer', referenceId: transferId, userId: buyerId };
  const payment = { paymentId: randomUUID(), orderId: 'ORD_2' };
  const money = { ...thing, ...payment, amount: 110_000 };
  const back = { ...money, reason: 'cancelled by the buyer' };
  return {
    ...thing,
    listed: (at: string) => made('TRANSFER_LISTED', at, { ...transfer, buyerId: null }),
    paid: (at: string, more: Fields = {}) =>
      made('PAYMENT_CONFIRMED', at, { ...money, paymentMethod: 'kakao_pay', ...more }),
    completed: (at: string) => made('TRANSFER_COMPLETED', at, { ...transfer, buyerId }),
    delivered: (at: string) => made('PAYMENT_COMPLETED', at, { ...money, eventId: randomUUID() }),
    refundAsked: (at: string, more: Fields = {}) => made('REFUND_REQUESTED', at, { ...back, ...more }),
    refunded: (at: string, more: Fields = {}) => made('PAYMENT_REFUNDED', at, { ...back, ...more }),
  };
}

/** For tests: a membership of 30,000 won. */
export function membership(userId: string = randomUUID()) {
  const membershipId = randomUUID();
  const thing = { paymentType: 'membership', referenceId: membershipId, userId };
  const word = { membershipId, userId, artistId: randomUUID() };
  return {
    paid: (at: string) =>
      made('PAYMENT_CONFIRMED', at, {
        ...thing,
        paymentId: randomUUID(),
        orderId: 'ORD_3',
        amount: 30_000,
        paymentMethod: 'naver_pay',
      }),
    activated: (at: string) => made('MEMBERSHIP_ACTIVATED', at, word),
    renewed: (at: string) => made('MEMBERSHIP_RENEWED', at, word),
    expired: (at: string) => made('MEMBERSHIP_EXPIRED', at, word),
  };
}
