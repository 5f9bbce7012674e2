import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import type { TerraformStack } from 'cdktf';
import type { Environment } from './environments/environment.ts';

/** Tags of everything that an environment owns, so that cost and ownership can be read in the account. */
const tagsOf = (environment: Environment, stackName: string) => [
  { tags: { project: 'urr', environment: environment.name, stack: stackName, 'managed-by': 'terraform' } },
];

const settingsOf = (environment: Environment, stackName: string) => ({
  allowedAccountIds: [environment.deployment.accountId],
  defaultTags: tagsOf(environment, stackName),
  // An emulator has no DNS name for each bucket; everything else it needs comes from AWS_ENDPOINT_URL.
  ...(environment.deployment.emulatorEndpoint === null ? {} : { s3UsePathStyle: true }),
});

/** The provider for the region of the environment; Terraform refuses credentials of another account. */
export const regionalProvider = (stack: TerraformStack, stackName: string, environment: Environment): AwsProvider =>
  new AwsProvider(stack, 'aws', { region: environment.region, ...settingsOf(environment, stackName) });

/** The provider for what CloudFront takes from us-east-1 only: its certificate, its web ACL, Lambda@Edge. */
export const usEast1Provider = (stack: TerraformStack, stackName: string, environment: Environment): AwsProvider =>
  new AwsProvider(stack, 'aws-us-east-1', {
    region: 'us-east-1',
    alias: 'us-east-1',
    ...settingsOf(environment, stackName),
  });
