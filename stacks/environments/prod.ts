import type { Deployment } from './deployment.ts';
import type { Environment } from './environment.ts';

/** Production (architecture.md 9, column Prod). */
export const prod = (deployment: Deployment): Environment => ({
  name: 'prod',
  namePrefix: 'urr-prod',
  clusterPrefix: 'urr-spring',
  namespace: 'urr-spring',
  region: 'ap-northeast-2',
  deployment,
  sqs: {},
});
