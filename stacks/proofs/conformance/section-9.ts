import { at, resourcesOf } from '../stack-query.ts';
import { trusted } from './access-readings.ts';
import { runsAt } from './edge-readings.ts';
import { engine, kindNodes, podsOfEach, prometheus, zipkinStorage } from './kind-readings.ts';
import { configured, countOf, inManifests, namespaceOf, objectsOf } from './manifest-readings.ts';
import {
  type ByEnvironment,
  deviates,
  inSection,
  onceThere,
  type Passage,
  prodOnly,
  type Reading,
  type ReadValue,
  type Value,
} from './passage.ts';
import { installs, traceStorage } from './platform-readings.ts';
import type { Overlay } from './read-overlay.ts';
import { count, reading, the } from './readings.ts';
import { podsEach, podsTogether, scaledAt } from './release-readings.ts';
import { exists } from './service-readings.ts';

const { cell } = inSection('9');
/** Second column of the row in docs/deviations.md that says what stands for kind on one machine. */
const KIND = 'kind, Dragonfly, three brokers for local use';
const HPA = 'HorizontalPodAutoscaler';
const PDB = 'PodDisruptionBudget';
const BUDGETS = 'pod-disruption-budgets';
const SHARE = 'TRACING_SAMPLING_PROBABILITY';
const PODS = /-service-ticket$/;

const row = (title: string, ...cells: readonly (readonly [string, ...Value[]])[]): Passage[] =>
  ['Kind (로컬)', 'Staging', 'Prod'].flatMap((column, index) => {
    const [says = '', ...values] = cells[index] ?? [];
    return [cell(title, column, says, ...values)];
  });
const stagingOnly = (item: string, from: Reading, staging: unknown): ReadValue => {
  const documented: ByEnvironment = { staging };
  return { item, reading: from, documented };
};
const node = (path: string) => the('aws_eks_node_group', path);
const server = (path: string) => the('aws_db_instance', path);
const redis = (path: string) => the('aws_elasticache_replication_group', path);
const brokers = (path: string) => the('aws_msk_cluster', path);
const disk = 'broker_node_group_info.storage_info.ebs_storage_info.volume_size';
const alarms = reading(
  'aws_cloudwatch_metric_alarm',
  ({ stack }) => resourcesOf(stack, 'aws_cloudwatch_metric_alarm').length > 0,
);
const overlay = (name: Overlay, value: ReadValue, file = 'kustomization'): Value =>
  onceThere(8, `k8s/spring/overlays/${name}/${file}.yaml`, value);
/** The local column: read from the overlay of kind, which is the same whatever environment is asked. */
const onKind = (item: string, from: Reading, value: unknown, file?: string): Value =>
  overlay('kind', prodOnly(item, from, value), file);
const inStaging = (item: string, from: Reading, value: unknown): Value =>
  overlay('staging', stagingOnly(item, from, value));
const inProd = (item: string, from: Reading, value: unknown, file: string): Value =>
  overlay('prod', prodOnly(item, from, value), file);
const keeping = inManifests(
  'PodDisruptionBudgets, minAvailable 1',
  (built) => objectsOf(built, PDB).filter((each) => at(each, 'spec.minAvailable') === 1).length,
);

/** The environments side by side (architecture.md 9). */
export const section9: readonly Passage[] = [
  ...row(
    '네임스페이스',
    ['urr-spring', onKind('local namespace', namespaceOf('kind'), ['urr-spring'])],
    [
      'urr-staging',
      stagingOnly('namespace of the roles', trusted(PODS), ['system:serviceaccount:urr-staging:ticket-service']),
      inStaging('namespace', namespaceOf(), ['urr-staging']),
    ],
    [
      'urr-spring',
      prodOnly('namespace of the roles', trusted(PODS), ['system:serviceaccount:urr-spring:ticket-service']),
      inProd('namespace', namespaceOf(), ['urr-spring'], 'kustomization'),
    ],
  ),
  ...row(
    '노드',
    ['Kind 2노드', deviates(prodOnly('nodes of kind', kindNodes, 2), KIND, 'no cluster file')],
    [
      'EKS t3.small × 1~3 (SPOT)',
      stagingOnly('node type', node('instance_types'), ['t3.small']),
      stagingOnly('fewest nodes', node('scaling_config.min_size'), 1),
      stagingOnly('most nodes', node('scaling_config.max_size'), 3),
      stagingOnly('capacity', node('capacity_type'), 'SPOT'),
    ],
    [
      'EKS t3.medium × 2~5 (ON_DEMAND)',
      prodOnly('node type', node('instance_types'), ['t3.medium']),
      prodOnly('fewest nodes', node('scaling_config.min_size'), 2),
      prodOnly('most nodes', node('scaling_config.max_size'), 5),
      prodOnly('capacity', node('capacity_type'), 'ON_DEMAND'),
    ],
  ),
  ...row(
    'DB',
    ['단일 PostgreSQL Pod', onKind('local PostgreSQL', engine('postgres'), /^1 (\S+\/)?postgres:16\.4$/, 'engines')],
    [
      'RDS Single-AZ (20GB)',
      stagingOnly('Multi-AZ', server('multi_az'), false),
      stagingOnly('GB', server('allocated_storage'), 20),
      stagingOnly('no proxy', count('aws_db_proxy'), 0),
    ],
    [
      'RDS Multi-AZ (50GB) + Proxy',
      prodOnly('Multi-AZ', server('multi_az'), true),
      prodOnly('GB', server('allocated_storage'), 50),
      prodOnly('proxy', count('aws_db_proxy'), 1),
    ],
  ),
  ...row(
    'Redis',
    ['Dragonfly Pod', onKind('local cache', engine('redis'), /^1 (\S+\/)?dragonfly:/, 'engines')],
    ['ElastiCache 1노드', stagingOnly('nodes', redis('num_cache_clusters'), 1)],
    [
      'ElastiCache 2노드 (Failover)',
      prodOnly('nodes', redis('num_cache_clusters'), 2),
      prodOnly('failover', redis('automatic_failover_enabled'), true),
    ],
  ),
  ...row(
    'Kafka',
    ['3-broker StatefulSet', onKind('local brokers', engine('kafka'), /^3 (\S+\/)?(cp-)?kafka:/, 'engines')],
    [
      'MSK 2-broker (20GB)',
      stagingOnly('brokers', brokers('number_of_broker_nodes'), 2),
      stagingOnly('GB', brokers(disk), 20),
    ],
    [
      'MSK 2-broker (50GB)',
      prodOnly('brokers', brokers('number_of_broker_nodes'), 2),
      prodOnly('GB', brokers(disk), 50),
    ],
  ),
  ...row(
    '총 레플리카',
    ['각 1개 (9 Pod)', onKind('pods of the nine services', podsOfEach, [1, 1, 1, 1, 1, 1, 1, 1, 1])],
    [
      '각 1~2개 (~12 Pod)',
      inStaging('pods of each service', podsEach(), [1, 2]),
      inStaging('pods together', podsTogether('max'), 12),
    ],
    [
      '최소 20 Pod (HPA: ~44)',
      inProd('fewest pods', podsTogether('min'), 20, 'kustomization'),
      overlay('prod', deviates(prodOnly('most pods', podsTogether('max'), 44), 'C', 43)),
    ],
  ),
  ...row(
    'Rollout',
    ['없음', onKind('Rollouts', countOf('Rollout', 'kind'), 0)],
    ['없음', inStaging('Rollouts', countOf('Rollout'), 0)],
    ['Blue-Green (4개 서비스)', inProd('Rollouts', countOf('Rollout'), 4, 'rollouts')],
  ),
  ...row(
    'HPA',
    ['없음', onKind('scalings', countOf(HPA, 'kind'), 0)],
    ['없음', inStaging('scalings', countOf(HPA), 0)],
    [
      '4개 서비스 (70% CPU)',
      inProd('scaled services', scaledAt(70), ['gateway', 'payment', 'queue', 'ticket'], 'horizontal-pod-autoscalers'),
    ],
  ),
  ...row(
    'PDB',
    ['없음', onKind('budgets', countOf(PDB, 'kind'), 0)],
    ['없음', inStaging('budgets', countOf(PDB), 0)],
    [
      '8개 서비스 (minAvailable: 1)',
      inProd('budgets', countOf(PDB), 8, BUDGETS),
      overlay('prod', deviates(prodOnly('with minAvailable 1', keeping, 8), 'B12', 7), BUDGETS),
    ],
  ),
  ...row(
    '모니터링',
    ['K8s 내부 Prometheus', onKind('Prometheus in the local cluster', prometheus, true, 'monitoring')],
    ['K8s Prometheus', stagingOnly('Prometheus in the cluster', installs('kube-prometheus-stack'), true)],
    [
      'kube-prometheus-stack + CloudWatch',
      prodOnly('kube-prometheus-stack', installs('kube-prometheus-stack'), true),
      prodOnly('alarms of CloudWatch', alarms, true),
    ],
  ),
  ...row(
    '추적',
    [
      'Zipkin (메모리)',
      onKind('local Zipkin', engine('zipkin'), /^1 (\S+\/)?zipkin(-slim)?:/, 'engines'),
      onKind('storage of the local Zipkin', zipkinStorage, ['mem'], 'engines'),
    ],
    ['Zipkin (메모리)', stagingOnly('storage of traces', traceStorage, 'mem')],
    [
      'Zipkin (ES) + X-Ray (Lambda)',
      prodOnly('storage of traces', traceStorage, 'elasticsearch'),
      prodOnly(
        'X-Ray of the worker',
        the('aws_lambda_function', 'tracing_config.mode', { function_name: /-ticket-worker$/ }),
        'Active',
      ),
    ],
  ),
  ...row(
    '샘플링',
    ['100%', onKind('local share of traces', configured(SHARE, 'kind'), ['1'], 'configuration')],
    ['100%', inStaging('share of traces', configured(SHARE), ['1'])],
    ['10%', inProd('share of traces', configured(SHARE), ['0.1'], 'configuration')],
  ),
  ...row(
    'CDN',
    ['없음', deviates(prodOnly('no local CDN', exists('local/edge'), false), KIND, true)],
    ['없음', stagingOnly('distributions', count('aws_cloudfront_distribution'), 0)],
    [
      'CloudFront + Lambda@Edge',
      prodOnly('distributions', count('aws_cloudfront_distribution'), 1),
      prodOnly('Lambda@Edge', runsAt('/*'), ['Lambda@Edge at viewer-request']),
    ],
  ),
  ...row(
    'VWR Tier 1',
    ['없음', deviates(prodOnly('no local waiting room', exists('local/edge'), false), KIND, true)],
    ['없음', deviates(stagingOnly('tables of the waiting room', count('aws_dynamodb_table'), 0), 'D2', undefined, 2)],
    [
      'DynamoDB + API GW + Lambda',
      prodOnly('tables', count('aws_dynamodb_table'), 2),
      prodOnly('APIs', count('aws_api_gateway_rest_api'), 1),
      prodOnly('functions', count('aws_lambda_function', { function_name: /-vwr-/ }), 2),
    ],
  ),
];
