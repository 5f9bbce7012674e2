import type { Rule } from '../rule.ts';
import type { Subnets } from '../subnets.ts';
import { knownInstanceClasses, maxConnectionsOf, reservedConnections } from './instance-classes.ts';
import type { RdsSettings } from './settings.ts';

/** What the rules read: the settings and the wiring that decides whether they can work. */
export interface RdsRuleInput extends Required<RdsSettings> {
  readonly subnets: Subnets<'database'>;
  readonly databaseSecretArns: readonly string[];
  readonly proxyRoleArn: string | undefined;
}

/** What RDS refuses, and what would leave the system without a database (Amazon RDS User Guide). */
export const rdsRules: readonly Rule<RdsRuleInput>[] = [
  {
    id: 'rds/postgres-version',
    reads: ['engineVersion'],
    allowed: 'a major version of PostgreSQL from 14 to 17, with or without a minor one',
    remedy: 'Give for example 16; the parameter group is made for the major version.',
    holds: (p) => /^1[4-7](\.\d+)?$/.test(p.engineVersion),
    hcl: 'can(regex("^1[4-7](\\\\.[0-9]+)?$", var.engine_version))',
  },
  {
    id: 'rds/instance-class-known',
    reads: ['instanceClass'],
    allowed: knownInstanceClasses.join(', '),
    remedy: 'Choose one of them, or add its memory to modules/rds/instance-classes.ts: alarms and budgets need it.',
    holds: (p) => maxConnectionsOf(p.instanceClass) !== undefined,
    hcl: `contains(${JSON.stringify(knownInstanceClasses)}, var.instance_class)`,
  },
  {
    id: 'rds/storage-in-range',
    reads: ['storageGb'],
    allowed: '20 to 65,536 GB',
    remedy: 'RDS makes no gp3 volume outside of this.',
    holds: (p) => p.storageGb >= 20 && p.storageGb <= 65_536,
    hcl: 'var.storage_gb >= 20 && var.storage_gb <= 65536',
  },
  {
    id: 'rds/storage-can-grow',
    reads: ['storageGb', 'maxStorageGb'],
    allowed: 'null, or a maxStorageGb at least a tenth above storageGb',
    remedy: 'Raise maxStorageGb, or set it to null where the storage must not grow: RDS refuses a smaller step.',
    holds: (p) => p.maxStorageGb === null || 10 * p.maxStorageGb >= 11 * p.storageGb,
    hcl: 'var.max_storage_gb == null ? true : 10 * var.max_storage_gb >= 11 * var.storage_gb',
  },
  {
    id: 'rds/two-zones',
    reads: ['subnets'],
    allowed: 'database subnets in at least two zones',
    remedy: 'Give the VPC a second zone: RDS makes no subnet group of one, with or without a standby.',
    holds: (p) => p.subnets.ids.length >= 2,
    hcl: 'length(var.subnets.ids) >= 2',
  },
  {
    id: 'rds/backups-kept',
    reads: ['backupRetentionDays'],
    allowed: '1 to 35 days',
    remedy: 'Choose how far back one must be able to go; 0 would switch backups and point-in-time recovery off.',
    holds: (p) => p.backupRetentionDays >= 1 && p.backupRetentionDays <= 35,
    hcl: 'var.backup_retention_days >= 1 && var.backup_retention_days <= 35',
  },
  {
    id: 'rds/monitoring-interval',
    reads: ['monitoringIntervalSeconds'],
    allowed: '0, 1, 5, 10, 15, 30 or 60 seconds',
    remedy: 'Choose an interval that Enhanced Monitoring has.',
    holds: (p) => [0, 1, 5, 10, 15, 30, 60].includes(p.monitoringIntervalSeconds),
    hcl: 'contains([0, 1, 5, 10, 15, 30, 60], var.monitoring_interval_seconds)',
  },
  {
    id: 'rds/insights-retention',
    reads: ['insightsRetentionDays'],
    allowed: '7 days, a multiple of 31 up to 713, or 731',
    remedy: 'Performance Insights keeps for no other time; 7 days cost nothing.',
    holds: ({ insightsRetentionDays: days }) =>
      days === 7 || days === 731 || (days > 0 && days <= 713 && days % 31 === 0),
    hcl: 'contains(concat([7, 731], [for n in range(1, 24) : n * 31]), var.insights_retention_days)',
  },
  {
    id: 'rds/slow-queries-logged',
    reads: ['slowQueryMs'],
    allowed: '1 ms to 60,000 ms',
    remedy: 'Choose from which time a query is written down: 0 would log all of them with their values, -1 none.',
    holds: (p) => p.slowQueryMs >= 1 && p.slowQueryMs <= 60_000,
    hcl: 'var.slow_query_ms >= 1 && var.slow_query_ms <= 60000',
  },
  {
    id: 'rds/tls-forced',
    reads: ['parameters'],
    allowed: 'parameters without rds.force_ssl and log_min_duration_statement',
    remedy: 'Leave them out: the module forces TLS and sets the slow log itself (slowQueryMs).',
    holds: ({ parameters }) => !('rds.force_ssl' in parameters) && !('log_min_duration_statement' in parameters),
    hcl: 'length(setintersection(keys(var.parameters), ["rds.force_ssl", "log_min_duration_statement"])) == 0',
  },
  {
    id: 'rds/connections-fit',
    reads: ['instanceClass', 'clientConnections', 'proxy'],
    allowed: 'a proxy, or clients that open fewer connections than the server has (about 112 for 1 GiB)',
    remedy: 'Make the pools smaller, take a larger instance class, or switch the proxy on: else pods fail at random.',
    holds: (p) =>
      p.proxy || p.clientConnections <= (maxConnectionsOf(p.instanceClass) ?? Infinity) - reservedConnections,
  },
  {
    id: 'rds/proxy-has-secrets',
    reads: ['proxy', 'databaseSecretArns', 'proxyRoleArn'],
    allowed: 'without a proxy anything; with one a role and 1 to 200 secrets',
    remedy: 'Give proxyRoleArn and the secret of every database role: a proxy lets in whom it has a secret for.',
    holds: (p) =>
      !p.proxy ||
      (p.proxyRoleArn !== undefined && p.databaseSecretArns.length >= 1 && p.databaseSecretArns.length <= 200),
    hcl: '!var.proxy || (var.proxy_role_arn != null && length(var.database_secret_arns) >= 1 && length(var.database_secret_arns) <= 200)',
  },
  {
    id: 'rds/proxy-pool-in-range',
    reads: ['proxyMaxConnectionsPercent', 'proxyMaxIdlePercent'],
    allowed: '1 to 100 percent of the connections, idle ones no more than all',
    remedy: 'Lower proxyMaxIdlePercent or raise proxyMaxConnectionsPercent.',
    holds: (p) =>
      p.proxyMaxConnectionsPercent >= 1 &&
      p.proxyMaxConnectionsPercent <= 100 &&
      p.proxyMaxIdlePercent >= 0 &&
      p.proxyMaxIdlePercent <= p.proxyMaxConnectionsPercent,
    hcl: 'var.proxy_max_connections_percent >= 1 && var.proxy_max_connections_percent <= 100 && var.proxy_max_idle_percent >= 0 && var.proxy_max_idle_percent <= var.proxy_max_connections_percent',
  },
];
