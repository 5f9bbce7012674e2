import { DeploymentV1 } from '@cdktf/provider-kubernetes/lib/deployment-v1/index.js';
import { ServiceV1 } from '@cdktf/provider-kubernetes/lib/service-v1/index.js';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { TraceStorage } from '../environments/environment.ts';
import { charts } from './charts.ts';
import { install } from './install.ts';
import { MONITORING_NAMESPACE } from './monitoring.ts';

const PORT = 9411;
const labels = { app: 'zipkin' };
/** Name and password that the operator gives to the cluster `traces`. */
const ELASTIC_PASSWORD = { name: 'traces-es-elastic-user', key: 'elastic' };

/** One node is enough for a tenth of the traces; what is lost with it is a week of traces and no ticket. */
function installElasticsearch(scope: Construct, after: readonly ITerraformDependable[]): ITerraformDependable {
  const operator = install(scope, 'eck-operator', {
    chart: charts.elasticOperator,
    namespace: 'elastic-system',
    values: { managedNamespaces: [MONITORING_NAMESPACE], createClusterScopedResources: true },
    after,
  });
  return install(scope, 'traces', {
    chart: charts.elasticsearch,
    namespace: MONITORING_NAMESPACE,
    values: {
      fullnameOverride: 'traces',
      version: '8.17.0',
      http: { tls: { selfSignedCertificate: { disabled: true } } },
      nodeSets: [
        {
          name: 'default',
          count: 1,
          config: { 'node.store.allow_mmap': false },
          podTemplate: {
            spec: {
              containers: [
                {
                  name: 'elasticsearch',
                  resources: { requests: { cpu: '200m', memory: '1Gi' }, limits: { memory: '1Gi' } },
                },
              ],
            },
          },
          volumeClaimTemplates: [
            {
              metadata: { name: 'elasticsearch-data' },
              spec: {
                accessModes: ['ReadWriteOnce'],
                storageClassName: 'gp3',
                resources: { requests: { storage: '20Gi' } },
              },
            },
          ],
        },
      ],
    },
    after: [operator],
  });
}

const settings = (storage: TraceStorage) =>
  storage === 'memory'
    ? [
        { name: 'STORAGE_TYPE', value: 'mem' },
        { name: 'MEM_MAX_SPANS', value: '100000' },
      ]
    : [
        { name: 'STORAGE_TYPE', value: 'elasticsearch' },
        { name: 'ES_HOSTS', value: `http://traces-es-http.${MONITORING_NAMESPACE}.svc:9200` },
        { name: 'ES_USERNAME', value: 'elastic' },
        { name: 'ES_PASSWORD', valueFrom: { secretKeyRef: ELASTIC_PASSWORD } },
      ];

/** Zipkin where the services send their traces: in memory in staging, with Elasticsearch behind it in prod (architecture.md 9). */
export function installTracing(scope: Construct, storage: TraceStorage, after: readonly ITerraformDependable[]): void {
  const store = storage === 'memory' ? [] : [installElasticsearch(scope, after)];
  new DeploymentV1(scope, 'zipkin', {
    metadata: { name: 'zipkin', namespace: MONITORING_NAMESPACE, labels },
    spec: {
      replicas: '1',
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          automountServiceAccountToken: false,
          securityContext: { runAsNonRoot: true, runAsUser: '1000', seccompProfile: { type: 'RuntimeDefault' } },
          container: [
            {
              name: 'zipkin',
              image: 'openzipkin/zipkin:3.5.1',
              port: [{ containerPort: PORT, name: 'http' }],
              env: settings(storage),
              resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '512Mi' } },
              readinessProbe: { httpGet: { path: '/health', port: 'http' }, periodSeconds: 10 },
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            },
          ],
        },
      },
    },
    dependsOn: [...after, ...store],
  });
  new ServiceV1(scope, 'zipkin-service', {
    metadata: { name: 'zipkin', namespace: MONITORING_NAMESPACE },
    spec: { selector: labels, port: [{ name: 'http', port: PORT, targetPort: 'http' }] },
    dependsOn: [...after],
  });
}
