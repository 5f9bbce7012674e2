import { noNetworkInterfacesFromCode, tracing } from './function-access.ts';
import type { Identities } from './identities.ts';
import { Role } from './role.ts';
import { readSecrets, type Secrets } from './secret-access.ts';
import { trustService } from './trust.ts';

export interface LambdaWorkerRoleProps extends Secrets {
  /** The FIFO queue that it reads. */
  readonly queueArn: string;
  /** X-Ray, in production only (architecture.md 5.7). */
  readonly tracing: boolean;
}

/**
 * The ticket worker: its queue, its place in the VPC, its log, the database and Redis secrets (architecture.md 5.7 and 7,
 * ruling B20). The queue's rights are for this queue; AWS's AWSLambdaSQSQueueExecutionRole would open every queue.
 */
export function lambdaWorkerRole(identities: Identities, props: LambdaWorkerRoleProps): Role {
  return new Role(identities, 'ticket-worker', {
    description: 'Ticket worker function',
    trust: trustService('lambda.amazonaws.com', identities.accountId),
    managed: ['service-role/AWSLambdaBasicExecutionRole', 'service-role/AWSLambdaVPCAccessExecutionRole'],
    statements: [
      {
        Sid: 'Queue',
        Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
        Resource: props.queueArn,
      },
      noNetworkInterfacesFromCode(identities, `${identities.namePrefix}-ticket-worker`),
      ...readSecrets(identities, props),
      ...(props.tracing ? [tracing] : []),
    ],
  });
}
