import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance/index.js';
import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group/index.js';
import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { enforceRules } from '../rule.ts';
import type { Subnets } from '../subnets.ts';
import { instanceAlarms, proxyAlarms } from './alarms.ts';
import { serverParameters } from './parameters.ts';
import { RdsProxy } from './proxy.ts';
import { rdsRules } from './rules.ts';
import { type RdsSettings, rdsDefaults } from './settings.ts';

export interface RdsProps extends RdsSettings {
  /** Start of all names, for example `urr-prod` for the server `urr-prod-postgres`. */
  readonly namePrefix: string;
  readonly vpcId: string;
  /** Where the server lives: the isolated tier (architecture.md 1.2). */
  readonly subnets: Subnets<'database'>;
  /** Where the proxy lives, beside the nodes (architecture.md 5.1). */
  readonly proxySubnets: Subnets<'app'>;
  /** KMS key of the storage, the snapshots and Performance Insights. */
  readonly storageKeyArn: string;
  /** KMS key of the master password's secret; without it AWS's own key of Secrets Manager. */
  readonly secretsKeyArn?: string;
  /** KMS key of the log groups; without it CloudWatch's own encryption. */
  readonly logsKeyArn?: string;
  /** The role with AmazonRDSEnhancedMonitoringRole (architecture.md 7). */
  readonly monitoringRoleArn: string;
  /** The role that reads the proxy's secrets (architecture.md 7); needed with a proxy. */
  readonly proxyRoleArn?: string;
  /**
   * One secret per database role, `{"username": ..., "password": ...}`: whom the proxy lets in, besides the master user, as
   * whom stacks/support/data-setup comes (nobody but the proxy reaches the server).
   */
  readonly databaseSecretArns: readonly string[];
  readonly alarmTopicArn: string;
  /** What must be there before the server: the policy of the monitoring role. */
  readonly waitFor?: readonly ITerraformDependable[];
  /** What must be there before the proxy: the policy of its role, which names the server's master secret. */
  readonly proxyWaitFor?: readonly ITerraformDependable[];
}

/**
 * The one PostgreSQL server of the five databases and, in production, its proxy (architecture.md 5.1; rulings A3, A10, B3,
 * D4). The master password is made and kept by RDS; Terraform never sees it. The databases and their roles are made by
 * stacks/support/data-setup. Synthesis fails on settings that RDS refuses: rules.ts.
 */
export class Rds extends Construct {
  readonly instance: DbInstance;
  /** The server's own group; it admits the proxy, or the clients where there is none (stacks/support/security-groups). */
  readonly securityGroup: SecurityGroup;
  readonly securityGroupId: string;
  readonly proxy: RdsProxy | undefined;
  readonly proxySecurityGroupId: string | undefined;
  /** Host name that clients use: the proxy's where there is one, else the server's. */
  readonly endpoint: string;
  /** Host name of the server itself, for what administers it. */
  readonly instanceAddress: string;
  readonly port = 5_432;
  /** The secret that RDS made for the user `urr_admin`. */
  readonly masterSecretArn: string;

  constructor(scope: Construct, id: string, props: RdsProps) {
    super(scope, id);
    const settings = { ...rdsDefaults, ...props, proxyRoleArn: props.proxyRoleArn };
    enforceRules(this, settings, rdsRules);
    const name = `${props.namePrefix}-postgres`;

    this.securityGroup = new SecurityGroup(this, 'server-group', {
      name,
      description: 'PostgreSQL server: admits the proxy, or the clients where there is none',
      vpcId: props.vpcId,
      tags: { Name: name },
    });
    this.securityGroupId = this.securityGroup.id;
    const subnetGroup = new DbSubnetGroup(this, 'subnets', {
      name,
      description: 'Isolated database subnets',
      subnetIds: [...props.subnets.ids],
    });
    const parameterGroup = new DbParameterGroup(this, 'parameters', {
      name: `${name}-${majorOf(settings.engineVersion)}`,
      description: 'TLS only, slow queries written down',
      family: `postgres${majorOf(settings.engineVersion)}`,
      parameter: [...serverParameters(settings.slowQueryMs, settings.parameters)],
      // A new major version needs a new family while the server still uses the old group.
      lifecycle: { createBeforeDestroy: true },
    });
    // Made before the server: RDS would create them itself, without an end to what they keep.
    const logGroups = ['postgresql', 'upgrade'].map((log) =>
      this.#logGroup(`log-${log}`, `instance/${name}/${log}`, props),
    );

    this.instance = new DbInstance(this, 'server', {
      identifier: name,
      engine: 'postgres',
      engineVersion: settings.engineVersion,
      autoMinorVersionUpgrade: true,
      allowMajorVersionUpgrade: false,
      // Ends with an upgrade at the end of standard support instead of a bill for extended support.
      engineLifecycleSupport: 'open-source-rds-extended-support-disabled',
      instanceClass: settings.instanceClass,
      allocatedStorage: settings.storageGb,
      ...(settings.maxStorageGb === null ? {} : { maxAllocatedStorage: settings.maxStorageGb }),
      storageType: 'gp3',
      storageEncrypted: true,
      kmsKeyId: props.storageKeyArn,
      multiAz: settings.multiAz,
      dbSubnetGroupName: subnetGroup.name,
      vpcSecurityGroupIds: [this.securityGroupId],
      publiclyAccessible: false,
      port: this.port,
      parameterGroupName: parameterGroup.name,
      caCertIdentifier: 'rds-ca-rsa2048-g1',
      username: 'urr_admin',
      manageMasterUserPassword: true,
      ...(props.secretsKeyArn === undefined ? {} : { masterUserSecretKmsKeyId: props.secretsKeyArn }),
      iamDatabaseAuthenticationEnabled: true,
      backupRetentionPeriod: settings.backupRetentionDays,
      // Three to four, and after four on Monday morning in Seoul: when nobody opens a sale.
      backupWindow: '18:00-19:00',
      maintenanceWindow: 'sun:19:30-sun:20:30',
      copyTagsToSnapshot: true,
      deletionProtection: settings.deletionProtection,
      skipFinalSnapshot: !settings.finalSnapshot,
      ...(settings.finalSnapshot ? { finalSnapshotIdentifier: `${name}-final` } : {}),
      deleteAutomatedBackups: !settings.finalSnapshot,
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: props.storageKeyArn,
      performanceInsightsRetentionPeriod: settings.insightsRetentionDays,
      monitoringInterval: settings.monitoringIntervalSeconds,
      ...(settings.monitoringIntervalSeconds === 0 ? {} : { monitoringRoleArn: props.monitoringRoleArn }),
      enabledCloudwatchLogsExports: ['postgresql', 'upgrade'],
      dependsOn: [...(props.waitFor ?? []), ...logGroups],
      tags: { Name: name },
    });
    this.instanceAddress = this.instance.address;
    this.masterSecretArn = this.instance.masterUserSecret.get(0).secretArn;

    this.proxy = settings.proxy
      ? new RdsProxy(this, 'proxy', {
          name: `${props.namePrefix}-postgres-proxy`,
          vpcId: props.vpcId,
          subnetIds: props.proxySubnets.ids,
          // A missing role is a broken rule (rds/proxy-has-secrets), said at synth with all others.
          roleArn: props.proxyRoleArn ?? '',
          secretArns: [...props.databaseSecretArns, this.masterSecretArn],
          maxConnectionsPercent: settings.proxyMaxConnectionsPercent,
          maxIdleConnectionsPercent: settings.proxyMaxIdlePercent,
          instance: this.instance,
          waitFor: [
            ...(props.proxyWaitFor ?? []),
            this.#logGroup('proxy-log', `proxy/${props.namePrefix}-postgres-proxy`, props),
          ],
        })
      : undefined;
    this.proxySecurityGroupId = this.proxy?.securityGroup.id;
    this.endpoint = this.proxy?.proxy.endpoint ?? this.instanceAddress;

    instanceAlarms(this, { identifier: this.instance.identifier, name, settings, topicArn: props.alarmTopicArn });
    if (this.proxy) proxyAlarms(this, this.proxy.proxy.name, props.alarmTopicArn);
  }

  #logGroup(id: string, path: string, props: RdsProps): CloudwatchLogGroup {
    return new CloudwatchLogGroup(this, id, {
      name: `/aws/rds/${path}`,
      retentionInDays: props.logRetentionDays ?? rdsDefaults.logRetentionDays,
      ...(props.logsKeyArn === undefined ? {} : { kmsKeyId: props.logsKeyArn }),
    });
  }
}

const majorOf = (engineVersion: string): string => engineVersion.split('.')[0] ?? engineVersion;
