import type { Release } from '@cdktf/provider-helm/lib/release/index.js';
import type { Construct } from 'constructs';
import type { Environment } from '../environments/environment.ts';
import { charts } from './charts.ts';
import { install } from './install.ts';
import { ALERTMANAGER_SECRET, GRAFANA_SECRET, secretManifests } from './platform-secrets.ts';
import { alertRules, showDashboards } from './watch.ts';

export const MONITORING_NAMESPACE = 'monitoring';

/** A volume that the EBS driver makes (add-on of the cluster, architecture.md 2.3). */
const volume = (storage: string) => ({
  spec: { storageClassName: 'gp3', accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
});

/** Pods say by annotation where their figures are (architecture.md 3.1; domain.md 8.1), so that a new service needs nothing here. */
const byAnnotation = {
  job_name: 'spring-services',
  kubernetes_sd_configs: [{ role: 'pod' }],
  relabel_configs: [
    { source_labels: ['__meta_kubernetes_pod_annotation_prometheus_io_scrape'], action: 'keep', regex: 'true' },
    {
      source_labels: ['__meta_kubernetes_pod_annotation_prometheus_io_path'],
      action: 'replace',
      target_label: '__metrics_path__',
      regex: '(.+)',
    },
    {
      source_labels: ['__meta_kubernetes_pod_ip', '__meta_kubernetes_pod_annotation_prometheus_io_port'],
      action: 'replace',
      target_label: '__address__',
      regex: '(.+);(.+)',
      replacement: '$1:$2',
    },
    { source_labels: ['__meta_kubernetes_pod_label_app'], action: 'replace', target_label: 'app' },
    { source_labels: ['__meta_kubernetes_pod_name'], action: 'replace', target_label: 'pod' },
  ],
};

/** Prometheus, Grafana, Alertmanager and Loki, with the sizes of domain.md 8.4. */
export function installMonitoring(scope: Construct, environment: Environment, externalSecrets: Release): Release {
  const prometheus = install(scope, 'kube-prometheus-stack', {
    chart: charts.prometheus,
    namespace: MONITORING_NAMESPACE,
    values: {
      prometheus: {
        prometheusSpec: {
          retention: '30d',
          scrapeInterval: '15s',
          evaluationInterval: '15s',
          storageSpec: { volumeClaimTemplate: volume('50Gi') },
          // Rules and monitors of every namespace count, whoever brought them.
          ruleSelectorNilUsesHelmValues: false,
          serviceMonitorSelectorNilUsesHelmValues: false,
          additionalScrapeConfigs: [byAnnotation],
        },
      },
      alertmanager: {
        alertmanagerSpec: {
          storage: { volumeClaimTemplate: volume('5Gi') },
          // Who is told stands in a secret: a webhook address is a password.
          configSecret: ALERTMANAGER_SECRET,
        },
      },
      grafana: {
        admin: { existingSecret: GRAFANA_SECRET, userKey: 'admin-user', passwordKey: 'admin-password' },
        persistence: { enabled: true, storageClassName: 'gp3', size: '10Gi' },
        sidecar: { dashboards: { enabled: true, searchNamespace: 'ALL', folderAnnotation: 'grafana_folder' } },
        additionalDataSources: [{ name: 'Loki', type: 'loki', access: 'proxy', url: 'http://loki-gateway' }],
      },
      additionalPrometheusRulesMap: alertRules(),
      // EKS runs these where nobody can scrape them: their alerts would always burn.
      kubeControllerManager: { enabled: false },
      kubeScheduler: { enabled: false },
      kubeEtcd: { enabled: false },
      extraManifests: [
        {
          apiVersion: 'storage.k8s.io/v1',
          kind: 'StorageClass',
          metadata: { name: 'gp3' },
          provisioner: 'ebs.csi.aws.com',
          parameters: { type: 'gp3', encrypted: 'true' },
          volumeBindingMode: 'WaitForFirstConsumer',
          allowVolumeExpansion: true,
        },
        ...secretManifests(environment),
      ],
    },
    after: [externalSecrets],
  });
  showDashboards(scope, MONITORING_NAMESPACE, [prometheus]);
  const loki = install(scope, 'loki', {
    chart: charts.loki,
    namespace: MONITORING_NAMESPACE,
    values: {
      deploymentMode: 'SingleBinary',
      loki: {
        auth_enabled: false,
        commonConfig: { replication_factor: 1 },
        storage: { type: 'filesystem' },
        limits_config: { retention_period: '168h' },
        schemaConfig: {
          configs: [
            {
              from: '2026-01-01',
              store: 'tsdb',
              object_store: 'filesystem',
              schema: 'v13',
              index: { prefix: 'index_', period: '24h' },
            },
          ],
        },
      },
      singleBinary: { replicas: 1, persistence: { storageClass: 'gp3', size: '20Gi' } },
      read: { replicas: 0 },
      write: { replicas: 0 },
      backend: { replicas: 0 },
      chunksCache: { enabled: false },
      resultsCache: { enabled: false },
      lokiCanary: { enabled: false },
      test: { enabled: false },
    },
    after: [prometheus],
  });
  install(scope, 'alloy', {
    chart: charts.logCollector,
    namespace: MONITORING_NAMESPACE,
    values: { alloy: { configMap: { content: logCollection } } },
    after: [loki],
  });
  return prometheus;
}

/** Log lines of every pod of this node go to Loki with the names by which people look for them. */
const logCollection = `discovery.kubernetes "pods" {
  role = "pod"
  selectors {
    role  = "pod"
    field = "spec.nodeName=" + sys.env("HOSTNAME")
  }
}
discovery.relabel "pods" {
  targets = discovery.kubernetes.pods.targets
  rule {
    source_labels = ["__meta_kubernetes_namespace"]
    target_label  = "namespace"
  }
  rule {
    source_labels = ["__meta_kubernetes_pod_label_app"]
    target_label  = "app"
  }
  rule {
    source_labels = ["__meta_kubernetes_pod_name"]
    target_label  = "pod"
  }
}
loki.source.kubernetes "pods" {
  targets    = discovery.relabel.pods.output
  forward_to = [loki.write.here.receiver]
}
loki.write "here" {
  endpoint {
    url = "http://loki-gateway/loki/api/v1/push"
  }
}
`;
