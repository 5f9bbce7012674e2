import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { CloudwatchLogResourcePolicy } from '@cdktf/provider-aws/lib/cloudwatch-log-resource-policy/index.js';
import { ElasticacheParameterGroup } from '@cdktf/provider-aws/lib/elasticache-parameter-group/index.js';
import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group/index.js';
import { ElasticacheSubnetGroup } from '@cdktf/provider-aws/lib/elasticache-subnet-group/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { Fn, Token } from 'cdktf';
import { Construct } from 'constructs';
import { policyDocument, type ResourceStatement } from '../policy-document.ts';
import { enforceRules } from '../rule.ts';
import type { Subnets } from '../subnets.ts';
import { nodeAlarms } from './alarms.ts';
import { elasticacheRules } from './rules.ts';
import { type ElasticacheSettings, elasticacheDefaults } from './settings.ts';

export interface ElasticacheProps extends ElasticacheSettings {
  /** Start of all names, for example `urr-prod` for the group `urr-prod-redis`. */
  readonly namePrefix: string;
  /** The account whose log deliveries may write (AWS recommends to name it: another account's could otherwise). */
  readonly accountId: string;
  readonly vpcId: string;
  /** The isolated tier (architecture.md 1.2). */
  readonly subnets: Subnets<'cache'>;
  /** Zones in the order of the subnets, for example `ap-northeast-2a`. */
  readonly availabilityZones: readonly string[];
  /** KMS key of the data at rest and of the snapshots. */
  readonly keyArn: string;
  /** KMS key of the log groups; without it CloudWatch's own encryption. */
  readonly logsKeyArn?: string;
  readonly alarmTopicArn: string;
}

/**
 * Redis with TLS, encryption at rest and AUTH from its first second, its two logs and its alarms (architecture.md 5.2;
 * ruling B21). The AUTH token that Terraform makes opens the door only until stacks/support/data-setup has rotated it, so
 * the one in the state is dead. Synthesis fails on settings that ElastiCache refuses or that would lose locks: rules.ts.
 */
export class Elasticache extends Construct {
  readonly replicationGroup: ElasticacheReplicationGroup;
  /** Admits nodes and the ticket worker; rules in stacks/support/security-groups. */
  readonly securityGroup: SecurityGroup;
  readonly securityGroupId: string;
  /** Host name of the node that takes writes; it follows a failover. */
  readonly primaryEndpoint: string;
  readonly port = 6_379;

  constructor(scope: Construct, id: string, props: ElasticacheProps) {
    super(scope, id);
    const settings = { ...elasticacheDefaults, ...props };
    enforceRules(this, settings, elasticacheRules);
    const name = `${props.namePrefix}-redis`;

    this.securityGroup = new SecurityGroup(this, 'group', {
      name,
      description: 'Redis: admits nodes, the ticket worker and the rotation of its token',
      vpcId: props.vpcId,
      tags: { Name: name },
    });
    this.securityGroupId = this.securityGroup.id;
    const subnetGroup = new ElasticacheSubnetGroup(this, 'subnets', {
      name,
      description: 'Isolated cache subnets',
      subnetIds: [...props.subnets.ids],
    });
    const parameterGroup = new ElasticacheParameterGroup(this, 'parameters', {
      name: `${name}-7`,
      description: 'Keeps seat locks and queues when the memory is full',
      family: 'redis7',
      parameter: [
        { name: 'maxmemory-policy', value: settings.maxmemoryPolicy },
        { name: 'timeout', value: String(settings.idleTimeoutSeconds) },
      ],
      lifecycle: { createBeforeDestroy: true },
    });
    const { slowLog, engineLog, leaveToWrite } = this.#logs(name, settings.logRetentionDays, props);

    this.replicationGroup = new ElasticacheReplicationGroup(this, 'redis', {
      replicationGroupId: name,
      description: 'Queues, seat locks, rate limits and sessions',
      engine: 'redis',
      engineVersion: settings.engineVersion,
      nodeType: settings.nodeType,
      port: this.port,
      numCacheClusters: settings.nodeCount,
      automaticFailoverEnabled: settings.automaticFailover,
      multiAzEnabled: settings.multiAz,
      // One zone per node: a longer list is refused (old fault: two zones for staging's one node).
      preferredCacheClusterAzs: zonesOf(settings.nodeCount, props.availabilityZones),
      subnetGroupName: subnetGroup.name,
      securityGroupIds: [this.securityGroupId],
      parameterGroupName: parameterGroup.name,
      atRestEncryptionEnabled: 'true',
      kmsKeyId: props.keyArn,
      transitEncryptionEnabled: true,
      transitEncryptionMode: 'required',
      // 32 letters and digits, other ones in every run. Never without a password (B21), never one that stays valid.
      authToken: Token.asString(Fn.replace(Token.asString(Fn.uuid()), '-', '')),
      authTokenUpdateStrategy: 'SET',
      autoMinorVersionUpgrade: 'true',
      // Three to four, and after four on Monday morning in Seoul: when nobody opens a sale.
      snapshotRetentionLimit: settings.snapshotRetentionDays,
      snapshotWindow: '18:00-19:00',
      maintenanceWindow: 'sun:19:30-sun:20:30',
      logDeliveryConfiguration: [
        this.#delivery('slow-log', slowLog.name),
        this.#delivery('engine-log', engineLog.name),
      ],
      dependsOn: [leaveToWrite],
      // The rotation sets the token from outside; putting Terraform's back would lock everybody out.
      lifecycle: { ignoreChanges: ['auth_token', 'auth_token_update_strategy'] },
      tags: { Name: name },
    });
    this.primaryEndpoint = this.replicationGroup.primaryEndpointAddress;

    const nodes = Array.from({ length: settings.nodeCount }, (_, n) => `${name}-${String(n + 1).padStart(3, '0')}`);
    nodeAlarms(this, { nodes, topicArn: props.alarmTopicArn });
  }

  #delivery(logType: 'slow-log' | 'engine-log', destination: string) {
    return { logType, destination, destinationType: 'cloudwatch-logs', logFormat: 'json' };
  }

  /** Both log groups, made before the cache (old fault: they were named and never made), and the leave to write to them. */
  #logs(name: string, retentionInDays: number, { accountId, logsKeyArn }: ElasticacheProps) {
    const make = (log: 'slow-log' | 'engine-log') =>
      new CloudwatchLogGroup(this, log, {
        name: `/aws/elasticache/${name}/${log}`,
        retentionInDays,
        ...(logsKeyArn === undefined ? {} : { kmsKeyId: logsKeyArn }),
      });
    const [slowLog, engineLog] = [make('slow-log'), make('engine-log')];
    const delivery: ResourceStatement = {
      Sid: 'LogDelivery',
      Principal: { Service: 'delivery.logs.amazonaws.com' },
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: [slowLog, engineLog].map(({ arn }) => `${arn}:*`),
      Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
    };
    const leaveToWrite = new CloudwatchLogResourcePolicy(this, 'log-delivery', {
      policyName: `${name}-log-delivery`,
      policyDocument: policyDocument([delivery]),
    });
    return { slowLog, engineLog, leaveToWrite };
  }
}

/** The zones of the nodes in turn: one per node. */
function zonesOf(nodeCount: number, zones: readonly string[]): string[] {
  return Array.from({ length: Math.max(0, nodeCount) }, (_, n) => zones[n % zones.length] ?? '');
}
