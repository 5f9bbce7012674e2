import type { ServiceName } from '../../../services/registry.ts';
import { dlqOf, topicNames, topics } from '../../../services/shared/events/topics.ts';
import { insideCluster } from './msk-arn.ts';
import type { Statement } from './statement.ts';

/** Consumer group of a service, as its server.ts names it: `ticket-service-group`. */
function consumerGroupOf(service: ServiceName): string {
  return `${service}-service-group`;
}

/** What a service sends to and reads from, by topics.ts; what a consumer cannot handle goes to `<topic>-dlq`. */
function topicsOf(service: ServiceName): {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
} {
  const reads = topicNames.filter((topic) => topics[topic].consumers.some((consumer) => consumer === service));
  const produced = topicNames.filter((topic) => topics[topic].producer === service);
  return { reads, writes: [...produced, ...reads.map(dlqOf)] };
}

/**
 * What a service may do in Kafka: exactly its topics and its group (Amazon MSK Developer Guide, "Common use cases for
 * client authorization policy"). The producer is idempotent (services/shared/events/kafka-log.ts), which is a right of the cluster.
 */
export function kafkaAccess(service: ServiceName, clusterArn: string): Statement[] {
  const { reads, writes } = topicsOf(service);
  if (reads.length === 0 && writes.length === 0) return [];
  const topicArns = (names: readonly string[]) => names.map((name) => insideCluster(clusterArn, 'topic', name));
  return [
    {
      Sid: 'Kafka',
      Action: ['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster', 'kafka-cluster:WriteDataIdempotently'],
      Resource: clusterArn,
    },
    {
      Sid: 'KafkaSend',
      Action: ['kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData'],
      Resource: topicArns(writes),
    },
    ...(reads.length === 0
      ? []
      : [
          {
            Sid: 'KafkaRead',
            Action: ['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'],
            Resource: topicArns(reads),
          },
          {
            Sid: 'KafkaGroup',
            Action: ['kafka-cluster:DescribeGroup', 'kafka-cluster:AlterGroup'],
            Resource: insideCluster(clusterArn, 'group', consumerGroupOf(service)),
          },
        ]),
  ];
}
