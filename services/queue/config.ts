import { z } from 'zod';
import { serviceNamed } from '../registry.ts';
import {
  httpSettings,
  internalSettings,
  jsonText,
  redisSettings,
  wholeNumber,
} from '../shared/config/common-settings.ts';
import { sqsSettings } from '../shared/sqs/sqs-settings.ts';
import { importSigningKeys } from '../shared/tokens/keys.ts';

/** Private keys of the entry token; the first signs (E1). Checked at start, like everything here (E9). */
const entryTokenKeys = jsonText(z.array(z.unknown()).min(1, 'needs at least one key')).transform((jwks, context) => {
  try {
    return importSigningKeys(jwks);
  } catch (error) {
    // The messages of a key error name the key id, never key material.
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'holds no usable keys' });
    return z.NEVER;
  }
});

/** The environment of the queue service (domain.md 0.4). */
export const queueConfigSchema = z.object({
  ...httpSettings(serviceNamed('queue').port),
  ...internalSettings,
  ...redisSettings,
  ...sqsSettings,
  CATALOG_SERVICE_URL: z.url(),
  ENTRY_TOKEN_KEYS: entryTokenKeys,
  /** People inside at once, unless an operator sets another number for an event. */
  QUEUE_THRESHOLD: wholeNumber(1_000, 0),
  /** How long an admission lasts after the last visit. */
  QUEUE_ACTIVE_TTL_SECONDS: wholeNumber(600),
  /** How long it lasts at most, however often its holder visits (10.4 #12). */
  QUEUE_ACTIVE_CAP_SECONDS: wholeNumber(1_200),
  /** How long it waits for a person whose turn has come; longer than the slowest poll of 60 s. */
  QUEUE_CLAIM_SECONDS: wholeNumber(120, 61),
  /** Silence after which a waiting person counts as gone. */
  QUEUE_HEARTBEAT_TIMEOUT_SECONDS: wholeNumber(600, 120),
  QUEUE_ADMISSION_INTERVAL_MS: wholeNumber(1_000, 50),
  QUEUE_ADMISSION_BATCH_SIZE: wholeNumber(100),
  /** At most an hour: no verifier believes a longer one. */
  QUEUE_ENTRY_TOKEN_TTL_SECONDS: wholeNumber(600).pipe(z.int().max(3_600)),
  /** Counters of Tier 1, which operators switch here; without it there are no such routes (domain.md 1.6). */
  VWR_COUNTERS_TABLE: z.string().min(1).optional(),
  /** Where the edge reads which waiting rooms are active: the frontend bucket, or a file where one machine stands for AWS. */
  VWR_ACTIVE_EVENTS_BUCKET: z.string().min(1).optional(),
  VWR_ACTIVE_EVENTS_FILE: z.string().min(1).optional(),
});

export type QueueConfig = z.infer<typeof queueConfigSchema>;
