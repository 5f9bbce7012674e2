/** What an environment may choose about the buckets; documented values are the defaults (architecture.md 5.9, ruling A5). */
export interface S3Settings {
  /** Origins that browsers may read the frontend bucket from, as CORS sends them. Default none: same origin only. */
  readonly corsOrigins?: readonly string[];
  /** Days that a replaced version of a frontend file is kept. Default 30. */
  readonly noncurrentDays?: number;
  /** Days after which an upload that was begun and not ended is removed. Default 7. */
  readonly abortUploadDays?: number;
  /** Whether there is a logs bucket at all (architecture.md 5.9 calls it optional). Default true. */
  readonly logs?: boolean;
  /** Days after which logs move to Standard-IA. Default 30. */
  readonly logsInfrequentDays?: number;
  /** Days after which logs move to Glacier. Default 90. */
  readonly logsGlacierDays?: number;
  /** Days after which logs are deleted. Default 180: 90 days after Glacier (ruling A5). */
  readonly logsDeleteDays?: number;
}

/** The documented values (architecture.md 5.9), deletion by ruling A5. */
export const s3Defaults: Required<S3Settings> = {
  corsOrigins: [],
  noncurrentDays: 30,
  abortUploadDays: 7,
  logs: true,
  logsInfrequentDays: 30,
  logsGlacierDays: 90,
  logsDeleteDays: 180,
};
