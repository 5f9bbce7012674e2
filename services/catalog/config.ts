import { z } from 'zod';
import { serviceNamed } from '../registry.ts';
import { databaseSettings, httpSettings, internalSettings, wholeNumber } from '../shared/config/common-settings.ts';

/** The environment of catalog (domain.md 0.4). */
export const catalogConfig = z.object({
  ...httpSettings(serviceNamed('catalog').port),
  ...internalSettings,
  ...databaseSettings,
  TICKET_SERVICE_URL: z.url(),
  AUTH_SERVICE_URL: z.url(),
  /** The bucket of uploaded pictures; it goes before the folder. Without either uploads are answered 503. */
  AWS_S3_BUCKET: z.string().min(3).optional(),
  AWS_REGION: z.string().default('ap-northeast-2'),
  /** An S3 that is not AWS's. */
  AWS_S3_ENDPOINT: z.url().optional(),
  /** A folder for uploaded pictures, on one machine. */
  IMAGE_FOLDER: z.string().min(1).optional(),
  /** Both or neither: without them artists are not enriched. */
  SPOTIFY_CLIENT_ID: z.string().min(1).optional(),
  SPOTIFY_CLIENT_SECRET: z.string().min(1).optional(),
  SPOTIFY_ACCOUNTS_URL: z.url().default('https://accounts.spotify.com'),
  SPOTIFY_API_URL: z.url().default('https://api.spotify.com'),
  /** How long answers are remembered inside the process; 0 for never. */
  CATALOG_MEMORY_MS: wholeNumber(1_000, 0),
});

export type CatalogConfig = z.infer<typeof catalogConfig>;
