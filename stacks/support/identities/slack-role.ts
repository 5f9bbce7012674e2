import type { Identities } from './identities.ts';
import { Role } from './role.ts';
import { trustServiceOfAnyAccount } from './trust.ts';

/** What the Slack channel of the alarms may see: the alarms and their graphs (architecture.md 10, B19). */
export function slackRole(identities: Identities): Role {
  return new Role(identities, 'alarms-slack', {
    description: 'Slack channel of the alarms',
    trust: trustServiceOfAnyAccount('chatbot.amazonaws.com'),
    statements: [
      {
        Sid: 'ReadAlarms',
        Action: ['cloudwatch:DescribeAlarms'],
        Resource: identities.arnOf('cloudwatch', 'alarm:*'),
      },
      // Metrics have no resources (Service Authorization Reference, "Amazon CloudWatch").
      { Sid: 'ReadMetrics', Action: ['cloudwatch:GetMetricData', 'cloudwatch:GetMetricWidgetImage'], Resource: '*' },
    ],
  });
}
