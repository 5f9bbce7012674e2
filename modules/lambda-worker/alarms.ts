import type { Construct } from 'constructs';
import { Alarm } from '../alarm.ts';

interface WorkerAlarmsProps {
  readonly functionName: string;
  readonly timeoutSeconds: number;
  readonly topicArn: string;
}

/** The three alarms of the worker with their documented thresholds (architecture.md 10). */
export function workerAlarms(scope: Construct, props: WorkerAlarmsProps): void {
  const worker = {
    namespace: 'AWS/Lambda',
    dimensions: { FunctionName: props.functionName },
    comparison: 'GreaterThanThreshold',
    topicArn: props.topicArn,
  } as const;
  new Alarm(scope, 'errors-alarm', {
    ...worker,
    name: `${props.functionName}-errors`,
    severity: 'HIGH',
    impact:
      'More than five batches of booking actions failed within ten minutes; those people wait until the retry. ' +
      'Read the log of the worker, then look at RDS Proxy and Redis.',
    metric: 'Errors',
    statistic: 'Sum',
    periodSeconds: 600,
    threshold: 5,
  });
  new Alarm(scope, 'duration-alarm', {
    ...worker,
    name: `${props.functionName}-duration`,
    severity: 'WARNING',
    impact:
      'A batch of booking actions took more than 80 % of the time that it has; a little more and it is cut off and ' +
      'repeated. Look for slow statements and locks in ticket_db.',
    metric: 'Duration',
    statistic: 'Maximum',
    // Milliseconds; 80 % of the time-out: 24 s of the documented 30 s.
    threshold: props.timeoutSeconds * 800,
  });
  new Alarm(scope, 'throttles-alarm', {
    ...worker,
    name: `${props.functionName}-throttles`,
    severity: 'HIGH',
    impact:
      'The worker was refused executions: booking actions wait although people are ready. Compare the concurrency of ' +
      'its trigger with its reserve and with what the account has left.',
    metric: 'Throttles',
    statistic: 'Sum',
    threshold: 0,
  });
}
