import { expect, use } from 'chai';
import { synth } from '../../stacks/testing/synth.ts';
import { chaiTerraform } from '../../test/chai-terraform/chai-terraform.ts';
import { Elasticache, type ElasticacheProps } from './index.ts';

use(chaiTerraform);

const props: ElasticacheProps = {
  namePrefix: 'urr-prod',
  accountId: '123456789012',
  vpcId: 'vpc-1',
  subnets: { tier: 'cache', ids: ['subnet-ca', 'subnet-cc'], cidrs: ['10.0.30.0/24', '10.0.31.0/24'] },
  availabilityZones: ['ap-northeast-2a', 'ap-northeast-2c'],
  keyArn: 'arn:aws:kms:ap-northeast-2:1:key/k',
  alarmTopicArn: 'arn:aws:sns:ap-northeast-2:1:alarms',
};
/** The documented staging values (architecture.md 5.2). */
const staging: Partial<ElasticacheProps> = {
  namePrefix: 'urr-staging',
  nodeCount: 1,
  automaticFailover: false,
  multiAz: false,
};

const build = (change: Partial<ElasticacheProps> = {}) =>
  synth((stack) => {
    new Elasticache(stack, 'elasticache', { ...props, ...change });
  });

describe('elasticache module', () => {
  it('makes the documented Redis of production (architecture.md 5.2)', () => {
    expect(build()).to.have.resource('aws_elasticache_replication_group', {
      replication_group_id: 'urr-prod-redis',
      engine: 'redis',
      engine_version: '7.1',
      node_type: 'cache.t4g.micro',
      num_cache_clusters: 2,
      automatic_failover_enabled: true,
      multi_az_enabled: true,
      preferred_cache_cluster_azs: ['ap-northeast-2a', 'ap-northeast-2c'],
      at_rest_encryption_enabled: 'true',
      transit_encryption_enabled: true,
      transit_encryption_mode: 'required',
      port: 6379,
    });
  });

  it('makes the documented Redis of staging: one node in one zone (old fault 6: two zones for one node)', () => {
    expect(build(staging)).to.have.resource('aws_elasticache_replication_group', {
      num_cache_clusters: 1,
      automatic_failover_enabled: false,
      multi_az_enabled: false,
      preferred_cache_cluster_azs: ['ap-northeast-2a'],
    });
  });

  it('keeps seat locks and queues when the memory is full (ruling B21, old fault 7: allkeys-lru)', () => {
    const stack = JSON.stringify(build());

    expect(stack).to.contain('{"name":"maxmemory-policy","value":"noeviction"}');
    expect(stack).not.to.contain('allkeys');
  });

  it('has a password from its first second, and never puts it back after a rotation (ruling B21)', () => {
    expect(build()).to.have.resource('aws_elasticache_replication_group', {
      auth_token: /^\$\{replace\(uuid\(\), "-", ""\)\}$/,
      auth_token_update_strategy: 'SET',
      lifecycle: { ignore_changes: ['auth_token', 'auth_token_update_strategy'] },
    });
  });

  it('makes both log groups and the leave to write to them (old fault 8: log groups never made)', () => {
    const stack = build();

    for (const log of ['slow-log', 'engine-log'])
      expect(stack).to.have.resource('aws_cloudwatch_log_group', {
        name: `/aws/elasticache/urr-prod-redis/${log}`,
        retention_in_days: 30,
      });
    expect(stack).to.have.resource('aws_cloudwatch_log_resource_policy', {
      policy_document: /delivery\.logs\.amazonaws\.com.*logs:PutLogEvents.*"aws:SourceAccount":"123456789012"/,
    });
    expect(JSON.stringify(stack.resource?.aws_elasticache_replication_group)).to.match(
      /"log_delivery_configuration":\[\{"destination":"\$\{aws_cloudwatch_log_group[^}]+\}","destination_type":"cloudwatch-logs","log_format":"json","log_type":"slow-log"/,
    );
  });

  it('takes the key of the environment for data and logs', () => {
    const stack = build({ logsKeyArn: 'arn:logs-key' });

    expect(stack).to.have.resource('aws_elasticache_replication_group', { kms_key_id: props.keyArn });
    expect(stack).to.have.resource('aws_cloudwatch_log_group', { kms_key_id: 'arn:logs-key' });
  });

  it('rings for memory, dropped keys, processor and lag on every node', () => {
    const stack = build();

    expect(stack).to.have.resourceCount('aws_cloudwatch_metric_alarm', 8);
    for (const CacheClusterId of ['urr-prod-redis-001', 'urr-prod-redis-002'])
      expect(stack).to.have.resource('aws_cloudwatch_metric_alarm', {
        metric_name: 'DatabaseMemoryUsagePercentage',
        threshold: 80,
        dimensions: { CacheClusterId },
        alarm_description: /^CRITICAL: /,
      });
    expect(stack).to.have.resource('aws_cloudwatch_metric_alarm', { metric_name: 'Evictions', threshold: 0 });
    expect(build(staging)).to.have.resourceCount('aws_cloudwatch_metric_alarm', 3);
  });

  const oneZone = {
    subnets: { tier: 'cache', ids: ['subnet-ca'], cidrs: ['10.0.30.0/24'] },
    availabilityZones: ['ap-northeast-2a'],
  } as const;

  const refused: [string, Partial<ElasticacheProps>, RegExp][] = [
    ['a version that is called valkey', { engineVersion: '7.2' }, /elasticache\/redis-7/],
    ['no node', { ...staging, nodeCount: 0 }, /elasticache\/nodes-in-range/],
    ['a failover to nobody', { nodeCount: 1 }, /elasticache\/failover-needs-two-nodes/],
    ['two zones without failover', { automaticFailover: false }, /elasticache\/zones-need-failover/],
    ['two zones in one', oneZone, /elasticache\/zones-for-nodes/],
    ['a policy that drops seat locks', { maxmemoryPolicy: 'allkeys-lru' }, /elasticache\/keeps-locks/],
    ['cutting off idle pools', { idleTimeoutSeconds: 30 }, /elasticache\/idle-clients/],
    ['snapshots for ever', { snapshotRetentionDays: 36 }, /elasticache\/snapshots-in-range/],
    ['a name that ElastiCache has no room for', { namePrefix: 'u'.repeat(35) }, /elasticache\/name-fits/],
  ];
  for (const [what, change, message] of refused)
    it(`refuses ${what}`, () => {
      expect(() => build(change)).to.throw(message);
    });

  const accepted: [string, Partial<ElasticacheProps>][] = [
    ['the version before', { engineVersion: '7.0' }],
    ['six nodes', { nodeCount: 6 }],
    ['failover within one zone', { multiAz: false }],
    ['one zone without failover', { ...staging, ...oneZone }],
    ['a policy that drops only what ends anyway', { maxmemoryPolicy: 'volatile-ttl' }],
    ['idle clients that stay', { idleTimeoutSeconds: 0 }],
    ['no snapshots', { snapshotRetentionDays: 0 }],
    ['the longest name', { namePrefix: 'u'.repeat(34) }],
  ];
  for (const [what, change] of accepted)
    it(`accepts ${what}`, () => {
      expect(build(change)).to.be.an('object');
    });
});
