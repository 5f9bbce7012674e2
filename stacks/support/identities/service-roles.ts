import { type ServiceName, services } from '../../../services/registry.ts';
import type { Identities } from './identities.ts';
import { kafkaAccess } from './kafka-access.ts';
import { Role } from './role.ts';
import { readSecrets } from './secret-access.ts';
import type { Statement } from './statement.ts';
import { openTables } from './table-access.ts';
import { type Oidc, trustServiceAccount } from './trust.ts';

export interface ServiceRolesProps {
  readonly oidc: Oidc;
  /** Kubernetes namespace of the services: `urr-spring` or `urr-staging` (architecture.md 9). */
  readonly namespace: string;
  /** MSK cluster; its topics and groups are named from it. */
  readonly mskClusterArn: string;
  /** The FIFO queue of booking actions. */
  readonly ticketQueueArn: string;
  /** Secrets of each service; one that is not named has none. */
  readonly secretArns: Readonly<Partial<Record<ServiceName, readonly string[]>>>;
  /** KMS key of the secrets. */
  readonly secretsKeyArn: string;
  /** Table of the waiting room's counters, which operators switch through the queue service. Default: none, no right. */
  readonly vwrCountersTableArn?: string;
  /** The list of active waiting rooms that the edge reads (edge/viewer-request), which activation writes. Default: none, no right. */
  readonly activeEventsObjectArn?: string;
  /** KMS key of that table. Default: the key of DynamoDB, which needs no right. */
  readonly tablesKeyArn?: string;
  /** Bucket of event and artist pictures, which catalog fills. Default: none, no right. */
  readonly imageBucketArn?: string;
}

/** Kubernetes service account of a service: `ticket-service`, and `frontend` (names of architecture.md 3.1). */
function serviceAccountOf(service: ServiceName): string {
  return service === 'frontend' ? service : `${service}-service`;
}

/** One role for each service of services/registry.ts (ruling B19): its own secrets, topics, queue; a service that needs nothing may do nothing. */
export function serviceRoles(identities: Identities, props: ServiceRolesProps): ReadonlyMap<ServiceName, Role> {
  return new Map(
    services.map(({ name }) => [
      name,
      new Role(identities, `service-${name}`, {
        description: `Pods of ${serviceAccountOf(name)}`,
        trust: trustServiceAccount(props.oidc, props.namespace, serviceAccountOf(name)),
        statements: [
          ...readSecrets(identities, { secretArns: props.secretArns[name] ?? [], keyArn: props.secretsKeyArn }),
          ...kafkaAccess(name, props.mskClusterArn),
          ...beyond(name, identities, props),
        ],
      }),
    ]),
  );
}

/** What a service needs that is neither secret nor topic. */
function beyond(service: ServiceName, identities: Identities, props: ServiceRolesProps): Statement[] {
  switch (service) {
    case 'ticket':
      return [sendToQueue(props)];
    case 'queue':
      return [sendToQueue(props), ...operateWaitingRooms(identities, props)];
    case 'catalog':
      return props.imageBucketArn === undefined ? [] : [keepImages(props.imageBucketArn)];
    case 'frontend':
    case 'gateway':
    case 'payment':
    case 'stats':
    case 'auth':
    case 'community':
      return [];
  }
}

/** Booking actions and admissions (architecture.md 5.6, ruling E13). */
function sendToQueue(props: ServiceRolesProps): Statement {
  return {
    Sid: 'SendToQueue',
    Action: ['sqs:SendMessage', 'sqs:GetQueueUrl', 'sqs:GetQueueAttributes'],
    Resource: props.ticketQueueArn,
  };
}

/** Opening, closing and holding waiting rooms, and telling the edge which are open (domain.md 10.1, 19). */
function operateWaitingRooms(identities: Identities, props: ServiceRolesProps): Statement[] {
  const { vwrCountersTableArn: table, activeEventsObjectArn: list, tablesKeyArn } = props;
  return [
    ...(table === undefined
      ? []
      : [
          {
            Sid: 'OperateWaitingRoom',
            // One item for each event: looking through them is how an operator sees all rooms.
            Action: ['dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:Scan'],
            Resource: table,
          },
          ...openTables(identities, tablesKeyArn),
        ]),
    ...(list === undefined ? [] : [{ Sid: 'TellTheEdge', Action: ['s3:PutObject'], Resource: list }]),
  ];
}

function keepImages(bucketArn: string): Statement {
  return {
    Sid: 'KeepImages',
    Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
    Resource: `${bucketArn}/*`,
  };
}
