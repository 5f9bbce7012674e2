import { valueToDeploy } from '../lifecycle.ts';
import type { Deployment } from './deployment.ts';
import type { Environment } from './environment.ts';

/** Production (architecture.md, columns Prod). What both columns share and the modules have as default stands there. */
export const prod = (deployment: Deployment): Environment => ({
  name: 'prod',
  namePrefix: 'urr-prod',
  clusterPrefix: 'urr-spring',
  namespace: 'urr-spring',
  region: 'ap-northeast-2',
  deployment,
  podsOf: ({ scaling, replicas }) => scaling?.max ?? replicas,
  secrets: { recoveryWindowDays: 30 },
  vpc: {
    cidr: '10.0.0.0/16',
    availabilityZones: ['ap-northeast-2a', 'ap-northeast-2c'],
    // Staging, and the services of Kubernetes: neither may ever be unreachable from here.
    neighbourCidrs: ['10.1.0.0/16', '172.20.0.0/16'],
  },
  vpcEndpoints: {},
  eks: {
    kubernetesVersion: valueToDeploy('kubernetesVersion', deployment),
    instanceTypes: ['t3.medium'],
    desiredNodes: 3,
    minNodes: 2,
    maxNodes: 5,
    capacityType: 'ON_DEMAND',
    diskGb: 20,
    logRetentionDays: 7,
  },
  rds: {
    engineVersion: valueToDeploy('postgresVersion', deployment),
    instanceClass: 'db.t4g.micro',
    storageGb: 50,
    maxStorageGb: 100,
    multiAz: true,
    deletionProtection: true,
    finalSnapshot: true,
    backupRetentionDays: 7,
    proxy: true,
  },
  elasticache: {
    engineVersion: '7.1',
    nodeType: 'cache.t4g.micro',
    nodeCount: 2,
    automaticFailover: true,
    multiAz: true,
  },
  msk: {
    kafkaVersion: valueToDeploy('kafkaVersion', deployment),
    brokerType: 'kafka.t3.small',
    brokerCount: 2,
    storageGb: 50,
    // Documented: replication 2, in-sync 2. Producers stand still while a broker is away, the outbox waits (ruling B13).
    acceptStopWhileBrokerAway: true,
  },
  dataSetup: {},
  sqs: {},
  dynamodbVwr: { deletionProtection: true },
  lambdaVwr: {
    runtime: valueToDeploy('lambdaRuntime', deployment),
    rateLimit: 5_000,
    burstLimit: 10_000,
    tracing: true,
  },
  lambdaWorker: { runtime: valueToDeploy('lambdaRuntime', deployment), concurrency: 10, tracing: true },
  s3: { logs: true },
  alb: { deletionProtection: true, ingressCidrs: [] },
  traces: 'elasticsearch',
  cdn: {
    cloudfront: { runtime: valueToDeploy('lambdaRuntime', deployment) },
    firewall: {},
    originHeader: 'blue',
  },
});
