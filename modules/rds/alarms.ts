import type { Construct } from 'constructs';
import { Alarm } from '../alarm.ts';
import { maxConnectionsOf, memoryOf } from './instance-classes.ts';

const GIB = 1_073_741_824;

interface InstanceAlarms {
  /** The server's identifier, as CloudWatch knows it. */
  readonly identifier: string;
  /** Start of the alarm names. */
  readonly name: string;
  readonly settings: { readonly instanceClass: string; readonly storageGb: number };
  readonly topicArn: string;
}

/** The alarms of the server: none is in section 10, all are asked for by infrastructure.md 2.4. */
export function instanceAlarms(scope: Construct, { identifier, name, settings, topicArn }: InstanceAlarms): void {
  const common = { namespace: 'AWS/RDS', dimensions: { DBInstanceIdentifier: identifier }, topicArn } as const;
  new Alarm(scope, 'cpu-alarm', {
    ...common,
    name: `${name}-cpu`,
    severity: 'WARNING',
    impact:
      'The database works above 80 % for a quarter of an hour: pages get slow, and a t4g spends its credits. ' +
      'Look at Performance Insights for the statement that costs most.',
    metric: 'CPUUtilization',
    statistic: 'Average',
    comparison: 'GreaterThanThreshold',
    threshold: 80,
    periodSeconds: 300,
    evaluationPeriods: 3,
  });
  new Alarm(scope, 'storage-alarm', {
    ...common,
    name: `${name}-free-storage`,
    severity: 'CRITICAL',
    impact:
      'Less than a tenth of the storage is free; a full server stops every sale. If it has not grown by itself, ' +
      'its maximum is reached: raise maxStorageGb.',
    metric: 'FreeStorageSpace',
    statistic: 'Minimum',
    comparison: 'LessThanThreshold',
    threshold: Math.round(settings.storageGb * 0.1 * GIB),
    periodSeconds: 300,
  });
  new Alarm(scope, 'memory-alarm', {
    ...common,
    name: `${name}-free-memory`,
    severity: 'WARNING',
    impact:
      'Less than a tenth of the memory is free: the server starts to swap and every query gets slow. ' +
      'Look at the number of connections first, then for a query that sorts much.',
    metric: 'FreeableMemory',
    statistic: 'Average',
    comparison: 'LessThanThreshold',
    threshold: Math.round((memoryOf(settings.instanceClass) ?? GIB) * 0.1),
    periodSeconds: 300,
    evaluationPeriods: 3,
  });
  new Alarm(scope, 'connections-alarm', {
    ...common,
    name: `${name}-connections`,
    severity: 'HIGH',
    impact:
      'Four fifths of the connections are in use; the next pods or a rollout get none and answer 503. ' +
      'Look for a service that does not give its connections back.',
    metric: 'DatabaseConnections',
    statistic: 'Maximum',
    comparison: 'GreaterThanThreshold',
    threshold: Math.floor((maxConnectionsOf(settings.instanceClass) ?? 112) * 0.8),
    evaluationPeriods: 3,
  });
}

/** The alarms of the proxy: it cannot log in, or it makes clients wait. */
export function proxyAlarms(scope: Construct, proxyName: string, topicArn: string): void {
  const common = { namespace: 'AWS/RDS', dimensions: { ProxyName: proxyName }, topicArn } as const;
  new Alarm(scope, 'proxy-log-in-alarm', {
    ...common,
    name: `${proxyName}-cannot-connect`,
    severity: 'CRITICAL',
    impact:
      'The proxy cannot open connections to the server, so no service reaches its database. Compare the secrets with ' +
      'the roles (run data-setup again), then the security groups.',
    metric: 'DatabaseConnectionsSetupFailed',
    statistic: 'Sum',
    comparison: 'GreaterThanThreshold',
    threshold: 5,
    periodSeconds: 300,
  });
  new Alarm(scope, 'proxy-wait-alarm', {
    ...common,
    name: `${proxyName}-borrow-latency`,
    severity: 'HIGH',
    impact:
      'Requests wait more than a tenth of a second for a connection: all of them are borrowed. Look for long ' +
      'transactions and for sessions that the proxy pins.',
    metric: 'DatabaseConnectionsBorrowLatency',
    statistic: 'Average',
    comparison: 'GreaterThanThreshold',
    // In microseconds.
    threshold: 100_000,
    periodSeconds: 60,
    evaluationPeriods: 5,
  });
}
