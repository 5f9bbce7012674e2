import { S3Backend, type TerraformStack } from 'cdktf';
import type { Environment } from './environments/environment.ts';
import type { TerraformState } from './support/identities/state-access.ts';

/** Where the Terraform state of an environment lies (architecture.md 11: S3, DynamoDB lock, separate per environment). */
export interface StateStore {
  readonly bucket: string;
  readonly lockTable: string;
}

/** The names that the bootstrap stack gives and every other stack of the environment uses. */
export const stateStoreOf = (environment: Environment): StateStore => ({
  // Names of buckets are shared by everybody on AWS: the account makes it ours.
  bucket: `${environment.namePrefix}-terraform-state-${environment.deployment.accountId}`,
  lockTable: `${environment.namePrefix}-terraform-lock`,
});

/** Key of a stack's state in the bucket. */
const stateKeyOf = (stackName: string): string => `${stackName}/terraform.tfstate`;

/** The same as ARNs, for who may read and write it. */
export function terraformStateOf(stackName: string, environment: Environment): TerraformState {
  const { bucket, lockTable } = stateStoreOf(environment);
  return {
    bucketArn: `arn:aws:s3:::${bucket}`,
    key: stateKeyOf(stackName),
    lockTableArn: `arn:aws:dynamodb:${environment.region}:${environment.deployment.accountId}:table/${lockTable}`,
  };
}

/** Keeps the state of `stack` in the bucket of its environment, under both locks (ruling D8). */
export function keepStateInBucket(stack: TerraformStack, stackName: string, environment: Environment): void {
  const { bucket, lockTable } = stateStoreOf(environment);
  const endpoint = environment.deployment.emulatorEndpoint;
  new S3Backend(stack, {
    bucket,
    key: stateKeyOf(stackName),
    region: environment.region,
    encrypt: true,
    dynamodbTable: lockTable,
    allowedAccountIds: [environment.deployment.accountId],
    ...(endpoint === null
      ? {}
      : { usePathStyle: true, endpoints: { s3: endpoint, dynamodb: endpoint, sts: endpoint, iam: endpoint } }),
  });
  // cdktf 0.21 is older than this argument. The table is deprecated by Terraform: the day it goes, this lock remains.
  stack.addOverride('terraform.backend.s3.use_lockfile', true);
}
