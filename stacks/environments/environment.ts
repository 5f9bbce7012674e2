import type { SqsSettings } from '../../modules/sqs/settings.ts';
import type { Deployment, EnvironmentName } from './deployment.ts';

/** Everything that may differ between environments, complete in each of them: there is no merging and no "if prod". */
export interface Environment {
  readonly name: EnvironmentName;
  /** Start of the names of what the environment owns, for example `urr-prod` (ruling D3). */
  readonly namePrefix: string;
  /** Start of the names around the cluster, for example `urr-spring` (ruling D3). */
  readonly clusterPrefix: string;
  /** Kubernetes namespace of the services (architecture.md 9). */
  readonly namespace: string;
  /** architecture.md 1.1. */
  readonly region: string;
  readonly deployment: Deployment;
  readonly sqs: SqsSettings;
}
