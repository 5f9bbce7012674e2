import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret/index.js';
import type { Construct } from 'constructs';
import { policyDocument } from '../../modules/policy-document.ts';
import type { Environment } from '../environments/environment.ts';

/** Name of the store that reads them, and of the secrets on the cluster. */
const PLATFORM_STORE = 'platform';
export const GRAFANA_SECRET = 'grafana-admin';
export const ALERTMANAGER_SECRET = 'alertmanager-receivers';

const keyOf = ({ namePrefix }: Environment, name: string) => `${namePrefix}/platform/${name}`;

/**
 * The secrets of the platform itself, without a value: a person puts it in (docs/operations.md), so that none is in a state.
 * The role of External Secrets may read these two and nothing else (platform-roles.ts gives it none).
 */
export function platformSecrets(scope: Construct, environment: Environment): void {
  const { namePrefix, secrets } = environment;
  const made = [GRAFANA_SECRET, ALERTMANAGER_SECRET].map(
    (name) =>
      new SecretsmanagerSecret(scope, name, {
        name: keyOf(environment, name),
        recoveryWindowInDays: secrets.recoveryWindowDays ?? 30,
      }),
  );
  new IamRolePolicy(scope, 'external-secrets-read', {
    name: 'read-platform-secrets',
    role: `${namePrefix}-external-secrets`,
    policy: policyDocument([
      {
        Sid: 'PlatformSecrets',
        Effect: 'Allow',
        Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
        Resource: made.map(({ arn }) => arn),
      },
    ]),
  });
}

const external = (environment: Environment, name: string) => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: { name },
  spec: {
    refreshInterval: '5m',
    secretStoreRef: { kind: 'ClusterSecretStore', name: PLATFORM_STORE },
    target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
    dataFrom: [{ extract: { key: keyOf(environment, name) } }],
  },
});

/** How they reach the cluster: objects beside the chart that uses them. */
export const secretManifests = (environment: Environment): readonly object[] => [
  {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterSecretStore',
    metadata: { name: PLATFORM_STORE },
    spec: { provider: { aws: { service: 'SecretsManager', region: environment.region } } },
  },
  external(environment, GRAFANA_SECRET),
  external(environment, ALERTMANAGER_SECRET),
];
