import type { Identities } from './identities.ts';
import { Role } from './role.ts';
import { trustService, trustServiceOfAnyAccount } from './trust.ts';

/**
 * API Gateway writes the logs of all its APIs in this account and region (B19). API Gateway checks the role for the
 * rights of this very policy of AWS, so a narrower one is refused (API Gateway Developer Guide, "Set up CloudWatch logging").
 */
export function apiGatewayLogsRole(identities: Identities): Role {
  return new Role(identities, 'api-gateway-logs', {
    description: 'API Gateway: access and execution logs',
    trust: trustServiceOfAnyAccount('apigateway.amazonaws.com'),
    managed: ['service-role/AmazonAPIGatewayPushToCloudWatchLogs'],
  });
}

/** VPC flow logs write into their one log group (`/aws/vpc/<prefix>-flow-logs`, modules/vpc). */
export function flowLogsRole(identities: Identities): Role {
  const group = identities.arnOf('logs', `log-group:/aws/vpc/${identities.namePrefix}-flow-logs`);
  return new Role(identities, 'flow-logs', {
    description: 'VPC flow logs',
    trust: trustService('vpc-flow-logs.amazonaws.com', identities.accountId),
    statements: [
      {
        Sid: 'OwnLogs',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
        Resource: [group, `${group}:*`],
      },
      // Flow Logs asks for the list before it writes; the list has no narrower resource in this region.
      { Sid: 'FindGroup', Action: ['logs:DescribeLogGroups'], Resource: identities.arnOf('logs', 'log-group:*') },
    ],
  });
}
