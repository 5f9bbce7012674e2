import { z } from 'zod';
import { serviceNamed } from '../registry.ts';
import {
  databaseSettings,
  httpSettings,
  internalSettings,
  jsonText,
  kafkaSettings,
  redisSettings,
  wholeNumber,
} from '../shared/config/common-settings.ts';
import { killPointSettings } from '../shared/faults/kill-point.ts';
import { invariantSettings } from '../shared/invariants/watch-invariants.ts';
import { sqsSettings } from '../shared/sqs/sqs-settings.ts';
import { importSigningKeys } from '../shared/tokens/keys.ts';

const signingKeys = jsonText(z.unknown()).transform((jwks, context) => {
  try {
    return importSigningKeys(jwks);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'cannot be used' });
    return z.NEVER;
  }
});

/** How a sale is made, the same for the service and for the worker that holds on its behalf (E13). */
export const saleSettings = {
  /** How long a hold waits for its payment. */
  HOLD_SECONDS: wholeNumber(300),
  SEAT_LOCK_TTL_SECONDS: wholeNumber(420),
  /** Tickets one person may hold or own per event, where the event has no limit of its own. */
  MAX_TICKETS_PER_PERSON: wholeNumber(4),
};

/** The environment of the ticket service; defaults are the documented ones (domain.md 0.4, 6.1). */
export const ticketConfigSchema = z
  .object({
    ...httpSettings(serviceNamed('ticket').port),
    ...databaseSettings,
    ...invariantSettings,
    ...redisSettings,
    ...kafkaSettings,
    ...internalSettings,
    ...killPointSettings,
    PAYMENT_SERVICE_URL: z.url(),
    ...saleSettings,
    ...sqsSettings,
    /** Shortest wait for a database connection that is expected before bookings are queued instead (E13); 0 queues all. */
    SHED_AFTER_MS: wholeNumber(1_000, 0),
    /** How long a queued booking may wait for its turn. */
    BOOKING_REQUEST_SECONDS: wholeNumber(120),
    RESERVATION_CLEANUP_INTERVAL_MS: wholeNumber(30_000),
    RESERVATION_RECONCILIATION_INTERVAL_MS: wholeNumber(300_000),
    EVENT_STATUS_INTERVAL_MS: wholeNumber(60_000),
    MEMBERSHIP_EXPIRY_INTERVAL_MS: wholeNumber(60_000),
    WAITLIST_DRAW_INTERVAL_MS: wholeNumber(15_000),
    /** How long a seat waits for the one who was drawn: they were not at their screen when it came back. */
    WAITLIST_OFFER_SECONDS: wholeNumber(1_800),
    /** Private EC P-256 JWKs of ticket codes: the first signs. Without them outside production each process makes its own. */
    TICKET_CODE_KEYS: signingKeys.optional(),
  })
  .refine((config) => config.NODE_ENV !== 'production' || config.TICKET_CODE_KEYS !== undefined, {
    path: ['TICKET_CODE_KEYS'],
    message: 'is required in production: every pod must know the codes of the others',
  })
  .refine((config) => config.SEAT_LOCK_TTL_SECONDS > config.HOLD_SECONDS, {
    path: ['SEAT_LOCK_TTL_SECONDS'],
    message: 'must be longer than HOLD_SECONDS: a lock that ends first invites a second buyer (domain.md 10.3 #13)',
  });

export type TicketConfig = z.infer<typeof ticketConfigSchema>;
