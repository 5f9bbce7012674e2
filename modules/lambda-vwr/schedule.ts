import type { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { LambdaFunctionEventInvokeConfig } from '@cdktf/provider-aws/lib/lambda-function-event-invoke-config/index.js';
import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule/index.js';
import type { Construct } from 'constructs';

interface AdvanceProps {
  readonly name: string;
  readonly function: LambdaFunction;
  readonly minutes: number;
  /** Role by which EventBridge Scheduler calls the function. */
  readonly roleArn: string;
}

/**
 * Wakes the advancer by EventBridge (architecture.md 5.7). Nothing is tried again: the next minute comes anyway, and a
 * late run beside a fresh one would only be refused (ruling B22).
 */
export function advance(scope: Construct, props: AdvanceProps): void {
  new SchedulerSchedule(scope, 'schedule', {
    name: props.name,
    description: 'Wakes the advancer of the waiting room',
    scheduleExpression: props.minutes === 1 ? 'rate(1 minute)' : `rate(${props.minutes} minutes)`,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: props.function.arn,
      roleArn: props.roleArn,
      retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 },
    },
  });
  // The scheduler only hands over: Lambda itself would try a failed run twice more, and a refused one for six hours.
  new LambdaFunctionEventInvokeConfig(scope, 'advancer-no-retries', {
    functionName: props.function.functionName,
    maximumRetryAttempts: 0,
    maximumEventAgeInSeconds: 60,
  });
}
