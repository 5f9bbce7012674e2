import { z } from 'zod';
import { serviceNamed } from '../registry.ts';
import { commaList, httpSettings, jsonText, redisSettings, wholeNumber } from '../shared/config/common-settings.ts';
import { importKeySet } from '../shared/tokens/keys.ts';
import { documentedLimits } from './rate-limit/categories.ts';

/** Public keys of a kind of token; a private key among them is refused (E1). */
const publicKeys = jsonText(z.unknown()).transform((jwks, context) => {
  try {
    return importKeySet(jwks);
  } catch (error) {
    // The messages of a key error name the key id, never key material.
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'holds no usable keys' });
    return z.NEVER;
  }
});

/** The environment of the gateway (domain.md 0.4). */
export const gatewayConfigSchema = z.object({
  ...httpSettings(serviceNamed('gateway').port),
  ...redisSettings,
  /** The gateway's secret for calls to back ends (E8). */
  INTERNAL_CREDENTIAL: z.string().min(32, 'must have at least 32 characters'),
  AUTH_SERVICE_URL: z.url(),
  TICKET_SERVICE_URL: z.url(),
  PAYMENT_SERVICE_URL: z.url(),
  /** Without an address, the routes of a service that is not deployed are answered 404: it is missing, not ill. */
  STATS_SERVICE_URL: z.url().optional(),
  QUEUE_SERVICE_URL: z.url(),
  CATALOG_SERVICE_URL: z.url(),
  COMMUNITY_SERVICE_URL: z.url().optional(),
  ENTRY_TOKEN_JWKS: publicKeys.refine((keys) => keys.size > 0, 'holds no keys'),
  /** Keys of the waiting room in front (Tier 1); without any nobody has a place of it, and all join in order of arrival. */
  VWR_TOKEN_JWKS: publicKeys.default(new Map()),
  CORS_ALLOWED_ORIGINS: commaList.default(['http://localhost:3000']),
  /** Proxies of ours in front: 0 locally, 2 behind CloudFront and the load balancer (E7). */
  TRUSTED_PROXY_HOPS: wholeNumber(0, 0),
  RATE_LIMIT_AUTH_RPM: wholeNumber(documentedLimits.AUTH),
  RATE_LIMIT_QUEUE_RPM: wholeNumber(documentedLimits.QUEUE),
  RATE_LIMIT_BOOKING_RPM: wholeNumber(documentedLimits.BOOKING),
  RATE_LIMIT_GENERAL_RPM: wholeNumber(documentedLimits.GENERAL),
  UPSTREAM_CONNECT_TIMEOUT_MS: wholeNumber(5_000),
  UPSTREAM_READ_TIMEOUT_MS: wholeNumber(10_000),
  /** Largest body that goes on, in bytes; an image has its own limit (5 MB and its envelope, domain.md 1.7). */
  MAX_BODY_BYTES: wholeNumber(65_536),
  MAX_IMAGE_BYTES: wholeNumber(5_500_000),
});

export type GatewayConfig = z.infer<typeof gatewayConfigSchema>;

/** Base URLs by service name; undefined for a service that is not deployed. */
export function serviceUrls(config: GatewayConfig): Readonly<Record<string, string | undefined>> {
  return {
    auth: config.AUTH_SERVICE_URL,
    ticket: config.TICKET_SERVICE_URL,
    payment: config.PAYMENT_SERVICE_URL,
    stats: config.STATS_SERVICE_URL,
    queue: config.QUEUE_SERVICE_URL,
    catalog: config.CATALOG_SERVICE_URL,
    community: config.COMMUNITY_SERVICE_URL,
  };
}
