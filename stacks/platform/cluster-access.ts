import { DataAwsEksCluster } from '@cdktf/provider-aws/lib/data-aws-eks-cluster/index.js';
import { HelmProvider } from '@cdktf/provider-helm/lib/provider/index.js';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider/index.js';
import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment } from '../environments/environment.ts';

/**
 * Lets Terraform into the cluster of an environment as whoever runs it: a token of a quarter of an hour, none in the state.
 * The cluster is looked up and not referred to, so that nothing on it is ever planned before it exists.
 */
export function enterCluster(scope: Construct, { clusterPrefix, region }: Environment): void {
  const { name, endpoint, certificateAuthority } = new DataAwsEksCluster(scope, 'cluster', { name: clusterPrefix });
  const access = {
    host: endpoint,
    clusterCaCertificate: Fn.base64decode(certificateAuthority.get(0).data),
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1beta1',
      command: 'aws',
      args: ['eks', 'get-token', '--cluster-name', name, '--region', region],
    },
  };
  new KubernetesProvider(scope, 'kubernetes', { ...access, exec: [access.exec] });
  new HelmProvider(scope, 'helm', { kubernetes: access });
}
