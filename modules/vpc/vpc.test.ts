import { expect, use } from 'chai';
import { synth } from '../../stacks/testing/synth.ts';
import { chaiTerraform } from '../../test/chai-terraform/chai-terraform.ts';
import type { Subnets } from '../subnets.ts';
import { cidrContains, cidrsOverlap, parseCidr, subnetCidr } from './cidr.ts';
import { Vpc, type VpcProps } from './index.ts';

use(chaiTerraform);

const build = (props: Partial<VpcProps> = {}) =>
  synth((stack) => {
    new Vpc(stack, 'vpc', {
      namePrefix: 'urr-prod',
      clusterName: 'urr-spring',
      flowLogsRoleArn: 'arn:aws:iam::123456789012:role/flow-logs',
      ...props,
    });
  });

const DOCUMENTED: [string, string, string][] = [
  ['public', '10.0.0.0/24', '10.0.1.0/24'],
  ['app', '10.0.10.0/24', '10.0.11.0/24'],
  ['database', '10.0.20.0/24', '10.0.21.0/24'],
  ['cache', '10.0.30.0/24', '10.0.31.0/24'],
  ['streaming', '10.0.40.0/24', '10.0.41.0/24'],
];

describe('vpc module', () => {
  const stack = build();

  it('makes the documented block with private DNS (architecture.md 1.1)', () => {
    expect(stack).to.have.resource('aws_vpc', {
      cidr_block: '10.0.0.0/16',
      enable_dns_support: true,
      enable_dns_hostnames: true,
    });
    expect(stack).to.have.resourceCount('aws_internet_gateway', 1);
    expect(stack).to.have.resourceCount('aws_subnet', 10);
  });

  for (const [tier, a, c] of DOCUMENTED)
    it(`puts ${tier} into zones a and c (architecture.md 1.2)`, () => {
      const tags = { Name: `urr-prod-${tier}-a`, tier };
      expect(stack).to.have.resource('aws_subnet', { cidr_block: a, availability_zone: 'ap-northeast-2a', tags });
      expect(stack).to.have.resource('aws_subnet', { cidr_block: c, availability_zone: 'ap-northeast-2c' });
    });

  it('takes the block of staging as the only difference', () => {
    const staging = build({ cidr: '10.1.0.0/16', namePrefix: 'urr-staging' });
    expect(staging).to.have.resource('aws_subnet', {
      cidr_block: '10.1.41.0/24',
      availability_zone: 'ap-northeast-2c',
    });
    expect(staging).to.have.resourceCount('aws_nat_gateway', 2);
  });

  it('sends each NAT tier through the gateway of its own zone (architecture.md 1.3)', () => {
    expect(stack).to.have.resourceCount('aws_nat_gateway', 2);
    const routes = stack.resource?.aws_route ?? {};
    const nats = stack.resource?.aws_nat_gateway ?? {};
    for (const [route, { nat_gateway_id: id }] of Object.entries(routes)) {
      if (id === undefined) continue;
      const name = /aws_nat_gateway\.([\w-]+)\.id/.exec(id as string)?.[1] ?? '';
      const zone = /_internet-(\w)_/.exec(route)?.[1] ?? '';
      expect(nats[name]?.tags, route).to.deep.equal({ Name: `urr-prod-nat-${zone}` });
      expect(nats[name]?.subnet_id, route).to.match(new RegExp(`public_subnet-${zone}`));
    }
  });

  it('gives a default route to six tables and none to database and cache', () => {
    const routes = Object.keys(stack.resource?.aws_route ?? {});
    expect(routes.filter((name) => name.includes('public'))).to.have.length(2);
    expect(routes.filter((name) => name.includes('app'))).to.have.length(2);
    expect(routes.filter((name) => name.includes('streaming'))).to.have.length(2);
    expect(routes).to.have.length(6);
    expect(stack).to.have.resourceCount('aws_route_table', 10);
    expect(stack).to.have.resourceCount('aws_route_table_association', 10);
  });

  it('locks the default security group', () => {
    const [group] = Object.values(stack.resource?.aws_default_security_group ?? {});
    expect(group).to.not.have.any.keys('ingress', 'egress');
    expect(stack).to.have.resourceCount('aws_default_security_group', 1);
  });

  it('logs flows into a group with an end', () => {
    expect(stack).to.have.resource('aws_cloudwatch_log_group', {
      name: '/aws/vpc/urr-prod-flow-logs',
      retention_in_days: 30,
    });
    expect(stack).to.have.resource('aws_flow_log', {
      traffic_type: 'ALL',
      iam_role_arn: 'arn:aws:iam::123456789012:role/flow-logs',
    });
  });

  it('tags subnets for the load balancers of the cluster', () => {
    const cluster = { 'kubernetes.io/cluster/urr-spring': 'shared' };
    expect(stack).to.have.resource('aws_subnet', {
      tags: { ...cluster, 'kubernetes.io/role/elb': '1', tier: 'public' },
    });
    expect(stack).to.have.resource('aws_subnet', {
      tags: { ...cluster, 'kubernetes.io/role/internal-elb': '1', tier: 'app' },
    });
  });

  const tiers = (change: Record<string, object>) => ({
    tiers: (
      [
        { name: 'public', offset: 0, egress: 'igw' },
        { name: 'app', offset: 10, egress: 'nat' },
        { name: 'database', offset: 20, egress: 'none' },
        { name: 'cache', offset: 30, egress: 'none' },
        { name: 'streaming', offset: 40, egress: 'nat' },
      ] as const
    ).map((tier) => ({ ...tier, ...change[tier.name] })),
  });
  const refused: [string, Partial<VpcProps>, RegExp][] = [
    ['a public block', { cidr: '8.8.0.0/16' }, /vpc\/private-block/],
    ['a block with bits beyond its prefix', { cidr: '10.0.1.0/16' }, /vpc\/private-block/],
    ['something that is no block', { cidr: 'ten' }, /vpc\/private-block/],
    ['a block larger than a VPC may be', { cidr: '10.0.0.0/8' }, /vpc\/private-block/],
    ['the block of a neighbour', { neighbourCidrs: ['10.0.128.0/17'] }, /vpc\/no-overlap-with-neighbours/],
    ['one zone', { availabilityZones: ['ap-northeast-2a'] }, /vpc\/two-zones.*ap-northeast-2a/],
    ['a zone twice', { availabilityZones: ['ap-northeast-2a', 'ap-northeast-2a'] }, /vpc\/two-zones/],
    ['zones of two regions', { availabilityZones: ['ap-northeast-2a', 'us-east-1a'] }, /vpc\/two-zones/],
    ['zones by position', { availabilityZones: ['0', '1'] }, /vpc\/two-zones/],
    ['a subnet outside the block', { cidr: '10.0.0.0/20' }, /vpc\/subnets-inside/],
    ['overlapping tiers', tiers({ cache: { offset: 21 } }), /vpc\/subnets-disjoint/],
    ['a database with a way out', tiers({ database: { egress: 'nat' } }), /vpc\/documented-tiers/],
    ['workloads in the open', tiers({ app: { egress: 'igw' } }), /vpc\/documented-tiers/],
    ['an isolated public tier', tiers({ public: { egress: 'none' } }), /vpc\/documented-tiers/],
    ['a missing tier', { tiers: tiers({}).tiers.slice(1) }, /vpc\/documented-tiers/],
    ['logs for ever', { flowLogRetentionDays: 0 }, /vpc\/flow-log-retention/],
  ];
  for (const [what, props, message] of refused)
    it(`refuses ${what}`, () => {
      expect(() => build(props)).to.throw(message);
    });

  it('says all faults at once', () => {
    expect(() => build({ cidr: 'ten', availabilityZones: [], flowLogRetentionDays: 2 })).to.throw(
      /private-block[\s\S]*two-zones[\s\S]*flow-log-retention/,
    );
  });

  it('accepts the edges: a /18, neighbouring tiers, three zones', () => {
    const availabilityZones = ['ap-northeast-2a', 'ap-northeast-2b', 'ap-northeast-2c'];
    const stack = build({ cidr: '10.0.64.0/18', ...tiers({ app: { offset: 3 } }), availabilityZones });
    expect(stack).to.have.resource('aws_subnet', { cidr_block: '10.0.69.0/24', availability_zone: 'ap-northeast-2c' });
    expect(stack).to.have.resourceCount('aws_nat_gateway', 3);
  });
});

describe('subnets', () => {
  it('are typed by tier, so that a database refuses App subnets when it is compiled', () => {
    const app: Subnets<'app'> = { tier: 'app', ids: ['subnet-a'], cidrs: ['10.0.10.0/24'] };

    // @ts-expect-error another tier
    const database: Subnets<'database'> = app;

    expect(database.tier).to.equal('app');
  });
});

describe('cidr arithmetic', () => {
  it('reads blocks and nothing else', () => {
    expect(parseCidr('255.255.255.255/32')).to.deep.equal({ first: 2 ** 32 - 1, prefix: 32 });
    for (const wrong of ['10.0.0.0', '10.0.0.0/33', '10.0.0.256/24', '10.0.0.1/24', '::/0'])
      expect(parseCidr(wrong), wrong).to.equal(undefined);
  });

  it('knows what lies in what', () => {
    expect(cidrContains('0.0.0.0/0', '10.0.0.0/16')).to.equal(true);
    expect(cidrContains('10.0.20.0/23', '10.0.21.0/24')).to.equal(true);
    expect(cidrContains('10.0.20.0/23', '10.0.22.0/24')).to.equal(false);
    expect(cidrContains('10.0.20.0/24', '10.0.20.0/23')).to.equal(false);
    expect(cidrsOverlap('10.0.20.0/24', '10.0.20.0/23')).to.equal(true);
    expect(cidrsOverlap('10.0.20.0/24', '10.0.21.0/24')).to.equal(false);
    expect(subnetCidr('10.1.0.0/16', 24, 41)).to.equal('10.1.41.0/24');
  });
});
