/** Stacks that the proof is about. */
export type EnvironmentName = 'prod' | 'staging';

/** One line of the matrix: who must be able to open a connection to whom. Written by hand from the document. */
export interface ExpectedPath {
  /** A name, or one of `sets`. */
  readonly from: string;
  readonly to: string;
  readonly first: number;
  readonly last: number;
  readonly environments: readonly EnvironmentName[];
  /** Where it is written. */
  readonly source: string;
}

const BOTH = ['prod', 'staging'] as const;
const PROD = ['prod'] as const;
const STAGING = ['staging'] as const;

const on = (
  port: number | readonly [number, number],
  from: string,
  to: string,
  environments: readonly EnvironmentName[],
  source: string,
): ExpectedPath => {
  const [first, last] = typeof port === 'number' ? [port, port] : port;
  return { from, to, first, last, environments, source };
};

/** architecture.md 6.3 with the rulings; whatever is not here must be closed. */
export const expectedPaths: readonly ExpectedPath[] = [
  on(443, 'CloudFront', 'load balancer', PROD, '6.3'),
  on(80, 'CloudFront', 'load balancer', PROD, '6.3'),
  on(443, 'listed visitors', 'load balancer', STAGING, 'B15'),
  on(80, 'listed visitors', 'load balancer', STAGING, 'B15'),
  on([0, 65_535], 'load balancer', 'nodes', BOTH, '6.3'),
  on([0, 65_535], 'nodes', 'nodes', BOTH, '6.3'),
  on(443, 'control plane', 'nodes', BOTH, '6.3'),
  on(9443, 'control plane', 'nodes', BOTH, 'domain.md 10.5 #22'),
  on(10_250, 'control plane', 'nodes', BOTH, 'domain.md 10.5 #22'),
  on(443, 'nodes', 'control plane', BOTH, 'domain.md 10.5 #22'),
  on(5432, 'nodes', 'proxy', PROD, '6.3'),
  on(5432, 'proxy', 'database', PROD, '6.3'),
  on(5432, 'nodes', 'database', STAGING, 'D4'),
  on(6379, 'nodes', 'Redis', BOTH, '6.3'),
  on(9098, 'nodes', 'Kafka', BOTH, '6.3, B2'),
  on(5432, 'ticket-worker', 'proxy', PROD, '6.3'),
  on(5432, 'ticket-worker', 'database', STAGING, 'D4'),
  on(6379, 'ticket-worker', 'Redis', BOTH, '6.3'),
  on(2181, 'Kafka', 'Kafka', BOTH, '6.3'),
  on(443, 'nodes', 'endpoints', BOTH, '1.4, B4'),
  on(443, 'ticket-worker', 'endpoints', BOTH, '1.4'),
  on(443, 'nodes', 'internet', BOTH, 'B4'),
  on(5432, 'data setup', 'proxy', PROD, 'domain.md 10.5 #5, B3'),
  on(5432, 'data setup', 'database', STAGING, 'domain.md 10.5 #5, D4'),
  on(6379, 'data setup', 'Redis', BOTH, 'B21'),
  on(9098, 'data setup', 'Kafka', BOTH, '5.3'),
  on(443, 'data setup', 'endpoints', BOTH, '1.4'),
  on(443, 'data setup', 'internet', BOTH, 'B21'),
];

/** Lines may speak of several workloads at once. */
export const sets: Readonly<Record<string, RegExp>> = {
  endpoints: /^endpoint /,
  // One group for the three functions of stacks/support/data-setup.
  'data setup': /^(database-setup|topic-setup|redis-rotation)$/,
};

/** AWS APIs that a workload calls, by the last part of the endpoint service name (architecture.md 1.4, 5.6, 7). */
export const calledApis: Readonly<Record<string, readonly string[]>> = {
  nodes: [
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
  'ticket-worker': ['secretsmanager'],
  'database-setup': ['secretsmanager'],
  'redis-rotation': ['secretsmanager', 'elasticache'],
};
