import type { Release } from '@cdktf/provider-helm/lib/release/index.js';
import type { Construct } from 'constructs';
import type { Environment } from '../environments/environment.ts';
import { charts } from './charts.ts';
import { install, serviceAccountWith } from './install.ts';

/** Role of the platform that stacks/support/identities/platform-roles.ts makes. */
const roleOf = ({ namePrefix, deployment }: Environment, name: string) =>
  `arn:aws:iam::${deployment.accountId}:role/${namePrefix}-${name}`;

/** What the workloads cannot run without: targets in the load balancer, figures for autoscalers, nodes, secrets (B17 to B19). */
export function installControllers(scope: Construct, environment: Environment): { readonly externalSecrets: Release } {
  const { clusterPrefix, region } = environment;
  // A deployment of the controller before its webhook answers refuses every Service: it comes first, and twice.
  const balancer = install(scope, 'aws-load-balancer-controller', {
    chart: charts.loadBalancerController,
    namespace: 'kube-system',
    values: {
      clusterName: clusterPrefix,
      region,
      replicaCount: 2,
      serviceAccount: serviceAccountWith(
        'aws-load-balancer-controller',
        roleOf(environment, 'load-balancer-controller'),
      ),
      // The balancer and its target groups are Terraform's; pods are entered by TargetGroupBindings only.
      enableShield: false,
      enableWaf: false,
      enableWafv2: false,
    },
  });
  install(scope, 'metrics-server', {
    chart: charts.metricsServer,
    namespace: 'kube-system',
    values: { replicas: 2 },
    after: [balancer],
  });
  install(scope, 'cluster-autoscaler', {
    chart: charts.nodeAutoscaler,
    namespace: 'kube-system',
    values: {
      autoDiscovery: { clusterName: clusterPrefix },
      awsRegion: region,
      rbac: { serviceAccount: serviceAccountWith('cluster-autoscaler', roleOf(environment, 'node-autoscaler')) },
      extraArgs: { 'balance-similar-node-groups': true, expander: 'least-waste', 'skip-nodes-with-system-pods': false },
    },
    after: [balancer],
  });
  const externalSecrets = install(scope, 'external-secrets', {
    chart: charts.externalSecrets,
    namespace: 'external-secrets',
    values: { serviceAccount: serviceAccountWith('external-secrets', roleOf(environment, 'external-secrets')) },
    after: [balancer],
  });
  return { externalSecrets };
}
