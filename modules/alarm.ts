import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import { Construct } from 'constructs';

/** How soon somebody must look (architecture.md 10). */
export type Severity = 'CRITICAL' | 'HIGH' | 'WARNING';

export interface AlarmProps {
  /** Unique in the account and region. */
  readonly name: string;
  readonly severity: Severity;
  /** What people notice while it rings, and what to look at first: it is read at 3 a.m. */
  readonly impact: string;
  /** CloudWatch namespace, for example `AWS/SQS`. */
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Average' | 'Maximum' | 'Minimum' | 'Sum';
  readonly comparison:
    | 'GreaterThanThreshold'
    | 'GreaterThanOrEqualToThreshold'
    | 'LessThanThreshold'
    | 'LessThanOrEqualToThreshold';
  /** In the unit of the metric. */
  readonly threshold: number;
  /** Seconds that one data point covers. Default 60. */
  readonly periodSeconds?: number;
  /** Data points in a row that must break the threshold. Default 1. */
  readonly evaluationPeriods?: number;
  /** What silence means: `breaching` where a dead source is itself the fault. Default `notBreaching`. */
  readonly missingData?: 'breaching' | 'notBreaching' | 'ignore' | 'missing';
  /** The SNS topic that is told when it rings and when it is over (architecture.md 10: SNS to e-mail and Slack). */
  readonly topicArn: string;
}

/** A CloudWatch alarm that cannot be made without saying what it means for people (architecture.md 10). */
export class Alarm extends Construct {
  readonly alarm: CloudwatchMetricAlarm;

  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    this.alarm = new CloudwatchMetricAlarm(this, 'alarm', {
      alarmName: props.name,
      alarmDescription: `${props.severity}: ${props.impact}`,
      namespace: props.namespace,
      metricName: props.metric,
      dimensions: { ...props.dimensions },
      statistic: props.statistic,
      comparisonOperator: props.comparison,
      threshold: props.threshold,
      period: props.periodSeconds ?? 60,
      evaluationPeriods: props.evaluationPeriods ?? 1,
      treatMissingData: props.missingData ?? 'notBreaching',
      alarmActions: [props.topicArn],
      okActions: [props.topicArn],
      tags: { severity: props.severity },
    });
  }
}
