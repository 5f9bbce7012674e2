import type { Deployment } from './deployment.ts';
import type { Environment } from './environment.ts';

/** Staging (architecture.md 9, column Staging). */
export const staging = (deployment: Deployment): Environment => ({
  name: 'staging',
  namePrefix: 'urr-staging',
  clusterPrefix: 'urr-staging',
  namespace: 'urr-staging',
  region: 'ap-northeast-2',
  deployment,
  sqs: {},
});
