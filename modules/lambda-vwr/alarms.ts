import type { Construct } from 'constructs';
import { Alarm } from '../alarm.ts';

const ABOVE = { comparison: 'GreaterThanThreshold' } as const;

/** Alarms of the API (domain.md 10.5, 18): `name` is that of the REST API and the start of the function's. */
export function apiAlarms(scope: Construct, name: string, stage: string, topicArn: string): void {
  const gateway = { namespace: 'AWS/ApiGateway', dimensions: { ApiName: name, Stage: stage }, ...ABOVE, topicArn };
  const ownFunction = { namespace: 'AWS/Lambda', dimensions: { FunctionName: `${name}-api` }, ...ABOVE, topicArn };
  new Alarm(scope, 'api-5xx-alarm', {
    ...gateway,
    name: `${name}-api-5xx`,
    severity: 'HIGH',
    impact:
      'More than one in a hundred requests to the waiting room fails: people lose their turn or get no place. Read the ' +
      'log of the API function, then look at throttles of the two tables.',
    metric: '5XXError',
    statistic: 'Average',
    threshold: 0.01,
    evaluationPeriods: 2,
  });
  new Alarm(scope, 'api-latency-alarm', {
    ...gateway,
    name: `${name}-api-latency`,
    severity: 'WARNING',
    impact:
      'The waiting room takes more than a second to answer on average, so fewer people get through the same number of ' +
      'executions. Look at the duration of the API function and at DynamoDB.',
    metric: 'Latency',
    statistic: 'Average',
    threshold: 1_000,
    evaluationPeriods: 5,
  });
  new Alarm(scope, 'api-errors-alarm', {
    ...ownFunction,
    name: `${name}-api-errors`,
    severity: 'HIGH',
    impact: 'The function behind the waiting room fails more than five times in five minutes. Read its log.',
    metric: 'Errors',
    statistic: 'Sum',
    periodSeconds: 300,
    threshold: 5,
  });
  new Alarm(scope, 'api-throttles-alarm', {
    ...ownFunction,
    name: `${name}-api-throttles`,
    severity: 'HIGH',
    impact:
      'More people ask at once than the reserved executions can answer; they see an error and must ask again. Raise ' +
      'apiConcurrency if the account has room, or let the CDN answer more.',
    metric: 'Throttles',
    statistic: 'Sum',
    threshold: 0,
  });
}

/** Alarms of the advancer: it fails, nobody wakes it, or it achieves nothing (domain.md 10.1, 21; 10.5, 18). */
export function advancerAlarms(scope: Construct, functionName: string, minutes: number, topicArn: string): void {
  const advancer = {
    namespace: 'AWS/Lambda',
    dimensions: { FunctionName: functionName },
    statistic: 'Sum',
    topicArn,
  } as const;
  new Alarm(scope, 'advancer-errors-alarm', {
    ...advancer,
    ...ABOVE,
    name: `${functionName}-errors`,
    severity: 'HIGH',
    impact: 'The line of the waiting room does not move as it should: the advancer fails. Read its log.',
    metric: 'Errors',
    periodSeconds: 300,
    threshold: 1,
  });
  new Alarm(scope, 'advancer-heartbeat-alarm', {
    ...advancer,
    name: `${functionName}-heartbeat`,
    severity: 'CRITICAL',
    impact:
      'For three runs the advancer was not woken or could not read and write every active line: everybody in the waiting ' +
      'room waits for ever. Look at its log and throttles, at the schedule and its role, then at the counters table.',
    // Written by the advancer itself: a function that runs and achieves nothing must ring too (edge/vwr-advancer).
    namespace: 'URR/WaitingRoom',
    metric: 'Heartbeat',
    comparison: 'LessThanThreshold',
    threshold: 1,
    periodSeconds: 60 * minutes,
    evaluationPeriods: 3,
    missingData: 'breaching',
  });
}
