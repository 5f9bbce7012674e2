import { valueToDeploy } from '../lifecycle.ts';
import { stagingReplicas } from '../workloads/app.ts';
import type { Deployment } from './deployment.ts';
import type { Environment } from './environment.ts';

/** Staging (architecture.md, columns Staging). What both columns share and the modules have as default stands there. */
export const staging = (deployment: Deployment): Environment => ({
  name: 'staging',
  namePrefix: 'urr-staging',
  clusterPrefix: 'urr-staging',
  namespace: 'urr-staging',
  region: 'ap-northeast-2',
  deployment,
  podsOf: stagingReplicas,
  secrets: { recoveryWindowDays: 7 },
  vpc: {
    cidr: '10.1.0.0/16',
    availabilityZones: ['ap-northeast-2a', 'ap-northeast-2c'],
    // Production, and the services of Kubernetes: neither may ever be unreachable from here.
    neighbourCidrs: ['10.0.0.0/16', '172.20.0.0/16'],
  },
  vpcEndpoints: {},
  eks: {
    kubernetesVersion: valueToDeploy('kubernetesVersion', deployment),
    instanceTypes: ['t3.small'],
    desiredNodes: 2,
    minNodes: 1,
    maxNodes: 3,
    capacityType: 'SPOT',
    // The kubelet keeps memory for each pod that it may get: of the 2 GB of a t3.small, 40 pods would cost a third.
    maxPodsPerNode: 17,
    diskGb: 20,
    logRetentionDays: 7,
  },
  rds: {
    engineVersion: valueToDeploy('postgresVersion', deployment),
    instanceClass: 'db.t4g.micro',
    storageGb: 20,
    maxStorageGb: null,
    multiAz: false,
    deletionProtection: false,
    finalSnapshot: false,
    backupRetentionDays: 7,
    proxy: false,
  },
  elasticache: {
    engineVersion: '7.1',
    nodeType: 'cache.t4g.micro',
    nodeCount: 1,
    automaticFailover: false,
    multiAz: false,
  },
  msk: {
    kafkaVersion: valueToDeploy('kafkaVersion', deployment),
    brokerType: 'kafka.t3.small',
    brokerCount: 2,
    storageGb: 20,
    // Documented: replication 2, in-sync 2. Producers stand still while a broker is away, the outbox waits (ruling B13).
    acceptStopWhileBrokerAway: true,
  },
  dataSetup: {},
  sqs: {},
  dynamodbVwr: { deletionProtection: false },
  lambdaVwr: {
    runtime: valueToDeploy('lambdaRuntime', deployment),
    rateLimit: 1_000,
    burstLimit: 2_000,
    tracing: false,
  },
  lambdaWorker: { runtime: valueToDeploy('lambdaRuntime', deployment), concurrency: 5, tracing: false },
  s3: { logs: true },
  alb: { deletionProtection: false, ingressCidrs: deployment.ingressCidrs },
  traces: 'memory',
  cdn: null,
});
