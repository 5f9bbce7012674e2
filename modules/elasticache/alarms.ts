import type { Construct } from 'constructs';
import { Alarm } from '../alarm.ts';

interface NodeAlarms {
  /** Cluster id of each node: `<group>-001`, ... */
  readonly nodes: readonly string[];
  readonly topicArn: string;
}

/** The alarms of every node; the roles of primary and copy change, so that each node has all of them. */
export function nodeAlarms(scope: Construct, { nodes, topicArn }: NodeAlarms): void {
  for (const [index, node] of nodes.entries()) {
    const id = String(index + 1).padStart(3, '0');
    const common = { namespace: 'AWS/ElastiCache', dimensions: { CacheClusterId: node }, topicArn } as const;
    new Alarm(scope, `memory-alarm-${id}`, {
      ...common,
      name: `${node}-memory`,
      severity: 'CRITICAL',
      impact:
        'Redis is four fifths full. When it is full it refuses writes: nobody enters the queue or holds a seat. ' +
        'Look for keys without an end, then take a larger node.',
      metric: 'DatabaseMemoryUsagePercentage',
      statistic: 'Maximum',
      comparison: 'GreaterThanThreshold',
      threshold: 80,
      evaluationPeriods: 3,
    });
    new Alarm(scope, `evictions-alarm-${id}`, {
      ...common,
      name: `${node}-evictions`,
      severity: 'CRITICAL',
      impact:
        'Redis drops keys, which the policy noeviction forbids: somebody changed the parameters. Seat locks and places ' +
        'in the queue are being lost. Put the parameter group back.',
      metric: 'Evictions',
      statistic: 'Sum',
      comparison: 'GreaterThanThreshold',
      threshold: 0,
    });
    new Alarm(scope, `cpu-alarm-${id}`, {
      ...common,
      name: `${node}-cpu`,
      severity: 'HIGH',
      impact:
        'The one thread of Redis works above 80 %: the queue and the rate limits answer late. Look at the slow log for ' +
        'the command that costs most.',
      metric: 'EngineCPUUtilization',
      statistic: 'Average',
      comparison: 'GreaterThanThreshold',
      threshold: 80,
      evaluationPeriods: 5,
    });
    if (nodes.length > 1)
      new Alarm(scope, `replication-alarm-${id}`, {
        ...common,
        name: `${node}-replication-lag`,
        severity: 'WARNING',
        impact:
          'The copy is more than ten seconds behind: if the primary fails now, the last places in the queue and the ' +
          'last seat locks are forgotten. Look at the load of the primary.',
        metric: 'ReplicationLag',
        statistic: 'Maximum',
        comparison: 'GreaterThanThreshold',
        // In seconds.
        threshold: 10,
        evaluationPeriods: 3,
      });
  }
}
