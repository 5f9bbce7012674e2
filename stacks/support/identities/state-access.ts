import type { Statement } from './statement.ts';

/** Where Terraform keeps this environment's state (architecture.md 11, ruling D8). */
export interface TerraformState {
  readonly bucketArn: string;
  /** Object of the state in the bucket: `prod/terraform.tfstate`. */
  readonly key: string;
  readonly lockTableArn: string;
  /** KMS key of bucket and table. Default: keys of AWS, which need no right. */
  readonly keyArn?: string;
}

/** Reads the state and takes both locks, the object `<key>.tflock` and the item of the table; `write` also replaces the state. */
export function stateAccess(state: TerraformState, access: 'read' | 'write'): Statement[] {
  const object = `${state.bucketArn}/${state.key}`;
  return [
    { Sid: 'FindState', Action: ['s3:ListBucket', 's3:GetBucketVersioning'], Resource: state.bucketArn },
    {
      Sid: 'State',
      Action: access === 'write' ? ['s3:GetObject', 's3:PutObject'] : ['s3:GetObject'],
      Resource: object,
    },
    {
      Sid: 'StateLockObject',
      Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
      Resource: `${object}.tflock`,
    },
    {
      Sid: 'StateLockItem',
      Action: ['dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'],
      Resource: state.lockTableArn,
    },
    ...(state.keyArn === undefined
      ? []
      : [{ Sid: 'StateKey', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: state.keyArn }]),
  ];
}
