/** A Helm chart in one version, never a range: what runs is what was tried. */
export interface Chart {
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
}

const argo = 'https://argoproj.github.io/argo-helm';
const elastic = 'https://helm.elastic.co';
const grafana = 'https://grafana.github.io/helm-charts';

/** Everything that the platform installs by Helm. */
export const charts = {
  argoCd: { repository: argo, chart: 'argo-cd', version: '8.3.7' },
  argoCdApplications: { repository: argo, chart: 'argocd-apps', version: '2.0.2' },
  argoRollouts: { repository: argo, chart: 'argo-rollouts', version: '2.40.9' },
  loadBalancerController: {
    repository: 'https://aws.github.io/eks-charts',
    chart: 'aws-load-balancer-controller',
    version: '1.13.4',
  },
  metricsServer: {
    repository: 'https://kubernetes-sigs.github.io/metrics-server',
    chart: 'metrics-server',
    version: '3.13.0',
  },
  nodeAutoscaler: {
    repository: 'https://kubernetes.github.io/autoscaler',
    chart: 'cluster-autoscaler',
    version: '9.59.0',
  },
  externalSecrets: { repository: 'https://charts.external-secrets.io', chart: 'external-secrets', version: '0.19.2' },
  prometheus: {
    repository: 'https://prometheus-community.github.io/helm-charts',
    chart: 'kube-prometheus-stack',
    version: '75.15.1',
  },
  loki: { repository: grafana, chart: 'loki', version: '6.18.0' },
  logCollector: { repository: grafana, chart: 'alloy', version: '1.2.1' },
  elasticOperator: { repository: elastic, chart: 'eck-operator', version: '3.1.0' },
  elasticsearch: { repository: elastic, chart: 'eck-elasticsearch', version: '0.16.0' },
} as const satisfies Record<string, Chart>;
