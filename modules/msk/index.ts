import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { MskCluster } from '@cdktf/provider-aws/lib/msk-cluster/index.js';
import { MskConfiguration } from '@cdktf/provider-aws/lib/msk-configuration/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { Annotations } from 'cdktf';
import { Construct } from 'constructs';
import { enforceRules } from '../rule.ts';
import type { Subnets } from '../subnets.ts';
import { brokerAlarms } from './alarms.ts';
import { mskRules } from './rules.ts';
import { serverProperties } from './server-properties.ts';
import { completeMskSettings, type MskSettings } from './settings.ts';

export interface MskProps extends MskSettings {
  /** Start of all names, for example `urr-prod` for the cluster `urr-prod-kafka`. */
  readonly namePrefix: string;
  readonly vpcId: string;
  readonly subnets: Subnets<'streaming'>;
  /** KMS key of the disks. */
  readonly keyArn: string;
  /** KMS key of the log group; without it CloudWatch's own encryption. */
  readonly logsKeyArn?: string;
  readonly alarmTopicArn: string;
}

/**
 * Kafka with TLS and IAM and nothing else (architecture.md 5.3; rulings A9, B2, B13): clients come to port 9098. Topics
 * are made by stacks/support/data-setup from services/shared/events/topics.ts. Synthesis fails on settings that MSK
 * refuses or that would lose messages: rules.ts.
 */
export class Msk extends Construct {
  readonly cluster: MskCluster;
  readonly clusterArn: string;
  readonly clusterName: string;
  /** `host:9098,host:9098`, for clients that sign in by IAM (ruling B2). */
  readonly bootstrapBrokers: string;
  readonly port = 9_098;
  /** Copies of a topic; topic creation takes it from here, so that a preset changes both. */
  readonly replicationFactor: number;
  readonly minInSyncReplicas: number;
  readonly partitions: number;
  readonly retentionHours: number;
  /** Admits nodes, data-setup and the brokers themselves; rules in stacks/support/security-groups. */
  readonly securityGroup: SecurityGroup;
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: MskProps) {
    super(scope, id);
    const settings = completeMskSettings(props);
    enforceRules(this, settings, mskRules);
    if (settings.acceptStopWhileBrokerAway && settings.minInSyncReplicas >= settings.replicationFactor)
      Annotations.of(this).addWarning(
        `msk: producers stand still while one of ${settings.brokerCount} brokers is away (minInSyncReplicas = ` +
          'replicationFactor, waived by acceptStopWhileBrokerAway, ruling B13). Events wait in the outbox meanwhile.',
      );
    const name = `${props.namePrefix}-kafka`;
    ({
      replicationFactor: this.replicationFactor,
      minInSyncReplicas: this.minInSyncReplicas,
      partitions: this.partitions,
      retentionHours: this.retentionHours,
    } = settings);

    this.securityGroup = new SecurityGroup(this, 'group', {
      name,
      description: 'Kafka brokers: admit nodes and data-setup on 9098, and each other',
      vpcId: props.vpcId,
      tags: { Name: name },
    });
    this.securityGroupId = this.securityGroup.id;
    const configuration = new MskConfiguration(this, 'configuration', {
      name,
      description: 'Topics are made on purpose, with the documented number of copies',
      serverProperties: serverProperties(settings),
    });
    const logGroup = new CloudwatchLogGroup(this, 'log', {
      name: `/aws/msk/${name}`,
      retentionInDays: settings.logRetentionDays,
      ...(props.logsKeyArn === undefined ? {} : { kmsKeyId: props.logsKeyArn }),
    });

    this.cluster = new MskCluster(this, 'kafka', {
      clusterName: name,
      kafkaVersion: settings.kafkaVersion,
      numberOfBrokerNodes: settings.brokerCount,
      enhancedMonitoring: 'PER_TOPIC_PER_BROKER',
      brokerNodeGroupInfo: {
        instanceType: settings.brokerType,
        clientSubnets: [...props.subnets.ids],
        securityGroups: [this.securityGroupId],
        storageInfo: { ebsStorageInfo: { volumeSize: settings.storageGb } },
      },
      clientAuthentication: { unauthenticated: false, sasl: { iam: true } },
      encryptionInfo: {
        encryptionAtRestKmsKeyArn: props.keyArn,
        encryptionInTransit: { clientBroker: 'TLS', inCluster: true },
      },
      configurationInfo: { arn: configuration.arn, revision: configuration.latestRevision },
      loggingInfo: { brokerLogs: { cloudwatchLogs: { enabled: true, logGroup: logGroup.name } } },
      tags: { Name: name },
    });
    this.clusterArn = this.cluster.arn;
    this.clusterName = this.cluster.clusterName;
    this.bootstrapBrokers = this.cluster.bootstrapBrokersSaslIam;
    brokerAlarms(this, name, settings.brokerCount, props.alarmTopicArn);
  }
}
