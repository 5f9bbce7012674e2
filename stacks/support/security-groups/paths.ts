/** Every group that takes part in a rule, by its id; what an environment does not have is left out. */
export interface SecurityGroupIds {
  /** The group of the load balancer for port 443 (ruling A6). */
  readonly albHttps: string;
  /** The group of the load balancer for port 80 (ruling A6). */
  readonly albHttp: string;
  /** The group that the nodes really carry, from their launch template (ruling B10); pods share it. */
  readonly nodes: string;
  /** The group given to the cluster: the interfaces of its control plane carry it. */
  readonly controlPlane: string;
  /** RDS Proxy, prod only (ruling D4). */
  readonly proxy?: string | undefined;
  readonly database: string;
  readonly cache: string;
  readonly kafka: string;
  /** The ticket worker (Lambda in the Streaming subnets). */
  readonly worker: string;
  /** Interface endpoints of AWS services. */
  readonly endpoints: string;
  /** The functions that create databases, roles and topics and renew the token of Redis (stacks/support/data-setup). */
  readonly dataSetup?: string | undefined;
}

/** `all` is every protocol on every port; a pair is a range of TCP ports. */
export type Ports = number | readonly [first: number, last: number] | 'all';

/** Who may open a connection to whom. `visitors` come from CloudFront or the listed blocks, `internet` is any address. */
export interface Path {
  readonly from: keyof SecurityGroupIds | 'visitors';
  readonly to: keyof SecurityGroupIds | 'internet';
  readonly ports: Ports;
  /** Description of both rules: letters, digits, spaces and ._-:/()#,@[]+=&;{}!$* (EC2 refuses others). */
  readonly why: string;
}

/** The paths that lead to PostgreSQL: with a proxy nobody but the proxy reaches the database (rulings B3, D4). */
function sqlPaths(hasProxy: boolean): Path[] {
  if (!hasProxy)
    return [
      { from: 'nodes', to: 'database', ports: 5432, why: 'Services to PostgreSQL, no proxy here' },
      { from: 'worker', to: 'database', ports: 5432, why: 'Ticket worker to PostgreSQL, no proxy here' },
      { from: 'dataSetup', to: 'database', ports: 5432, why: 'Creation of databases and roles, no proxy here' },
    ];
  return [
    { from: 'nodes', to: 'proxy', ports: 5432, why: 'Services to RDS Proxy' },
    { from: 'worker', to: 'proxy', ports: 5432, why: 'Ticket worker to RDS Proxy' },
    { from: 'dataSetup', to: 'proxy', ports: 5432, why: 'Creation of databases and roles through RDS Proxy' },
    { from: 'proxy', to: 'database', ports: 5432, why: 'RDS Proxy to PostgreSQL' },
  ];
}

/**
 * Every connection that the VPC allows: architecture.md 6.3 with the rulings, one row each. Answers are let through by
 * the state of the groups; name resolution, time and instance metadata pass no security group.
 */
export function allowedPaths(hasProxy: boolean): readonly Path[] {
  return [
    { from: 'visitors', to: 'albHttps', ports: 443, why: 'HTTPS from the CDN or the listed visitors' },
    { from: 'visitors', to: 'albHttp', ports: 80, why: 'HTTP, redirected to HTTPS' },
    { from: 'albHttps', to: 'nodes', ports: [0, 65_535], why: 'Load balancer to pods' },
    { from: 'nodes', to: 'nodes', ports: 'all', why: 'Pods and nodes among themselves' },
    { from: 'controlPlane', to: 'nodes', ports: 443, why: 'Control plane to webhooks and aggregated APIs' },
    {
      from: 'controlPlane',
      to: 'nodes',
      ports: 9443,
      why: 'Control plane to the webhook of the load balancer controller',
    },
    { from: 'controlPlane', to: 'nodes', ports: 10_250, why: 'Control plane to kubelet and metrics server' },
    { from: 'nodes', to: 'controlPlane', ports: 443, why: 'Nodes and pods to the Kubernetes API' },
    ...sqlPaths(hasProxy),
    { from: 'nodes', to: 'cache', ports: 6379, why: 'Services to Redis' },
    { from: 'worker', to: 'cache', ports: 6379, why: 'Ticket worker to Redis' },
    { from: 'nodes', to: 'kafka', ports: 9098, why: 'Services to Kafka with IAM' },
    { from: 'kafka', to: 'kafka', ports: 2181, why: 'Brokers to ZooKeeper' },
    { from: 'nodes', to: 'endpoints', ports: 443, why: 'AWS APIs by private endpoints' },
    { from: 'worker', to: 'endpoints', ports: 443, why: 'Secrets by a private endpoint' },
    { from: 'dataSetup', to: 'cache', ports: 6379, why: 'Check of a new Redis token' },
    { from: 'dataSetup', to: 'kafka', ports: 9098, why: 'Creation of topics' },
    { from: 'dataSetup', to: 'endpoints', ports: 443, why: 'Secrets by a private endpoint' },
    { from: 'dataSetup', to: 'internet', ports: 443, why: 'ElastiCache API, which has no endpoint here' },
    { from: 'nodes', to: 'internet', ports: 443, why: 'OAuth and payment providers, AWS APIs without an endpoint' },
  ];
}
