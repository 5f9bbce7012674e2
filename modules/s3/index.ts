import type { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import { S3BucketCorsConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-cors-configuration/index.js';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging/index.js';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy/index.js';
import { Construct } from 'constructs';
import { policyDocument } from '../policy-document.ts';
import { enforceRules } from '../rule.ts';
import { bucketTlsOnly, distributionReads, logsAreDelivered } from './bucket-policies.ts';
import { frontendLifecycle, logsLifecycle } from './lifecycles.ts';
import { PrivateBucket } from './private-bucket.ts';
import { s3Rules } from './rules.ts';
import { type S3Settings, s3Defaults } from './settings.ts';

export interface S3Props extends S3Settings {
  /** Start of the bucket names, unique in the world: `urr-prod-123456789012` makes `urr-prod-123456789012-frontend`. */
  readonly bucketPrefix: string;
  readonly accountId: string;
  readonly region: string;
  /** The distribution that may read the frontend bucket, often Lazy. Default none: then nobody reads it from outside. */
  readonly distributionArn?: string;
}

/** The bucket of the static files and, if wanted, the bucket of the access logs (architecture.md 5.9, ruling A5). */
export class S3 extends Construct {
  readonly frontendBucket: S3Bucket;
  /** Undefined where the environment keeps no logs. */
  readonly logsBucket: S3Bucket | undefined;
  /** Who writes access logs must wait for it: a load balancer tries to write when logging is switched on. */
  readonly logsPolicy: S3BucketPolicy | undefined;

  constructor(scope: Construct, id: string, props: S3Props) {
    super(scope, id);
    const settings = { ...s3Defaults, ...props };
    enforceRules(this, settings, s3Rules);

    const frontend = new PrivateBucket(this, 'frontend', {
      name: `${props.bucketPrefix}-frontend`,
      lifecycle: frontendLifecycle(settings),
    });
    this.frontendBucket = frontend.bucket;
    new S3BucketPolicy(this, 'frontend-policy', {
      bucket: frontend.bucket.id,
      policy: policyDocument([
        bucketTlsOnly(frontend.bucket.arn),
        ...(props.distributionArn === undefined ? [] : distributionReads(frontend.bucket.arn, props.distributionArn)),
      ]),
      dependsOn: [frontend.publicAccess],
    });
    new S3BucketCorsConfiguration(this, 'frontend-cors', {
      bucket: frontend.bucket.id,
      corsRule: [
        {
          allowedMethods: ['GET', 'HEAD'],
          // S3 wants an origin in every rule; this one exists nowhere (RFC 6761), so it admits nobody.
          allowedOrigins: settings.corsOrigins.length === 0 ? ['https://nobody.invalid'] : [...settings.corsOrigins],
          allowedHeaders: ['*'],
          maxAgeSeconds: 3_600,
        },
      ],
    });

    if (!settings.logs) return;
    const logs = new PrivateBucket(this, 'logs', {
      name: `${props.bucketPrefix}-logs`,
      lifecycle: logsLifecycle(settings),
    });
    this.logsBucket = logs.bucket;
    this.logsPolicy = new S3BucketPolicy(this, 'logs-policy', {
      bucket: logs.bucket.id,
      policy: policyDocument([
        bucketTlsOnly(logs.bucket.arn),
        ...logsAreDelivered(logs.bucket.arn, frontend.bucket.arn, props.accountId, props.region),
      ]),
      dependsOn: [logs.publicAccess],
    });
    new S3BucketLoggingA(this, 'frontend-access-log', {
      bucket: frontend.bucket.id,
      targetBucket: logs.bucket.id,
      targetPrefix: 's3/',
      dependsOn: [this.logsPolicy],
    });
  }
}
