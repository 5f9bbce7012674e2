import type { Construct } from 'constructs';
import { regionalProvider } from './aws-providers.ts';
import type { Environment } from './environments/environment.ts';
import { enterCluster } from './platform/cluster-access.ts';
import { installControllers } from './platform/controllers.ts';
import { installDelivery } from './platform/delivery.ts';
import { installMonitoring } from './platform/monitoring.ts';
import { platformSecrets } from './platform/platform-secrets.ts';
import { installTracing } from './platform/tracing.ts';
import { ReadableStack } from './readable-stack.ts';
import { keepStateInBucket } from './state-backend.ts';

/**
 * What runs on the cluster before and beside the services (architecture.md 2.4, 8.2, 8.3, 9), by the Helm and Kubernetes
 * providers. A stack of its own: a plan that makes a cluster and something on it at once has no address to talk to.
 */
export class PlatformStack extends ReadableStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id);
    keepStateInBucket(this, id, environment);
    regionalProvider(this, id, environment);
    enterCluster(this, environment);

    platformSecrets(this, environment);
    const { externalSecrets } = installControllers(this, environment);
    const monitoring = installMonitoring(this, environment, externalSecrets);
    installTracing(this, environment.traces, [monitoring]);
    installDelivery(this, environment);
  }
}
