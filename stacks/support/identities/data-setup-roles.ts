import { dlqOf, topicNames } from '../../../services/shared/events/topics.ts';
import { networkInterfaces, noNetworkInterfacesFromCode, ownLogs } from './function-access.ts';
import type { Identities } from './identities.ts';
import { insideCluster } from './msk-arn.ts';
import { Role } from './role.ts';
import { readSecrets, type Secrets, writeSecrets } from './secret-access.ts';
import { trustService } from './trust.ts';

/** A function in the VPC: its name, because its log group and its network cards are named by it. */
interface InVpc {
  readonly functionName: string;
}

const inVpc = (identities: Identities, { functionName }: InVpc) => [
  ownLogs(identities, functionName),
  networkInterfaces,
  noNetworkInterfacesFromCode(identities, functionName),
];

export interface DatabaseSetupRoleProps extends InVpc {
  /** Secret of the master user, which RDS keeps. */
  readonly masterSecret: Secrets;
  /** Secrets of the database roles: the function makes the passwords and puts them there. */
  readonly databaseSecrets: Secrets;
}

/** The function that creates databases and roles (domain.md 10.5 #5, B19). */
export function databaseSetupRole(identities: Identities, props: DatabaseSetupRoleProps): Role {
  return new Role(identities, 'database-setup', {
    description: 'Creates databases and database roles',
    trust: trustService('lambda.amazonaws.com', identities.accountId),
    statements: [
      ...readSecrets(identities, props.masterSecret).map((statement) => ({
        ...statement,
        Sid: `Master${statement.Sid}`,
      })),
      ...writeSecrets(identities, props.databaseSecrets),
      ...inVpc(identities, props),
    ],
  });
}

export interface TopicSetupRoleProps extends InVpc {
  readonly mskClusterArn: string;
}

/** The function that creates the topics of topics.ts and their dead letter topics, and sets their retention (B19). */
export function topicSetupRole(identities: Identities, props: TopicSetupRoleProps): Role {
  return new Role(identities, 'topic-setup', {
    description: 'Creates Kafka topics',
    trust: trustService('lambda.amazonaws.com', identities.accountId),
    statements: [
      {
        Sid: 'Kafka',
        Action: ['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster'],
        Resource: props.mskClusterArn,
      },
      {
        Sid: 'KafkaTopics',
        Action: [
          'kafka-cluster:CreateTopic',
          'kafka-cluster:DescribeTopic',
          'kafka-cluster:DescribeTopicDynamicConfiguration',
          'kafka-cluster:AlterTopicDynamicConfiguration',
        ],
        Resource: topicNames
          .flatMap((topic) => [topic, dlqOf(topic)])
          .map((topic) => insideCluster(props.mskClusterArn, 'topic', topic)),
      },
      ...inVpc(identities, props),
    ],
  });
}

export interface RedisRotationRoleProps extends InVpc {
  readonly redisSecret: Secrets;
  readonly replicationGroupArn: string;
}

/** The function that gives Redis a new token and keeps it in Secrets Manager (ruling B21, B19). */
export function redisRotationRole(identities: Identities, props: RedisRotationRoleProps): Role {
  return new Role(identities, 'redis-rotation', {
    description: 'Rotates the token of Redis',
    trust: trustService('lambda.amazonaws.com', identities.accountId),
    statements: [
      ...writeSecrets(identities, props.redisSecret),
      {
        Sid: 'SetToken',
        Action: ['elasticache:ModifyReplicationGroup', 'elasticache:DescribeReplicationGroups'],
        Resource: props.replicationGroupArn,
      },
      ...inVpc(identities, props),
    ],
  });
}
