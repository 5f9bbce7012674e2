import { expect, use } from 'chai';
import { chaiTerraform } from '../../../test/chai-terraform/chai-terraform.ts';
import { synth } from '../../testing/synth.ts';
import type { SecurityGroupIds } from './paths.ts';
import { SecurityGroupRules, type SecurityGroupRulesProps } from './security-groups.ts';

use(chaiTerraform);

const ids: SecurityGroupIds = {
  albHttps: 'sg-https',
  albHttp: 'sg-http',
  nodes: 'sg-nodes',
  controlPlane: 'sg-control',
  database: 'sg-database',
  cache: 'sg-cache',
  kafka: 'sg-kafka',
  worker: 'sg-worker',
  endpoints: 'sg-endpoints',
};
const build = (props: Partial<SecurityGroupRulesProps> = {}) =>
  synth((stack) => {
    new SecurityGroupRules(stack, 'rules', { ids: { ...ids, proxy: 'sg-proxy' }, ingressCidrs: [], ...props });
  });

describe('security group rules', () => {
  const stack = build();
  const staging = build({ ids, ingressCidrs: ['203.0.113.0/24', '198.51.100.7/32'] });

  // architecture.md 6.3, rulings B2 (9098 only), domain.md 10.5 #10 and #22
  const both: [string, string, number, number][] = [
    ['sg-https', 'sg-nodes', 0, 65_535],
    ['sg-control', 'sg-nodes', 443, 443],
    ['sg-control', 'sg-nodes', 10_250, 10_250],
    ['sg-nodes', 'sg-control', 443, 443],
    ['sg-nodes', 'sg-proxy', 5432, 5432],
    ['sg-proxy', 'sg-database', 5432, 5432],
    ['sg-nodes', 'sg-cache', 6379, 6379],
    ['sg-nodes', 'sg-kafka', 9098, 9098],
    ['sg-worker', 'sg-proxy', 5432, 5432],
    ['sg-worker', 'sg-cache', 6379, 6379],
    ['sg-kafka', 'sg-kafka', 2181, 2181],
    ['sg-nodes', 'sg-endpoints', 443, 443],
    ['sg-worker', 'sg-endpoints', 443, 443],
  ];
  for (const [from, to, first, last] of both)
    it(`draws both ends of ${from} to ${to} on ${first}`, () => {
      const ports = { ip_protocol: 'tcp', from_port: first, to_port: last };
      expect(stack).to.have.resource('aws_vpc_security_group_egress_rule', {
        security_group_id: from,
        referenced_security_group_id: to,
        ...ports,
      });
      expect(stack).to.have.resource('aws_vpc_security_group_ingress_rule', {
        security_group_id: to,
        referenced_security_group_id: from,
        ...ports,
      });
    });

  it('lets CloudFront alone reach the balancer, one prefix list in each group (ruling A6)', () => {
    expect(stack.data).to.have.nested.property('aws_ec2_managed_prefix_list');
    for (const [group, port] of [
      ['sg-https', 443],
      ['sg-http', 80],
    ] as const)
      expect(stack).to.have.resource('aws_vpc_security_group_ingress_rule', {
        security_group_id: group,
        from_port: port,
        to_port: port,
        prefix_list_id: /aws_ec2_managed_prefix_list/,
      });
    const lists = Object.values(stack.resource?.aws_vpc_security_group_ingress_rule ?? {});
    expect(lists.filter(({ prefix_list_id: list }) => list !== undefined)).to.have.length(2);
  });

  it('lets the listed blocks reach the balancer where there is no CDN (ruling B15)', () => {
    expect(staging.data).to.equal(undefined);
    for (const cidr of ['203.0.113.0/24', '198.51.100.7/32'])
      expect(staging).to.have.resource('aws_vpc_security_group_ingress_rule', {
        security_group_id: 'sg-https',
        cidr_ipv4: cidr,
        from_port: 443,
      });
  });

  it('keeps everybody but the proxy from the database, and nodes and worker where there is none (ruling D4)', () => {
    const into = (synthesised: typeof stack) =>
      Object.values(synthesised.resource?.aws_vpc_security_group_ingress_rule ?? {})
        .filter(({ security_group_id: group }) => group === 'sg-database')
        .map(({ referenced_security_group_id: peer }) => peer);
    expect(into(stack)).to.deep.equal(['sg-proxy']);
    expect(into(staging)).to.deep.equal(['sg-nodes', 'sg-worker']);
  });

  it('lets nodes among themselves on all ports, and out to 443 (ruling B4)', () => {
    expect(stack).to.have.resource('aws_vpc_security_group_ingress_rule', {
      security_group_id: 'sg-nodes',
      referenced_security_group_id: 'sg-nodes',
      ip_protocol: '-1',
    });
    expect(stack).to.have.resource('aws_vpc_security_group_egress_rule', {
      security_group_id: 'sg-nodes',
      cidr_ipv4: '0.0.0.0/0',
      from_port: 443,
      to_port: 443,
    });
  });

  it('opens no other port to or from plain addresses', () => {
    const open = ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'].flatMap((type) =>
      Object.values(stack.resource?.[type] ?? {}).filter(({ cidr_ipv4: cidr }) => cidr !== undefined),
    );
    expect(open).to.have.length(1);
  });

  it('draws the functions that create databases and topics and renew the token, where they are', () => {
    const more = build({ ids: { ...ids, proxy: 'sg-proxy', dataSetup: 'sg-setup' } });
    for (const [to, port] of [
      ['sg-proxy', 5432],
      ['sg-cache', 6379],
      ['sg-kafka', 9098],
      ['sg-endpoints', 443],
    ] as const)
      expect(more).to.have.resource('aws_vpc_security_group_ingress_rule', {
        security_group_id: to,
        referenced_security_group_id: 'sg-setup',
        from_port: port,
      });
  });

  it('describes every rule in letters that EC2 takes', () => {
    for (const type of ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'])
      for (const { description } of Object.values(stack.resource?.[type] ?? {}))
        expect(description).to.match(/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,255}$/);
  });

  it('refuses an empty group id (domain.md 10.5 #4) and accepts a group that is not there', () => {
    expect(() => build({ ids: { ...ids, proxy: '' } })).to.throw(/security-groups\/no-empty-id.*Leave the entry out/s);
    expect(build({ ids: { ...ids, proxy: undefined } })).to.be.an('object');
  });
});
