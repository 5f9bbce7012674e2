import { brokerSetting } from './data-readings.ts';
import { deviates, each, inSection, type Passage, same } from './passage.ts';
import { cidrsOf, count, reading, subnetsOf, the } from './readings.ts';
import { readersOf, topicList, topicSetting, writerOf } from './service-readings.ts';

const msk = inSection('5.3');
const topic = inSection('5.3', '토픽 4개');
const brokers = (path: string) => the('aws_msk_cluster', path);

const NAMES = ['payment-events', 'reservation-events', 'transfer-events', 'membership-events'] as const;

const flow = (name: (typeof NAMES)[number], from: string, to: string, use: string): Passage[] => {
  const [producer, consumer] = [from.replace('-service', ''), to.replace('-service', '')];
  const reader = same(`reader of ${name}`, readersOf(name), [consumer]);
  const isTopic = reading(topicList.from, (built) => {
    const all = topicList.of(built);
    return Array.isArray(all) && all.includes(name);
  });
  return [
    topic.cell(name, 'Publisher', from, same(`writer of ${name}`, writerOf(name), producer)),
    // Ruling E12: stats also reads the two topics between ticket and payment.
    topic.cell(name, 'Consumer', to, consumer === 'stats' ? reader : deviates(reader, 'E12', [consumer, 'stats'])),
    topic.cell(name, '용도', use, same(`${name} is a topic`, isTopic, true)),
  ];
};

/** The brokers and topics (architecture.md 5.3). */
export const section5Brokers: readonly Passage[] = [
  ...msk.pair(
    'Kafka 버전',
    ['3.6.0', '3.6.0'],
    deviates(same('version', brokers('kafka_version'), '3.6.0'), 'A9', '3.8.x'),
  ),
  ...msk.pair('브로커 수', ['2', '2'], same('brokers', brokers('number_of_broker_nodes'), 2)),
  ...msk.pair(
    '인스턴스',
    ['kafka.t3.small', 'kafka.t3.small'],
    same('type', brokers('broker_node_group_info.instance_type'), 'kafka.t3.small'),
  ),
  ...msk.pair(
    'EBS/브로커',
    ['50 GB', '20 GB'],
    each('GB a broker', brokers('broker_node_group_info.storage_info.ebs_storage_info.volume_size'), 50, 20),
  ),
  ...msk.pair(
    '서브넷',
    ['Streaming 서브넷', 'Streaming 서브넷'],
    each(
      'subnets',
      cidrsOf('aws_msk_cluster', 'broker_node_group_info.client_subnets'),
      subnetsOf('streaming', 'prod'),
      subnetsOf('streaming', 'staging'),
    ),
  ),
  msk.line(
    '보안: TLS + IAM Auth (Plaintext 비활성화)',
    same('clients by TLS only', brokers('encryption_info.encryption_in_transit.client_broker'), 'TLS'),
    same('clients by IAM', brokers('client_authentication.sasl.iam'), true),
    same('nobody without a name', brokers('client_authentication.unauthenticated'), false),
  ),
  msk.line('토픽 4개:', same('topics', topicList, [...NAMES])),
  ...flow('payment-events', 'ticket-service', 'payment-service', '결제 요청/완료'),
  ...flow('reservation-events', 'payment-service', 'ticket-service', '예매 확정/취소'),
  ...flow('transfer-events', 'ticket-service', 'stats-service', '양도 이벤트'),
  ...flow('membership-events', 'ticket-service', 'stats-service', '멤버십 이벤트'),
  msk.line(
    '설정: 파티션 3, ISR 2, 복제 팩터 2, 보관 7일',
    same('partitions of a topic', topicSetting('partitions'), 3),
    same('in-sync replicas of a topic', topicSetting('minInSyncReplicas'), 2),
    same('replicas of a topic', topicSetting('replicationFactor'), 2),
    same('hours that a topic keeps', topicSetting('retentionHours'), 168),
    same('partitions by default', brokerSetting('num.partitions'), 3),
    same('in-sync replicas by default', brokerSetting('min.insync.replicas'), 2),
    same('replicas by default', brokerSetting('default.replication.factor'), 2),
    same('hours kept by default', brokerSetting('log.retention.hours'), 168),
  ),
  msk.line(
    '모니터링: PER_TOPIC_PER_BROKER (Enhanced), CloudWatch 알람 (ActiveController, OfflinePartitions)',
    same('monitoring', brokers('enhanced_monitoring'), 'PER_TOPIC_PER_BROKER'),
    same(
      'alarm on ActiveControllerCount',
      count('aws_cloudwatch_metric_alarm', { metric_name: 'ActiveControllerCount' }),
      1,
    ),
    same(
      'alarm on OfflinePartitionsCount',
      count('aws_cloudwatch_metric_alarm', { metric_name: 'OfflinePartitionsCount' }),
      1,
    ),
  ),
];
