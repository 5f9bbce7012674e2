import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table/index.js';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls/index.js';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy/index.js';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning/index.js';
import { LocalBackend, TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { policyDocument, tlsOnly } from '../modules/policy-document.ts';
import { regionalProvider } from './aws-providers.ts';
import type { Environment } from './environments/environment.ts';
import { ReadableStack } from './readable-stack.ts';
import { keepStateInBucket, stateStoreOf } from './state-backend.ts';

/** `local` while the bucket does not exist yet, `bucket` ever after (`npm run bootstrap` moves it there). */
export type BootstrapState = 'local' | 'bucket';

export interface BootstrapStackProps {
  readonly environment: Environment;
  readonly state: BootstrapState;
}

/** Days that an old version of a state is kept: long enough to notice a mistake, not for ever. */
const OLD_STATE_DAYS = 90;

/**
 * State bucket and lock table of one environment, which every other stack of it needs before it can be planned
 * (architecture.md 11). Keeps its own state there too.
 */
export class BootstrapStack extends ReadableStack {
  readonly bucket: S3Bucket;
  readonly lockTable: DynamodbTable;

  constructor(scope: Construct, id: string, { environment, state }: BootstrapStackProps) {
    super(scope, id);
    const names = stateStoreOf(environment);
    regionalProvider(this, id, environment);
    if (state === 'bucket') keepStateInBucket(this, id, environment);
    else new LocalBackend(this, { path: `${id}.tfstate` });

    this.bucket = new S3Bucket(this, 'state', { bucket: names.bucket, lifecycle: { preventDestroy: true } });
    this.lockTable = new DynamodbTable(this, 'lock', {
      name: names.lockTable,
      billingMode: 'PAY_PER_REQUEST',
      hashKey: 'LockID',
      attribute: [{ name: 'LockID', type: 'S' }],
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true },
      deletionProtectionEnabled: true,
      lifecycle: { preventDestroy: true },
    });
    this.#harden();
    // moto as it is installed overlooks the condition of the policy and refuses every object (dependencies.md 13); the one
    // that test/aws-emulator/ starts is mended, but any other stands behind this variable as well.
    if (environment.deployment.emulatorEndpoint === null) this.#tlsOnly();
    new TerraformOutput(this, 'state-bucket', { value: this.bucket.bucket });
    new TerraformOutput(this, 'lock-table', { value: this.lockTable.name });
  }

  /** Versions, encryption, no public access, no ACLs, old versions go. */
  #harden(): void {
    const bucket = this.bucket.id;
    new S3BucketVersioningA(this, 'state-versions', { bucket, versioningConfiguration: { status: 'Enabled' } });
    new S3BucketServerSideEncryptionConfigurationA(this, 'state-encryption', {
      bucket,
      // With `encrypt` the backend asks for AES256 itself; a key of ours would need its id in every backend block.
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    });
    new S3BucketPublicAccessBlock(this, 'state-public-block', {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, 'state-ownership', {
      bucket,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    new S3BucketLifecycleConfiguration(this, 'state-lifecycle', {
      bucket,
      rule: [
        {
          id: 'old-states',
          status: 'Enabled',
          filter: [{}],
          noncurrentVersionExpiration: [{ noncurrentDays: OLD_STATE_DAYS }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
    });
  }

  #tlsOnly(): void {
    new S3BucketPolicy(this, 'state-policy', {
      bucket: this.bucket.id,
      policy: policyDocument([tlsOnly('s3:*', [this.bucket.arn, `${this.bucket.arn}/*`])]),
    });
  }
}
