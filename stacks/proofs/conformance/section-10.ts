import { at, theResource } from '../stack-query.ts';
import { inSection, type Passage, same, type Value } from './passage.ts';
import { reading } from './readings.ts';

const alarms = inSection('10');
const signs: Readonly<Record<string, string>> = { GreaterThanThreshold: '>', LessThanThreshold: '<' };

/** The one alarm that watches a metric, chosen by its name; `what` takes from it what is asked. */
const alarm = (name: RegExp, metric: string, what: (found: (path: string) => unknown) => unknown) =>
  reading(`aws_cloudwatch_metric_alarm ${name.source}`, ({ stack }) => {
    const found = theResource(stack, 'aws_cloudwatch_metric_alarm', { alarm_name: name, metric_name: metric });
    return what((path) => at(found, path));
  });

interface Row {
  readonly target: string;
  readonly title: string;
  readonly condition: string;
  readonly severity: string;
}

function row(
  { target, title, condition, severity }: Row,
  name: RegExp,
  metric: string,
  wanted: string,
  ...more: Value[]
): Passage[] {
  const sign = alarm(name, metric, (of) => `${signs[String(of('comparison_operator'))]} ${String(of('threshold'))}`);
  const graveness = alarm(name, metric, (of) => String(of('alarm_description')).split(':')[0]);
  const told = alarm(name, metric, (of) => JSON.stringify(of('alarm_actions')).includes('aws_sns_topic'));
  return [
    alarms.cell(target, '알람', title, same(`${title} of ${target} tells people`, told, true)),
    alarms.cell(target, '조건', condition, same(`threshold of ${title} of ${target}`, sign, wanted), ...more),
    alarms.cell(target, '심각도', severity, same(`severity of ${title} of ${target}`, graveness, severity)),
  ];
}

const errors = { target: 'Lambda Worker', title: 'Errors', condition: '> 5 (10분)', severity: 'HIGH' };
const window = alarm(
  /-ticket-worker-errors$/,
  'Errors',
  (of) => Number(of('period')) * Number(of('evaluation_periods')),
);
const MSK = /(msk|kafka)/;

/** The alarms (architecture.md 10). */
export const section10: readonly Passage[] = [
  alarms.line('Terraform 배포 시 자동 생성:'),
  ...row(
    { target: 'MSK', title: 'ActiveControllerCount', condition: '< 1', severity: 'CRITICAL' },
    MSK,
    'ActiveControllerCount',
    '< 1',
  ),
  ...row(
    { target: 'MSK', title: 'OfflinePartitionsCount', condition: '> 0', severity: 'CRITICAL' },
    MSK,
    'OfflinePartitionsCount',
    '> 0',
  ),
  ...row(errors, /-ticket-worker-errors$/, 'Errors', '> 5', same('seconds that errors are counted', window, 600)),
  ...row(
    { target: 'Lambda Worker', title: 'Duration', condition: '> 24초 (타임아웃 80%)', severity: 'WARNING' },
    /-ticket-worker-duration$/,
    'Duration',
    '> 24000',
  ),
  ...row(
    { target: 'Lambda Worker', title: 'Throttles', condition: '> 0', severity: 'HIGH' },
    /-ticket-worker-throttles$/,
    'Throttles',
    '> 0',
  ),
  ...row(
    { target: 'SQS DLQ', title: 'Messages', condition: '> 0', severity: 'HIGH' },
    /-ticket-events-dead-letters$/,
    'ApproximateNumberOfMessagesVisible',
    '> 0',
  ),
  ...row(
    { target: 'SQS Queue', title: 'MessageAge', condition: '> 10분', severity: 'WARNING' },
    /-ticket-events-message-age$/,
    'ApproximateAgeOfOldestMessage',
    '> 600',
  ),
  alarms.line(
    '알림 경로: CloudWatch Alarm → SNS Topic → 이메일/Slack',
    same(
      'e-mail is told',
      reading('aws_sns_topic_subscription.protocol', ({ stack }) =>
        Object.values(stack.resource?.aws_sns_topic_subscription ?? {})
          .map((each) => each.protocol)
          .includes('email'),
      ),
      true,
    ),
  ),
];
