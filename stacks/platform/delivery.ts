import type { Construct } from 'constructs';
import type { Environment } from '../environments/environment.ts';
import { charts } from './charts.ts';
import { install } from './install.ts';

const NAMESPACE = 'argocd';

/** What Argo CD keeps as the repository says it (architecture.md 8.3). */
const applicationOf = ({ name, namespace, deployment }: Environment) => ({
  namespace: NAMESPACE,
  project: 'default',
  source: {
    repoURL: `https://github.com/${deployment.repository}.git`,
    path: `k8s/spring/overlays/${name}`,
    targetRevision: 'main',
  },
  destination: { server: 'https://kubernetes.default.svc', namespace },
  syncPolicy: {
    automated: { prune: true, selfHeal: true },
    // The overlay brings the namespace with its Pod Security labels; another one made by the way would lack them.
    syncOptions: ['CreateNamespace=false', 'ServerSideApply=true'],
    retry: { limit: 5, backoff: { duration: '10s', factor: 2, maxDuration: '3m' } },
  },
  // The autoscalers decide about these, and Rollouts about the hash in the selectors of their Services.
  ignoreDifferences: [
    { group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] },
    { group: 'argoproj.io', kind: 'Rollout', jsonPointers: ['/spec/replicas'] },
  ],
});

/** Argo CD with one application per environment, and Argo Rollouts for the four services that are released blue-green. */
export function installDelivery(scope: Construct, environment: Environment): void {
  const rollouts = install(scope, 'argo-rollouts', {
    chart: charts.argoRollouts,
    namespace: 'argo-rollouts',
    values: { controller: { replicas: 2, metrics: { enabled: true } } },
  });
  const argoCd = install(scope, 'argo-cd', {
    chart: charts.argoCd,
    namespace: NAMESPACE,
    values: {
      // Reached by `kubectl port-forward`; who may do that is the cluster's to say, and nothing of it faces the internet.
      configs: { params: { 'server.insecure': true }, cm: { 'admin.enabled': true, 'exec.enabled': false } },
      dex: { enabled: false },
      notifications: { enabled: false },
    },
  });
  install(scope, 'argo-cd-applications', {
    chart: charts.argoCdApplications,
    namespace: NAMESPACE,
    values: { applications: { [`urr-${environment.name}`]: applicationOf(environment) } },
    after: [argoCd, rollouts],
  });
}
