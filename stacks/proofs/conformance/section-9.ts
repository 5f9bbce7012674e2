import { resourcesOf } from '../stack-query.ts';
import { trusted } from './access-readings.ts';
import { runsAt } from './edge-readings.ts';
import {
  type ByEnvironment,
  deviates,
  inSection,
  later,
  type Passage,
  prodOnly,
  type Reading,
  type ReadValue,
  type Value,
  whenThere,
} from './passage.ts';
import { count, reading, the } from './readings.ts';
import { exists, ofServices, written } from './service-readings.ts';

const { cell } = inSection('9');
/** Second column of the row in docs/deviations.md that says what stands for kind on one machine. */
const KIND = 'kind, Dragonfly, three brokers for local use';
const COMPOSE = 'docker-compose.yml';
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
const kafkaNodes = reading(`${COMPOSE}, brokers`, (built) =>
  written(COMPOSE, /image: confluentinc\/cp-kafka/).of(built) === true ? 1 : 0,
);
const alarms = reading(
  'aws_cloudwatch_metric_alarm',
  ({ stack }) => resourcesOf(stack, 'aws_cloudwatch_metric_alarm').length > 0,
);
const nowhere = (item: string) => prodOnly(item, exists('local/kind'), false);
const scaled = ofServices(
  'scaling',
  (all) => all.filter(({ scaling }) => scaling !== null && scaling.cpuPercent === 70).length,
);
const most = ofServices('most pods', (all) =>
  all.reduce((sum, { scaling, replicas }) => sum + (scaling?.max ?? replicas), 0),
);
const fewest = ofServices('fewest pods', (all) =>
  all.reduce((sum, { scaling, replicas }) => sum + (scaling?.min ?? replicas), 0),
);
const blueGreen = ofServices('rollout', (all) => all.filter(({ rollout }) => rollout === 'blue-green').length);
const onKind = (item: string) => deviates(prodOnly(item, exists('local/kind'), true), KIND, false);

/** The environments side by side (architecture.md 9). */
export const section9: readonly Passage[] = [
  ...row(
    '네임스페이스',
    ['urr-spring', onKind('local namespace')],
    ['urr-staging', stagingOnly('namespace', trusted(PODS), ['system:serviceaccount:urr-staging:ticket-service'])],
    ['urr-spring', prodOnly('namespace', trusted(PODS), ['system:serviceaccount:urr-spring:ticket-service'])],
  ),
  ...row(
    '노드',
    ['Kind 2노드', onKind('two local nodes')],
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
    ['단일 PostgreSQL Pod', prodOnly('one local PostgreSQL', written(COMPOSE, /image: postgres:(16\.4)/), 16.4)],
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
    [
      'Dragonfly Pod',
      deviates(prodOnly('local cache', written(COMPOSE, /image: (redis|dragonfly)/), 'dragonfly'), KIND, 'redis'),
    ],
    ['ElastiCache 1노드', stagingOnly('nodes', redis('num_cache_clusters'), 1)],
    [
      'ElastiCache 2노드 (Failover)',
      prodOnly('nodes', redis('num_cache_clusters'), 2),
      prodOnly('failover', redis('automatic_failover_enabled'), true),
    ],
  ),
  ...row(
    'Kafka',
    ['3-broker StatefulSet', deviates(prodOnly('local brokers', kafkaNodes, 3), KIND, 1)],
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
    [
      '각 1개 (9 Pod)',
      whenThere('all nine services run once on one machine', 9, 'services/frontend', exists('services/frontend')),
    ],
    ['각 1~2개 (~12 Pod)', later('about 12 pods in staging')],
    ['최소 20 Pod (HPA: ~44)', prodOnly('fewest pods', fewest, 20), deviates(prodOnly('most pods', most, 44), 'C', 43)],
  ),
  ...row(
    'Rollout',
    ['없음', nowhere('no rollout on one machine')],
    ['없음', later('no rollout in staging')],
    ['Blue-Green (4개 서비스)', prodOnly('blue-green services', blueGreen, 4)],
  ),
  ...row(
    'HPA',
    ['없음', nowhere('no scaling on one machine')],
    ['없음', later('no scaling in staging')],
    ['4개 서비스 (70% CPU)', prodOnly('scaled services', scaled, 4)],
  ),
  ...row(
    'PDB',
    ['없음', nowhere('no budgets on one machine')],
    ['없음', later('no budgets in staging')],
    ['8개 서비스 (minAvailable: 1)', later('8 budgets of minAvailable 1')],
  ),
  ...row(
    '모니터링',
    ['K8s 내부 Prometheus', later('Prometheus in the local cluster')],
    ['K8s Prometheus', later('Prometheus in staging')],
    [
      'kube-prometheus-stack + CloudWatch',
      later('kube-prometheus-stack'),
      prodOnly('alarms of CloudWatch', alarms, true),
    ],
  ),
  ...row(
    '추적',
    ['Zipkin (메모리)', prodOnly('local Zipkin in memory', written(COMPOSE, /image: openzipkin\/(zipkin)/), 'zipkin')],
    ['Zipkin (메모리)', later('Zipkin in memory in staging')],
    [
      'Zipkin (ES) + X-Ray (Lambda)',
      later('Zipkin with Elasticsearch'),
      prodOnly(
        'X-Ray of the worker',
        the('aws_lambda_function', 'tracing_config.mode', { function_name: /-ticket-worker$/ }),
        'Active',
      ),
    ],
  ),
  ...row(
    '샘플링',
    [
      '100%',
      prodOnly(
        'local share of traces',
        written('services/shared/config/common-settings.ts', /TRACING_SAMPLING_PROBABILITY: .*default\(([\d.]+)\)/),
        1,
      ),
    ],
    ['100%', later('share of traces in staging')],
    ['10%', later('share of traces in prod')],
  ),
  ...row(
    'CDN',
    ['없음', prodOnly('no local CDN', exists('local/edge'), false)],
    ['없음', stagingOnly('distributions', count('aws_cloudfront_distribution'), 0)],
    [
      'CloudFront + Lambda@Edge',
      prodOnly('distributions', count('aws_cloudfront_distribution'), 1),
      prodOnly('Lambda@Edge', runsAt('/*'), ['Lambda@Edge at viewer-request']),
    ],
  ),
  ...row(
    'VWR Tier 1',
    ['없음', prodOnly('no local waiting room', exists('local/edge'), false)],
    ['없음', deviates(stagingOnly('tables of the waiting room', count('aws_dynamodb_table'), 0), 'D2', undefined, 2)],
    [
      'DynamoDB + API GW + Lambda',
      prodOnly('tables', count('aws_dynamodb_table'), 2),
      prodOnly('APIs', count('aws_api_gateway_rest_api'), 1),
      prodOnly('functions', count('aws_lambda_function', { function_name: /-vwr-/ }), 2),
    ],
  ),
];
