import { randomUUID } from 'node:crypto';
import type { TossPayment, TossStatus } from '../provider/toss-wire.ts';

/** The provider's own books of one order. Money tests compare payment_db with these sums. */
export interface BookEntry {
  readonly orderId: string;
  readonly paymentKey: string;
  readonly status: TossStatus;
  /** Won taken and given back over the order's whole life. */
  readonly captured: number;
  readonly refunded: number;
  /** How often money moved; more than one capture, or refund of the whole, is a fault of the merchant. */
  readonly captures: number;
  readonly refunds: number;
  /** Calls that reached the provider, replays included. */
  readonly approveCalls: number;
  readonly refundCalls: number;
}

interface Order {
  readonly orderId: string;
  readonly paymentKey: string;
  readonly amount: number;
  readonly requestedAt: string;
  status: TossStatus;
  approvedAt: string | null;
  readonly cancels: { readonly cancelAmount: number; readonly cancelReason: string; readonly canceledAt: string }[];
  captures: number;
  approveCalls: number;
  refundCalls: number;
}

export interface Refusal {
  readonly refused: { readonly status: number; readonly code: string };
}
export type Outcome = { readonly payment: TossPayment } | Refusal;

const refuse = (status: number, code: string): Refusal => ({ refused: { status, code } });

/** Remembers orders as Toss does: one payment per order, money taken once, given back whole or in parts. */
export function createLedger(clock: () => Date = () => new Date()) {
  const byOrder = new Map<string, Order>();
  const orderOfKey = new Map<string, Order>();
  const now = () => clock().toISOString();

  function open(orderId: string, paymentKey: string, amount: number): Order | undefined {
    const known = byOrder.get(orderId);
    if (known) return known.paymentKey === paymentKey ? known : undefined;
    if (orderOfKey.has(paymentKey)) return undefined;
    const order: Order = {
      orderId,
      paymentKey,
      amount,
      requestedAt: now(),
      status: 'IN_PROGRESS',
      approvedAt: null,
      cancels: [],
      captures: 0,
      approveCalls: 0,
      refundCalls: 0,
    };
    byOrder.set(orderId, order);
    orderOfKey.set(paymentKey, order);
    return order;
  }

  return {
    /** What the customer does in the provider's window: the order is known, nothing is taken. */
    open,
    /** Notes that a call arrived, whatever becomes of it. */
    countCall(orderId: string, call: 'approveCalls' | 'refundCalls') {
      const order = byOrder.get(orderId);
      if (order) order[call] += 1;
    },
    orderIdOfKey: (paymentKey: string) => orderOfKey.get(paymentKey)?.orderId,

    approve(orderId: string, paymentKey: string, amount: number): Outcome {
      const order = open(orderId, paymentKey, amount);
      if (!order) return refuse(404, 'NOT_FOUND_PAYMENT_SESSION');
      if (order.status === 'ABORTED' || order.status === 'EXPIRED') return refuse(404, 'NOT_FOUND_PAYMENT_SESSION');
      if (order.status !== 'IN_PROGRESS') return refuse(400, 'ALREADY_PROCESSED_PAYMENT');
      if (order.amount !== amount) return refuse(400, 'INVALID_REQUEST');
      order.status = 'DONE';
      order.approvedAt = now();
      order.captures += 1;
      return { payment: toWire(order) };
    },

    abort(orderId: string, paymentKey: string, amount: number) {
      const order = open(orderId, paymentKey, amount);
      if (order?.status === 'IN_PROGRESS') order.status = 'ABORTED';
    },

    cancel(paymentKey: string, how: { cancelReason: string; cancelAmount?: number | undefined }): Outcome {
      const order = orderOfKey.get(paymentKey);
      if (!order) return refuse(404, 'NOT_FOUND_PAYMENT');
      if (order.status === 'CANCELED') return refuse(400, 'ALREADY_CANCELED_PAYMENT');
      if (order.status !== 'DONE' && order.status !== 'PARTIAL_CANCELED') return refuse(403, 'NOT_CANCELABLE_PAYMENT');
      const { cancelReason, cancelAmount = balanceOf(order) } = how;
      if (cancelAmount > balanceOf(order)) return refuse(403, 'NOT_CANCELABLE_AMOUNT');
      order.cancels.push({ cancelAmount, cancelReason, canceledAt: now() });
      order.status = balanceOf(order) === 0 ? 'CANCELED' : 'PARTIAL_CANCELED';
      return { payment: toWire(order) };
    },

    find(orderId: string): Outcome {
      const order = byOrder.get(orderId);
      return order ? { payment: toWire(order) } : refuse(404, 'NOT_FOUND_PAYMENT');
    },

    books(orderId?: string): BookEntry[] {
      return [...byOrder.values()]
        .filter((order) => orderId === undefined || order.orderId === orderId)
        .map(toBookEntry);
    },
  };
}
export type Ledger = ReturnType<typeof createLedger>;

const sumOf = (cancels: Order['cancels']) => cancels.reduce((sum, { cancelAmount }) => sum + cancelAmount, 0);
const balanceOf = (order: Order) => (order.approvedAt === null ? 0 : order.amount - sumOf(order.cancels));

const toBookEntry = (order: Order): BookEntry => ({
  orderId: order.orderId,
  paymentKey: order.paymentKey,
  status: order.status,
  captured: order.captures * order.amount,
  refunded: sumOf(order.cancels),
  captures: order.captures,
  refunds: order.cancels.length,
  approveCalls: order.approveCalls,
  refundCalls: order.refundCalls,
});

function toWire(order: Order): TossPayment {
  return {
    version: '2022-11-16',
    mId: 'urr_test',
    paymentKey: order.paymentKey,
    type: 'NORMAL',
    orderId: order.orderId,
    orderName: 'URR',
    currency: 'KRW',
    method: '카드',
    status: order.status,
    totalAmount: order.amount,
    balanceAmount: balanceOf(order),
    requestedAt: order.requestedAt,
    approvedAt: order.approvedAt,
    lastTransactionKey: randomUUID(),
    card: { issuerCode: '61', number: '5365100012341234', cardType: '신용', approveNo: '00000000' },
    secret: 'ps_not_for_logs',
    cancels: order.cancels.length > 0 ? order.cancels : null,
  };
}
