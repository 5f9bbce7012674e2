import type { Environment } from '../environments/environment.ts';
import { allServices, appOf, labelsOf } from './app.ts';
import type { Manifest } from './manifest.ts';

/**
 * One account for each service; the role is the one that stacks/support/identities makes for it (ruling B19).
 * @param environment null outside of AWS: then the accounts have no role
 */
export const serviceAccounts = (environment: Environment | null): Manifest[] =>
  allServices.map(({ name }) => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name: appOf(name),
      labels: labelsOf(name),
      ...(environment === null
        ? {}
        : {
            annotations: {
              'eks.amazonaws.com/role-arn': `arn:aws:iam::${environment.deployment.accountId}:role/${environment.namePrefix}-service-${name}`,
              'eks.amazonaws.com/sts-regional-endpoints': 'true',
            },
          }),
    },
    automountServiceAccountToken: false,
  }));
