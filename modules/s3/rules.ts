import type { Rule } from '../rule.ts';
import type { S3Settings } from './settings.ts';

/** The algebra of lifecycles (Amazon S3 User Guide: transition constraints, minimum storage durations). */
export const s3Rules: readonly Rule<Required<S3Settings>>[] = [
  {
    id: 's3/infrequent-after-30-days',
    reads: ['logsInfrequentDays'],
    allowed: 'at least 30 days',
    remedy: 'S3 moves nothing younger than 30 days to Standard-IA.',
    holds: (p) => p.logsInfrequentDays >= 30,
    hcl: 'var.logs_infrequent_days >= 30',
  },
  {
    id: 's3/glacier-after-infrequent',
    reads: ['logsInfrequentDays', 'logsGlacierDays'],
    allowed: 'Glacier at least 30 days after Standard-IA',
    remedy: 'Raise logsGlacierDays: S3 refuses a rule that leaves Standard-IA sooner.',
    holds: (p) => p.logsGlacierDays >= p.logsInfrequentDays + 30,
    hcl: 'var.logs_glacier_days >= var.logs_infrequent_days + 30',
  },
  {
    id: 's3/deletion-after-glacier',
    reads: ['logsGlacierDays', 'logsDeleteDays'],
    allowed: 'deletion at least 90 days after Glacier',
    remedy: 'Raise logsDeleteDays: Glacier bills 90 days whatever happens, and deletion on the same day is refused.',
    holds: (p) => p.logsDeleteDays >= p.logsGlacierDays + 90,
    hcl: 'var.logs_delete_days >= var.logs_glacier_days + 90',
  },
  {
    id: 's3/clean-up-takes-a-day',
    reads: ['noncurrentDays', 'abortUploadDays'],
    allowed: 'at least 1 day',
    remedy: 'S3 counts whole days.',
    holds: (p) => p.noncurrentDays >= 1 && p.abortUploadDays >= 1,
    hcl: 'var.noncurrent_days >= 1 && var.abort_upload_days >= 1',
  },
  {
    id: 's3/cors-names-origins',
    reads: ['corsOrigins'],
    allowed: 'https://host, without a path and without *',
    remedy: 'Name the sites that read the files from another origin.',
    holds: (p) => p.corsOrigins.every((origin) => /^https:\/\/[^*/]+$/.test(origin)),
    hcl: 'alltrue([for o in var.cors_origins : can(regex("^https://[^*/]+$", o))])',
  },
];
