import { z } from 'zod';
import type { PaymentType } from '../../shared/events/topics.ts';

/** In the order of a payment's life; the database checks the same list. */
export const paymentStatusSchema = z.enum([
  'pending',
  'approving',
  'confirmed',
  'failed',
  'withdrawn',
  'refunding',
  'refunded',
]);
export type PaymentStatus = z.infer<typeof paymentStatusSchema>;

/** One attempt to pay for one thing. Money is whole won. */
export interface Payment {
  readonly id: string;
  readonly paymentType: PaymentType;
  /** Id of the paid thing: reservation, transfer or membership. */
  readonly referenceId: string;
  readonly userId: string;
  readonly orderId: string;
  /** The provider's key, known from the moment of approving; money is given back by it. */
  readonly paymentKey: string | null;
  readonly amount: number;
  readonly method: string | null;
  readonly status: PaymentStatus;
  readonly providerStatus: string | null;
  readonly failureCode: string | null;
  /** What the refund of the whole gives back: all that part refunds have left. */
  readonly refundAmount: number | null;
  /** What went or goes back for single tickets; less than `amount`. */
  readonly partRefunded: number;
  readonly refundReason: string | null;
  readonly approvedAt: Date | null;
  readonly refundedAt: Date | null;
  readonly createdAt: Date;
}

/**
 * The whole life of a payment (README.md draws it). Every change of status in SQL takes its allowed sources from here.
 * failed and withdrawn lead to refunding for money that arrived all the same (ruling E6).
 */
const transitions: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  pending: ['approving', 'withdrawn'],
  approving: ['confirmed', 'failed'],
  confirmed: ['refunding'],
  refunding: ['refunded'],
  failed: ['refunding'],
  withdrawn: ['refunding'],
  refunded: [],
};

/** The statuses from which a payment may become `to`. */
export function sourcesOf(to: PaymentStatus): readonly PaymentStatus[] {
  return paymentStatusSchema.options.filter((from) => transitions[from].includes(to));
}

/** `ORD_<epoch ms>_<8 hex upper>` (domain.md 1.5). */
export const newOrderId = (now: Date, id: string) =>
  `ORD_${now.getTime()}_${id.replaceAll('-', '').slice(-8).toUpperCase()}`;
