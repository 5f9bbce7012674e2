import type { Identities } from './identities.ts';
import type { Statement } from './statement.ts';

/** Writes into the function's own log group, which Terraform has made: it may not make another. */
export function ownLogs(identities: Identities, functionName: string): Statement {
  return {
    Sid: 'OwnLogs',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: identities.arnOf('logs', `log-group:/aws/lambda/${functionName}:*`),
  };
}

/**
 * The network cards of a function in the VPC. Lambda checks these on every resource when it makes the function, so no
 * narrower resource works (AWS Lambda Developer Guide, "Giving Lambda functions access to resources in a VPC").
 */
export const networkInterfaces: Statement = {
  Sid: 'NetworkInterfaces',
  Action: [
    'ec2:CreateNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:DeleteNetworkInterface',
    'ec2:AssignPrivateIpAddresses',
    'ec2:UnassignPrivateIpAddresses',
  ],
  Resource: '*',
};

/** Lambda needs the network cards, the code inside must not have them (same page: `lambda:SourceFunctionArn`). */
export function noNetworkInterfacesFromCode(identities: Identities, functionName: string): Statement {
  return {
    Sid: 'NoNetworkInterfacesFromCode',
    Effect: 'Deny',
    Action: [
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DetachNetworkInterface',
      'ec2:AssignPrivateIpAddresses',
      'ec2:UnassignPrivateIpAddresses',
    ],
    Resource: '*',
    Condition: {
      ArnEquals: { 'lambda:SourceFunctionArn': identities.arnOf('lambda', `function:${functionName}`) },
    },
  };
}

/** Sends traces. X-Ray has no resources (Service Authorization Reference, "AWS X-Ray"). */
export const tracing: Statement = {
  Sid: 'Tracing',
  Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
  Resource: '*',
};
