import { z } from 'zod';
import { serviceNamed } from '../registry.ts';
import {
  databaseSettings,
  httpSettings,
  internalSettings,
  kafkaSettings,
  wholeNumber,
} from '../shared/config/common-settings.ts';
import { killPointSettings } from '../shared/faults/kill-point.ts';
import { invariantSettings } from '../shared/invariants/watch-invariants.ts';

/** The environment of the payment service. */
export const paymentConfigSchema = z
  .object({
    ...httpSettings(serviceNamed('payment').port),
    ...databaseSettings,
    ...invariantSettings,
    ...kafkaSettings,
    ...internalSettings,
    ...killPointSettings,
    TICKET_SERVICE_URL: z.url(),
    PAYMENT_PROVIDER: z.enum(['toss', 'test']).default('toss'),
    TOSS_API_URL: z.url().default('https://api.tosspayments.com'),
    /** Signs our calls to the provider; the test provider wants one too. */
    TOSS_SECRET_KEY: z.string().min(16, 'must have at least 16 characters'),
    /** Public: the payment window in the browser needs it. */
    TOSS_CLIENT_KEY: z.string().min(1),
    /** Shared with the provider; its webhooks are signed with it. */
    WEBHOOK_SECRET: z.string().min(32, 'must have at least 32 characters'),
    /** The secret before this one, accepted beside it while the provider still signs with it. */
    WEBHOOK_SECRET_PREVIOUS: z.string().min(32, 'must have at least 32 characters').optional(),
    TEST_PROVIDER_URL: z.url().optional(),
    /** After this long without the provider's answer the outcome counts as unknown. */
    PROVIDER_TIMEOUT_MS: wholeNumber(10_000),
    SETTLEMENT_INTERVAL_MS: wholeNumber(1_000),
    /** How long a payment under way is left to the request that works on it, before the settlement job asks. */
    SETTLEMENT_LEASE_MS: wholeNumber(15_000),
  })
  .refine((config) => config.NODE_ENV !== 'production' || config.PAYMENT_PROVIDER !== 'test', {
    path: ['PAYMENT_PROVIDER'],
    message: 'the test provider is refused in production: it takes no money',
  })
  .refine((config) => config.PAYMENT_PROVIDER !== 'test' || config.TEST_PROVIDER_URL !== undefined, {
    path: ['TEST_PROVIDER_URL'],
    message: 'is needed with PAYMENT_PROVIDER=test',
  })
  .refine((config) => config.NODE_ENV !== 'production' || config.TOSS_API_URL.startsWith('https://'), {
    path: ['TOSS_API_URL'],
    message: 'must be https in production',
  })
  .refine((config) => config.SETTLEMENT_LEASE_MS > config.PROVIDER_TIMEOUT_MS, {
    path: ['SETTLEMENT_LEASE_MS'],
    message: 'must be longer than PROVIDER_TIMEOUT_MS, or payments under way are asked about',
  });

export type PaymentConfig = z.infer<typeof paymentConfigSchema>;
