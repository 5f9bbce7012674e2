import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { Sqs } from '../modules/sqs/index.ts';
import { regionalProvider, usEast1Provider } from './aws-providers.ts';
import type { Environment } from './environments/environment.ts';
import { keepStateInBucket } from './state-backend.ts';
import { Dashboard } from './support/dashboard/dashboard.ts';
import { ImageRegistry } from './support/image-registry/image-registry.ts';
import { Keys } from './support/keys/keys.ts';
import { Notifications } from './support/notifications/notifications.ts';

/** One environment on AWS: the thirteen documented modules in the order in which they need each other. */
export class UrrStack extends TerraformStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id);
    const { namePrefix, region, deployment } = environment;
    const { accountId } = deployment;
    regionalProvider(this, id, environment);
    usEast1Provider(this, id, environment);
    keepStateInBucket(this, id, environment);

    const keys = new Keys(this, 'keys', { namePrefix, accountId, region });
    const { topicArn: alarmTopicArn } = new Notifications(this, 'notifications', {
      ...deployment,
      namePrefix,
      keyArn: keys.alarms.arn,
    });
    new ImageRegistry(this, 'image-registry', { namePrefix, keyArn: keys.data.arn });

    new Sqs(this, 'sqs', { ...environment.sqs, namePrefix, alarmTopicArn });

    new Dashboard(this, 'dashboard', { name: namePrefix, alarmsOf: this, region });
  }
}
