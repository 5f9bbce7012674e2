import type { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import type { TerraformStack } from 'cdktf';
import { usEast1Provider } from '../aws-providers.ts';
import { type Bundles, projectBundles, warnOfMissingKeys } from '../bundles/bundles.ts';
import type { Environment } from '../environments/environment.ts';
import { terraformStateOf } from '../state-backend.ts';
import { ciRoles } from '../support/identities/ci-roles.ts';
import { Identities } from '../support/identities/identities.ts';
import { slackRole } from '../support/identities/slack-role.ts';
import { ImageRegistry } from '../support/image-registry/image-registry.ts';
import { Keys } from '../support/keys/keys.ts';
import { Notifications } from '../support/notifications/notifications.ts';
import { Secrets } from '../support/secrets/secrets.ts';

/** What every module leans on: the supporting parts that the document names without a module of their own (ruling D5). */
export interface Foundation {
  readonly stack: TerraformStack;
  readonly environment: Environment;
  readonly usEast1: AwsProvider;
  readonly bundles: Bundles;
  readonly keys: Keys;
  readonly secrets: Secrets;
  readonly identities: Identities;
  /** The role of the pipeline that deploys this environment. */
  readonly deployRoleArn: string;
  readonly alarmTopicArn: string;
}

/** Keys, secrets, identities, the way of the alarms, the images, the code of the functions. */
export function layFoundation(stack: TerraformStack, environment: Environment): Foundation {
  const { name, namePrefix, region, deployment } = environment;
  const { accountId, sharesAccount, repository } = deployment;
  const bundles = projectBundles();
  warnOfMissingKeys(stack, bundles);
  const keys = new Keys(stack, 'keys', { namePrefix, accountId, region });
  const identities = new Identities(stack, 'identities', { namePrefix, accountId, region });
  const ci = ciRoles(identities, {
    repository,
    environment: name,
    state: terraformStateOf(name, environment),
    ...(sharesAccount
      ? { githubProviderArn: `arn:aws:iam::${accountId}:oidc-provider/token.actions.githubusercontent.com` }
      : {}),
  });
  const keyArn = keys.alarms.arn;
  const { alarmEmails } = deployment;
  const slack = deployment.slack === null ? null : { ...deployment.slack, roleArn: slackRole(identities).arn };
  new ImageRegistry(stack, 'image-registry', { namePrefix, keyArn: keys.data.arn });
  return {
    stack,
    environment,
    usEast1: usEast1Provider(stack, name, environment),
    bundles,
    keys,
    secrets: new Secrets(stack, 'secrets', { ...environment.secrets, namePrefix, keyArn: keys.data.arn }),
    identities,
    deployRoleArn: ci.deploy.arn,
    alarmTopicArn: new Notifications(stack, 'notifications', { namePrefix, accountId, keyArn, alarmEmails, slack })
      .topicArn,
  };
}
