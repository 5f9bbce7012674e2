import { TerraformOutput } from 'cdktf';
import { expect, use } from 'chai';
import { synth } from '../../stacks/testing/synth.ts';
import { chaiTerraform } from '../../test/chai-terraform/chai-terraform.ts';
import { Msk, type MskProps } from './index.ts';

use(chaiTerraform);

const props: MskProps = {
  namePrefix: 'urr-prod',
  kafkaVersion: '3.8.x',
  acceptStopWhileBrokerAway: true,
  vpcId: 'vpc-1',
  subnets: { tier: 'streaming', ids: ['subnet-sa', 'subnet-sc'], cidrs: ['10.0.40.0/24', '10.0.41.0/24'] },
  keyArn: 'arn:aws:kms:ap-northeast-2:1:key/k',
  alarmTopicArn: 'arn:aws:sns:ap-northeast-2:1:alarms',
};
const threeZones = {
  tier: 'streaming',
  ids: ['subnet-sa', 'subnet-sb', 'subnet-sc'],
  cidrs: ['10.0.40.0/24', '10.0.42.0/24', '10.0.41.0/24'],
} as const;

const build = (change: Partial<MskProps> = {}) =>
  synth((stack) => {
    new Msk(stack, 'msk', { ...props, ...change });
  });

const warningsOf = (change: Partial<MskProps>): string[] => {
  let warnings: string[] = [];
  synth((stack) => {
    const msk = new Msk(stack, 'msk', { ...props, ...change });
    warnings = msk.node.metadata.flatMap(({ data }) => (typeof data === 'string' ? [data] : []));
  });
  return warnings;
};

const properties = (change: Partial<MskProps> = {}) =>
  String(Object.values(build(change).resource?.aws_msk_configuration ?? {})[0]?.server_properties).split('\n');

describe('msk module', () => {
  it('makes the documented cluster (architecture.md 5.3)', () => {
    expect(build()).to.have.resource('aws_msk_cluster', {
      cluster_name: 'urr-prod-kafka',
      kafka_version: '3.8.x',
      number_of_broker_nodes: 2,
      enhanced_monitoring: 'PER_TOPIC_PER_BROKER',
      broker_node_group_info: {
        instance_type: 'kafka.t3.small',
        client_subnets: ['subnet-sa', 'subnet-sc'],
        storage_info: { ebs_storage_info: { volume_size: 50 } },
      },
    });
    expect(build({ storageGb: 20 })).to.have.resource('aws_msk_cluster', {
      broker_node_group_info: { storage_info: { ebs_storage_info: { volume_size: 20 } } },
    });
  });

  it('talks by TLS to clients that sign in by IAM, and to nobody else (ruling B2)', () => {
    const stack = build();

    expect(stack).to.have.resource('aws_msk_cluster', {
      client_authentication: { unauthenticated: false, sasl: { iam: true } },
      encryption_info: { encryption_in_transit: { client_broker: 'TLS', in_cluster: true } },
    });
    expect(JSON.stringify(stack)).not.to.match(/PLAINTEXT|scram/);
  });

  it('gives out the addresses of port 9098, not those of TLS without IAM (ruling B2)', () => {
    const stack = synth((scope) => {
      const msk = new Msk(scope, 'msk', props);
      new TerraformOutput(scope, 'brokers', { value: msk.bootstrapBrokers });
      expect(msk.port).to.equal(9098);
    });

    expect(JSON.stringify(stack.output)).to.match(/\.bootstrap_brokers_sasl_iam}"/);
  });

  it('has the documented topic settings as defaults and makes no topic by accident', () => {
    expect(properties()).to.include.members([
      'auto.create.topics.enable=false',
      'default.replication.factor=2',
      'min.insync.replicas=2',
      'num.partitions=3',
      'log.retention.hours=168',
      'offsets.topic.replication.factor=2',
      'unclean.leader.election.enable=false',
    ]);
  });

  it('writes the logs of the brokers to a group that ends', () => {
    expect(build()).to.have.resource('aws_cloudwatch_log_group', {
      name: '/aws/msk/urr-prod-kafka',
      retention_in_days: 30,
    });
  });

  it('rings as documented when there is no controller or a partition without leader (architecture.md 10)', () => {
    const stack = build();

    expect(stack).to.have.resource('aws_cloudwatch_metric_alarm', {
      metric_name: 'ActiveControllerCount',
      comparison_operator: 'LessThanThreshold',
      threshold: 1,
      treat_missing_data: 'breaching',
      alarm_description: /^CRITICAL: /,
    });
    expect(stack).to.have.resource('aws_cloudwatch_metric_alarm', {
      metric_name: 'OfflinePartitionsCount',
      comparison_operator: 'GreaterThanThreshold',
      threshold: 0,
      alarm_description: /^CRITICAL: /,
    });
    for (const broker of ['1', '2'])
      expect(stack).to.have.resource('aws_cloudwatch_metric_alarm', {
        metric_name: 'KafkaDataLogsDiskUsed',
        threshold: 85,
        dimensions: { 'Cluster Name': 'urr-prod-kafka', 'Broker ID': broker },
      });
  });

  it('warns that producers stand still while a broker is away (ruling B13)', () => {
    expect(warningsOf({}).join()).to.contain('producers stand still while one of 2 brokers is away');
    expect(warningsOf({ brokerCount: 4 })).to.deep.equal([]);
  });

  it('keeps three copies of which two must answer as soon as there are three brokers (preset of B13)', () => {
    const preset = { brokerCount: 3, subnets: threeZones, acceptStopWhileBrokerAway: false };

    expect(properties(preset)).to.include.members(['default.replication.factor=3', 'min.insync.replicas=2']);
  });

  const refused: [string, Partial<MskProps>, RegExp][] = [
    ['a version that MSK does not write so', { kafkaVersion: '3.8' }, /msk\/kafka-version/],
    ['brokers without a disk', { brokerType: 'express.m7g.large' }, /msk\/broker-type/],
    ['three brokers in two zones', { brokerCount: 3 }, /msk\/brokers-fill-zones/],
    ['no disk', { storageGb: 0 }, /msk\/storage-in-range/],
    ['more copies than brokers', { replicationFactor: 3 }, /msk\/copies-fit-brokers/],
    ['an answer after one copy (old fault: minISR 1)', { minInSyncReplicas: 1 }, /msk\/answered-when-safe/],
    [
      'in-sync copies equal to copies without the waiver',
      { acceptStopWhileBrokerAway: false },
      /msk\/goes-on-without-a-broker: got minInSyncReplicas = 2, replicationFactor = 2/,
    ],
    ['messages for ever', { retentionHours: -1 }, /msk\/topics-in-range/],
  ];
  for (const [what, change, message] of refused)
    it(`refuses ${what}`, () => {
      expect(() => build(change)).to.throw(message);
    });

  const accepted: [string, Partial<MskProps>][] = [
    ['the documented version, as text', { kafkaVersion: '3.6.0' }],
    ['larger brokers', { brokerType: 'kafka.m7g.large' }],
    ['four brokers in two zones without the waiver', { brokerCount: 4, acceptStopWhileBrokerAway: false }],
    ['the largest disk', { storageGb: 16_384 }],
    ['a topic for an hour', { retentionHours: 1, partitions: 1 }],
  ];
  for (const [what, change] of accepted)
    it(`accepts ${what}`, () => {
      expect(build(change)).to.be.an('object');
    });
});
