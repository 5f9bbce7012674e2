import { expect, use } from 'chai';
import { synth } from '../../stacks/testing/synth.ts';
import { chaiTerraform } from '../../test/chai-terraform/chai-terraform.ts';
import { Rds, type RdsProps } from './index.ts';
import { maxConnectionsOf } from './instance-classes.ts';

use(chaiTerraform);

const props: RdsProps = {
  namePrefix: 'urr-prod',
  engineVersion: '16',
  vpcId: 'vpc-1',
  subnets: { tier: 'database', ids: ['subnet-da', 'subnet-dc'], cidrs: ['10.0.20.0/24', '10.0.21.0/24'] },
  proxySubnets: { tier: 'app', ids: ['subnet-aa', 'subnet-ac'], cidrs: ['10.0.10.0/24', '10.0.11.0/24'] },
  storageKeyArn: 'arn:aws:kms:ap-northeast-2:1:key/k',
  monitoringRoleArn: 'arn:aws:iam::1:role/monitoring',
  proxyRoleArn: 'arn:aws:iam::1:role/proxy',
  databaseSecretArns: ['arn:secret:ticket', 'arn:secret:auth'],
  alarmTopicArn: 'arn:aws:sns:ap-northeast-2:1:alarms',
};
/** The documented staging values (architecture.md 5.1). */
const staging: Partial<RdsProps> = {
  namePrefix: 'urr-staging',
  storageGb: 20,
  maxStorageGb: null,
  multiAz: false,
  deletionProtection: false,
  finalSnapshot: false,
  proxy: false,
};

const build = (change: Partial<RdsProps> = {}) =>
  synth((stack) => {
    new Rds(stack, 'rds', { ...props, ...change });
  });

describe('rds module', () => {
  it('makes the documented server of production (architecture.md 5.1)', () => {
    expect(build()).to.have.resource('aws_db_instance', {
      identifier: 'urr-prod-postgres',
      engine: 'postgres',
      engine_version: '16',
      auto_minor_version_upgrade: true,
      instance_class: 'db.t4g.micro',
      allocated_storage: 50,
      max_allocated_storage: 100,
      storage_type: 'gp3',
      storage_encrypted: true,
      multi_az: true,
      deletion_protection: true,
      backup_retention_period: 7,
      skip_final_snapshot: false,
      final_snapshot_identifier: 'urr-prod-postgres-final',
      copy_tags_to_snapshot: true,
      publicly_accessible: false,
      performance_insights_enabled: true,
      performance_insights_retention_period: 7,
      monitoring_interval: 60,
      monitoring_role_arn: 'arn:aws:iam::1:role/monitoring',
      enabled_cloudwatch_logs_exports: ['postgresql', 'upgrade'],
    });
  });

  it('makes the documented server of staging', () => {
    const stack = build(staging);

    expect(stack).to.have.resource('aws_db_instance', {
      allocated_storage: 20,
      multi_az: false,
      deletion_protection: false,
      backup_retention_period: 7,
      skip_final_snapshot: true,
    });
    expect(stack).to.have.resourceCount('aws_db_proxy', 0);
    expect(JSON.stringify(stack)).not.to.contain('max_allocated_storage');
  });

  it('leaves the master password to RDS: Terraform never holds it', () => {
    const stack = build();

    expect(stack).to.have.resource('aws_db_instance', { username: 'urr_admin', manage_master_user_password: true });
    expect(JSON.stringify(stack)).not.to.match(/"password(_wo)?":/);
  });

  it('puts a proxy into the App subnets with the documented pool (ruling D4)', () => {
    const stack = build();

    expect(stack).to.have.resource('aws_db_proxy', {
      engine_family: 'POSTGRESQL',
      require_tls: true,
      role_arn: 'arn:aws:iam::1:role/proxy',
      vpc_subnet_ids: ['subnet-aa', 'subnet-ac'],
    });
    expect(stack).to.have.resource('aws_db_proxy_default_target_group', {
      connection_pool_config: { max_connections_percent: 100, max_idle_connections_percent: 50 },
    });
    expect(stack).to.have.resourceCount('aws_db_proxy_target', 1);
  });

  it('lets into the proxy those whose secret it is given, and the master user who sets the databases up', () => {
    const auth = JSON.stringify(Object.values(build().resource?.aws_db_proxy ?? {})[0]?.auth);

    expect(auth.match(/"secret_arn":"[^"]+"/g)).to.have.lengthOf(3);
    expect(auth).to.match(/"secret_arn":"arn:secret:ticket".*"secret_arn":"arn:secret:auth"/);
    expect(auth).to.match(/"secret_arn":"\$\{aws_db_instance[^}]*master_user_secret\[0\].secret_arn}"/);
    expect(
      auth.match(/"auth_scheme":"SECRETS","client_password_auth_type":"POSTGRES_SCRAM_SHA_256"/g),
    ).to.have.lengthOf(3);
  });

  it('logs slow queries, forces TLS, and lets static parameters wait for a restart (ruling A10)', () => {
    const stack = JSON.stringify(build({ parameters: { max_connections: '120', work_mem: '8192' } }));

    expect(stack).to.contain('{"apply_method":"immediate","name":"log_min_duration_statement","value":"1000"}');
    expect(stack).to.contain('{"apply_method":"immediate","name":"rds.force_ssl","value":"1"}');
    expect(stack).to.contain('"apply_method":"pending-reboot","name":"shared_preload_libraries"');
    expect(stack).to.contain('"apply_method":"pending-reboot","name":"max_connections"');
    expect(stack).to.contain('"apply_method":"immediate","name":"work_mem"');
  });

  it('makes every log group before the server, so that logs end (old fault: endless retention)', () => {
    const stack = build();

    for (const name of [
      '/aws/rds/instance/urr-prod-postgres/postgresql',
      '/aws/rds/instance/urr-prod-postgres/upgrade',
    ])
      expect(stack).to.have.resource('aws_cloudwatch_log_group', { name, retention_in_days: 30 });
    expect(stack).to.have.resource('aws_cloudwatch_log_group', { name: '/aws/rds/proxy/urr-prod-postgres-proxy' });
    expect(JSON.stringify(stack.resource?.aws_db_instance)).to.match(/depends_on":\["aws_cloudwatch_log_group/);
  });

  it('writes no rule into its security groups and gives each a description', () => {
    const stack = build();

    expect(stack).to.have.resourceCount('aws_security_group', 2);
    expect(JSON.stringify(stack.resource?.aws_security_group)).not.to.match(/ingress|egress/);
  });

  it('rings for processor, storage, memory, connections, and for a proxy that cannot connect', () => {
    const stack = build();

    expect(stack).to.have.resourceCount('aws_cloudwatch_metric_alarm', 6);
    expect(stack).to.have.resource('aws_cloudwatch_metric_alarm', {
      metric_name: 'DatabaseConnections',
      threshold: 89,
    });
    expect(stack).to.have.resource('aws_cloudwatch_metric_alarm', {
      metric_name: 'FreeStorageSpace',
      threshold: 5_368_709_120,
      alarm_description: /^CRITICAL: /,
    });
    expect(build(staging)).to.have.resourceCount('aws_cloudwatch_metric_alarm', 4);
  });

  it('knows that a server of 1 GiB has about 112 connections (rulings C)', () => {
    expect(maxConnectionsOf('db.t4g.micro')).to.equal(112);
  });

  const refused: [string, Partial<RdsProps>, RegExp][] = [
    ['a version that is none', { engineVersion: 'latest' }, /rds\/postgres-version/],
    ['a class whose memory nobody knows', { instanceClass: 'db.t4g.nano' }, /rds\/instance-class-known/],
    ['less storage than RDS makes', { storageGb: 19, maxStorageGb: null }, /rds\/storage-in-range/],
    ['a maximum that is no growth', { storageGb: 95 }, /rds\/storage-can-grow: got storageGb = 95, maxStorageGb = 100/],
    ['one zone', { subnets: { tier: 'database', ids: ['subnet-da'], cidrs: ['10.0.20.0/24'] } }, /rds\/two-zones/],
    ['no backups', { backupRetentionDays: 0 }, /rds\/backups-kept/],
    ['an interval that Enhanced Monitoring has not', { monitoringIntervalSeconds: 45 }, /rds\/monitoring-interval/],
    ['a retention that Performance Insights has not', { insightsRetentionDays: 30 }, /rds\/insights-retention/],
    ['a slow log of everything', { slowQueryMs: 0 }, /rds\/slow-queries-logged/],
    ['TLS switched off', { parameters: { 'rds.force_ssl': '0' } }, /rds\/tls-forced/],
    [
      'more connections than there are, without proxy',
      { proxy: false, clientConnections: 120 },
      /rds\/connections-fit/,
    ],
    ['a proxy that lets nobody in', { databaseSecretArns: [] }, /rds\/proxy-has-secrets/],
    ['more idle connections than connections', { proxyMaxConnectionsPercent: 40 }, /rds\/proxy-pool-in-range/],
  ];
  for (const [what, change, message] of refused)
    it(`refuses ${what}`, () => {
      expect(() => build(change)).to.throw(message);
    });

  const accepted: [string, Partial<RdsProps>][] = [
    ['a full version', { engineVersion: '16.9' }],
    ['a larger class', { instanceClass: 'db.t4g.small' }],
    ['the least storage, not growing', { storageGb: 20, maxStorageGb: null }],
    ['growth of a tenth', { storageGb: 90, maxStorageGb: 99 }],
    ['the longest backups', { backupRetentionDays: 35 }],
    ['no enhanced monitoring', { monitoringIntervalSeconds: 0 }],
    ['insights for two months', { insightsRetentionDays: 62 }],
    ['a fast slow log', { slowQueryMs: 1 }],
    ['a pool that fits without proxy', { proxy: false, clientConnections: 107 }],
    ['many clients behind the proxy', { clientConnections: 430 }],
    ['no secret where there is no proxy', { proxy: false, databaseSecretArns: [] }],
    ['a small pool', { proxyMaxConnectionsPercent: 50, proxyMaxIdlePercent: 50 }],
  ];
  for (const [what, change] of accepted)
    it(`accepts ${what}`, () => {
      expect(build(change)).to.be.an('object');
    });
});
