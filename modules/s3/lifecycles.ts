import type { S3BucketLifecycleConfigurationRule } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js';
import type { S3Settings } from './settings.ts';

/** Static files stay; what was replaced or never finished goes. */
export function frontendLifecycle(settings: Required<S3Settings>): S3BucketLifecycleConfigurationRule[] {
  return [cleanUp(settings)];
}

/** Standard-IA, Glacier, deletion (architecture.md 5.9, ruling A5). */
export function logsLifecycle(settings: Required<S3Settings>): S3BucketLifecycleConfigurationRule[] {
  return [
    {
      id: 'age-logs',
      status: 'Enabled',
      filter: [{ prefix: '' }],
      transition: [
        { days: settings.logsInfrequentDays, storageClass: 'STANDARD_IA' },
        { days: settings.logsGlacierDays, storageClass: 'GLACIER' },
      ],
      expiration: [{ days: settings.logsDeleteDays }],
    },
    cleanUp(settings),
  ];
}

function cleanUp(settings: Required<S3Settings>): S3BucketLifecycleConfigurationRule {
  return {
    id: 'clean-up',
    status: 'Enabled',
    filter: [{ prefix: '' }],
    noncurrentVersionExpiration: [{ noncurrentDays: settings.noncurrentDays }],
    abortIncompleteMultipartUpload: [{ daysAfterInitiation: settings.abortUploadDays }],
  };
}
