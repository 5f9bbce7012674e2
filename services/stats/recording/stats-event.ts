import { z } from 'zod';
import {
  membershipEventSchema,
  paymentEventSchema,
  reservationEventSchema,
  transferEventSchema,
} from '../../shared/events/topics.ts';

/** Everything that stats hears of (ruling E12): the four topics. */
export const statsEventSchema = z.union([
  paymentEventSchema,
  reservationEventSchema,
  transferEventSchema,
  membershipEventSchema,
]);
export type StatsEvent = z.infer<typeof statsEventSchema>;
/** The events of one type; transfers and memberships have one shape for several types, so Extract would find none. */
export type StatsEventOf<T extends StatsEvent['type']> = StatsEvent extends infer E
  ? E extends { readonly type: string }
    ? T extends E['type']
      ? E
      : never
    : never
  : never;
export type SubjectKind = 'reservation' | 'transfer' | 'membership';

/** The paid thing that an event is about: its events are one story. */
export function subjectOf(event: StatsEvent): string {
  if ('referenceId' in event) return event.referenceId;
  return 'transferId' in event ? event.transferId : event.membershipId;
}

/** The reservation that an event of a resale is about; null for every other event. */
export const resoldBy = (event: StatsEvent): string | null => ('transferId' in event ? event.reservationId : null);

/** What kind of thing that is. */
export function kindOf(event: StatsEvent): SubjectKind {
  if ('paymentType' in event) return event.paymentType;
  return 'transferId' in event ? 'transfer' : 'membership';
}

/** The topic that an event of this type travels on. */
export function topicOf(event: StatsEvent): string {
  if ('transferId' in event) return 'transfer-events';
  if ('membershipId' in event) return 'membership-events';
  const fromPayment = ['PAYMENT_CONFIRMED', 'PAYMENT_FAILED', 'PAYMENT_REFUNDED', 'PAYMENT_PART_REFUNDED'];
  return fromPayment.includes(event.type) ? 'reservation-events' : 'payment-events';
}

/** When it happened, in milliseconds. The order of arrival means nothing; this does. */
export const timeOf = (event: StatsEvent): number => Date.parse(event.timestamp);

/** The UTC day of a moment, `2026-11-22`. */
export const dayOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);
