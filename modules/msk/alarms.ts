import type { Construct } from 'constructs';
import { Alarm } from '../alarm.ts';

/** The two documented alarms of the brokers (architecture.md 10), and one for each broker's disk. */
export function brokerAlarms(scope: Construct, clusterName: string, brokerCount: number, topicArn: string): void {
  const common = { namespace: 'AWS/Kafka', topicArn, severity: 'CRITICAL' } as const;
  const cluster = { 'Cluster Name': clusterName };
  new Alarm(scope, 'controller-alarm', {
    ...common,
    name: `${clusterName}-active-controller`,
    impact:
      'Kafka has no controller: no partition gets a leader, events wait in the outbox and payments are confirmed late. ' +
      'Look at the state of the cluster and its brokers in MSK.',
    metric: 'ActiveControllerCount',
    dimensions: cluster,
    // Every broker reports, one of them 1: the average of two would be a half.
    statistic: 'Maximum',
    comparison: 'LessThanThreshold',
    threshold: 1,
    periodSeconds: 300,
    // Brokers that say nothing are the fault itself.
    missingData: 'breaching',
  });
  new Alarm(scope, 'offline-partitions-alarm', {
    ...common,
    name: `${clusterName}-offline-partitions`,
    impact:
      'Partitions have no leader: their events are neither taken nor given out, people wait for confirmations. ' +
      'See which broker is away; with two brokers an update of one stops producers.',
    metric: 'OfflinePartitionsCount',
    dimensions: cluster,
    statistic: 'Maximum',
    comparison: 'GreaterThanThreshold',
    threshold: 0,
  });
  for (let broker = 1; broker <= brokerCount; broker += 1)
    new Alarm(scope, `disk-alarm-${broker}`, {
      ...common,
      name: `${clusterName}-disk-${broker}`,
      severity: 'HIGH',
      impact:
        'The disk of a broker is more than 85 % full; a full one stops and cannot be started again. Raise storageGb ' +
        '(once in six hours), or lower retentionHours.',
      metric: 'KafkaDataLogsDiskUsed',
      dimensions: { ...cluster, 'Broker ID': String(broker) },
      statistic: 'Maximum',
      comparison: 'GreaterThanThreshold',
      threshold: 85,
      periodSeconds: 300,
    });
}
