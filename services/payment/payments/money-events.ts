import { eventHeaders, type OutgoingEvent } from '../../shared/events/outbox.ts';
import type { ReservationEvent } from '../../shared/events/topics.ts';
import type { Tracing } from '../../shared/tracing/tracing.ts';
import type { Payment } from './payment.ts';

export interface EventParts {
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly tracing: Pick<Tracing, 'headers'>;
}

/** What became of the money, as ticket and stats read it (ruling E12); `reason` stands where the topic wants one. */
export type MoneyNews =
  | { readonly type: 'PAYMENT_CONFIRMED' }
  | { readonly type: 'PAYMENT_FAILED'; readonly reason: string }
  | { readonly type: 'PAYMENT_REFUNDED'; readonly reason: string }
  | {
      readonly type: 'PAYMENT_PART_REFUNDED';
      readonly refundId: string;
      readonly amount: number;
      readonly reason: string;
    };

/** An event with the headers that carry request id and trace across Kafka. */
export interface OutgoingNews {
  readonly outgoing: OutgoingEvent;
  readonly headers: Readonly<Record<string, string>>;
}

/** The event about a payment, to be written with the change that it tells of. */
export const toNews = (parts: EventParts, payment: Payment, news: MoneyNews): OutgoingNews => ({
  outgoing: { topic: 'reservation-events', key: payment.referenceId, event: toEvent(parts, payment, news) },
  headers: eventHeaders(parts.tracing),
});

function toEvent({ clock, newId }: EventParts, payment: Payment, news: MoneyNews): ReservationEvent {
  const common = {
    id: newId(),
    timestamp: clock().toISOString(),
    // The stored type, never a guess: a refund of a transfer must not free a reservation (domain.md 10.3 #11).
    paymentType: payment.paymentType,
    referenceId: payment.referenceId,
    userId: payment.userId,
    paymentId: payment.id,
    orderId: payment.orderId,
  };
  switch (news.type) {
    case 'PAYMENT_CONFIRMED':
      return { type: news.type, ...common, amount: payment.amount, paymentMethod: payment.method ?? 'unknown' };
    case 'PAYMENT_FAILED':
      return { type: news.type, ...common, reason: news.reason.slice(0, 200) };
    case 'PAYMENT_REFUNDED':
      return {
        type: news.type,
        ...common,
        amount: payment.refundAmount ?? payment.amount,
        reason: news.reason.slice(0, 200),
      };
    case 'PAYMENT_PART_REFUNDED':
      return { ...common, ...news, reason: news.reason.slice(0, 200) };
  }
}
