import type { SubnetTier } from '../subnets.ts';

/** The AWS APIs that workloads of one tier call, by the last part of the endpoint service name (`ecr.api`, `sqs`). */
export interface TierApis {
  readonly tier: SubnetTier;
  /** True where the tier has a route to the internet (architecture.md 1.2): then an API may go without an endpoint. */
  readonly internet: boolean;
  readonly apis: readonly string[];
}

/** What an environment may choose about its endpoints; documented values are the defaults (architecture.md 1.4). */
export interface VpcEndpointsSettings {
  /** Gateway endpoints. Default s3 and dynamodb. */
  readonly gatewayServices?: readonly string[];
  /** Interface endpoints. Default the nine of architecture.md 1.4; each costs one network interface per zone. */
  readonly interfaceServices?: readonly string[];
  /** Who calls which API. Default: what this system calls; database and cache tiers call none. */
  readonly callers?: readonly TierApis[];
}

/** The documented values (architecture.md 1.4). */
export const vpcEndpointsDefaults: Required<VpcEndpointsSettings> = {
  gatewayServices: ['s3', 'dynamodb'],
  interfaceServices: [
    'ecr.api',
    'ecr.dkr',
    'ec2',
    'eks',
    'sts',
    'logs',
    'secretsmanager',
    'elasticloadbalancing',
    'autoscaling',
  ],
  callers: [
    {
      tier: 'app',
      internet: true,
      apis: [
        's3',
        'ecr.api',
        'ecr.dkr',
        'ec2',
        'eks',
        'sts',
        'logs',
        'secretsmanager',
        'elasticloadbalancing',
        'autoscaling',
        'sqs',
      ],
    },
    { tier: 'database', internet: false, apis: [] },
    { tier: 'cache', internet: false, apis: [] },
    { tier: 'streaming', internet: true, apis: ['secretsmanager'] },
  ],
};
