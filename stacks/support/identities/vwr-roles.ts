import { ownLogs, tracing } from './function-access.ts';
import type { Identities } from './identities.ts';
import { Role } from './role.ts';
import { readSecrets, type Secrets } from './secret-access.ts';
import { openTables } from './table-access.ts';
import { trustService } from './trust.ts';

interface VwrCounters {
  readonly countersTableArn: string;
  /** KMS key of the tables. Default: the key of DynamoDB, which needs no right. */
  readonly tablesKeyArn?: string;
}

export interface VwrApiRoleProps extends VwrCounters, Secrets {
  readonly positionsTableArn: string;
  /** X-Ray on the function. Default false. */
  readonly tracing?: boolean;
}

/**
 * The public API of the waiting room (B19): items by their key only. It may not list people: a scan by anybody who finds
 * a hole would read the whole line (infrastructure.md 8).
 */
export function vwrApiRole(identities: Identities, props: VwrApiRoleProps): Role {
  return new Role(identities, 'vwr-api', {
    description: 'Waiting room API function',
    trust: trustService('lambda.amazonaws.com', identities.accountId),
    statements: [
      {
        Sid: 'Counters',
        Action: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
        Resource: props.countersTableArn,
      },
      {
        Sid: 'Positions',
        Action: ['dynamodb:GetItem', 'dynamodb:PutItem'],
        Resource: props.positionsTableArn,
      },
      ...openTables(identities, props.tablesKeyArn),
      ownLogs(identities, `${identities.namePrefix}-vwr-api`),
      ...readSecrets(identities, props),
      ...(props.tracing === true ? [tracing] : []),
    ],
  });
}

export interface VwrAdvancerRoleProps extends VwrCounters {
  /** X-Ray on the function. Default false. */
  readonly tracing?: boolean;
}

/** The function that moves the line (B19, B22): finds active events and moves their counters. It sees nobody's place. */
export function vwrAdvancerRole(identities: Identities, props: VwrAdvancerRoleProps): Role {
  return new Role(identities, 'vwr-advancer', {
    description: 'Waiting room advancer function',
    trust: trustService('lambda.amazonaws.com', identities.accountId),
    statements: [
      {
        Sid: 'Counters',
        Action: ['dynamodb:Scan', 'dynamodb:UpdateItem'],
        Resource: props.countersTableArn,
      },
      ...openTables(identities, props.tablesKeyArn),
      ownLogs(identities, `${identities.namePrefix}-vwr-advancer`),
      ...(props.tracing === true ? [tracing] : []),
    ],
  });
}

/** EventBridge Scheduler starts the advancer and nothing else (B19). */
export function schedulerRole(identities: Identities): Role {
  return new Role(identities, 'scheduler', {
    description: 'EventBridge Scheduler: starts the advancer',
    trust: trustService('scheduler.amazonaws.com', identities.accountId),
    statements: [
      {
        Sid: 'StartAdvancer',
        Action: ['lambda:InvokeFunction'],
        Resource: identities.arnOf('lambda', `function:${identities.namePrefix}-vwr-advancer`),
      },
    ],
  });
}
