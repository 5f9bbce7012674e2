import { expect, use } from 'chai';
import { synth } from '../../stacks/testing/synth.ts';
import { chaiTerraform } from '../../test/chai-terraform/chai-terraform.ts';
import { VpcEndpoints, type VpcEndpointsProps } from './index.ts';

use(chaiTerraform);

const build = (props: Partial<VpcEndpointsProps> = {}) =>
  synth((stack) => {
    new VpcEndpoints(stack, 'vpc-endpoints', {
      namePrefix: 'urr-prod',
      region: 'ap-northeast-2',
      vpcId: 'vpc-1',
      subnets: { tier: 'app', ids: ['subnet-a', 'subnet-c'], cidrs: ['10.0.10.0/24', '10.0.11.0/24'] },
      routeTableIds: ['rtb-1', 'rtb-2', 'rtb-3'],
      accountId: '123456789012',
      ...props,
    });
  });

describe('vpc-endpoints module', () => {
  const stack = build();

  it('makes the eleven documented endpoints (architecture.md 1.4)', () => {
    expect(stack).to.have.resourceCount('aws_vpc_endpoint', 11);
  });

  for (const service of ['s3', 'dynamodb'])
    it(`routes ${service} from every table`, () => {
      expect(stack).to.have.resource('aws_vpc_endpoint', {
        service_name: `com.amazonaws.ap-northeast-2.${service}`,
        vpc_endpoint_type: 'Gateway',
        route_table_ids: ['rtb-1', 'rtb-2', 'rtb-3'],
      });
    });

  for (const service of [
    'ecr.api',
    'ecr.dkr',
    'ec2',
    'eks',
    'sts',
    'logs',
    'secretsmanager',
    'elasticloadbalancing',
    'autoscaling',
  ])
    it(`puts ${service} into the App subnets under its public name`, () => {
      expect(stack).to.have.resource('aws_vpc_endpoint', {
        service_name: `com.amazonaws.ap-northeast-2.${service}`,
        vpc_endpoint_type: 'Interface',
        subnet_ids: ['subnet-a', 'subnet-c'],
        private_dns_enabled: true,
      });
    });

  const policyOf = (service: string) => {
    const all = Object.values(stack.resource?.aws_vpc_endpoint ?? {});
    const found = all.find((endpoint) => endpoint.service_name === `com.amazonaws.ap-northeast-2.${service}`);
    return JSON.parse(found?.policy as string) as { Statement: Record<string, unknown>[] };
  };

  it('lets only principals of the account through every endpoint', () => {
    for (const endpoint of Object.values(stack.resource?.aws_vpc_endpoint ?? {}))
      expect(endpoint.policy).to.match(/"StringEquals":{"aws:PrincipalAccount":"123456789012"}/);
    expect(policyOf('logs').Statement).to.have.length(1);
  });

  it('lets pods exchange their token, into roles of the account only', () => {
    expect(policyOf('sts').Statement[1]).to.include({
      Action: 'sts:AssumeRoleWithWebIdentity',
      Resource: 'arn:aws:iam::123456789012:role/*',
    });
  });

  it('lets nodes read image layers, which lie in a bucket of AWS', () => {
    expect(JSON.stringify(policyOf('s3').Statement[1])).to.include(
      'arn:aws:s3:::prod-ap-northeast-2-starport-layer-bucket/*',
    );
  });

  const refused: [string, Partial<VpcEndpointsProps>, RegExp][] = [
    ['a gateway that AWS does not have', { gatewayServices: ['s3', 'sqs'] }, /vpc-endpoints\/gateway-kind/],
    ['the paid kind of S3', { gatewayServices: [], interfaceServices: ['s3'] }, /vpc-endpoints\/gateway-kind/],
    ['a service twice', { interfaceServices: ['sts', 'sts'] }, /vpc-endpoints\/each-once/],
    ['a full service name', { interfaceServices: ['com.amazonaws.ap-northeast-2.sts'] }, /vpc-endpoints\/each-once/],
    [
      'an isolated caller without its endpoint',
      { callers: [{ tier: 'database', internet: false, apis: ['kms'] }] },
      /vpc-endpoints\/coverage: got .*kms.*Add the endpoint/s,
    ],
  ];
  for (const [what, props, message] of refused)
    it(`refuses ${what}`, () => {
      expect(() => build(props)).to.throw(message);
    });

  it('accepts the same caller with the endpoint, and a caller with NAT without one', () => {
    const more = build({
      interfaceServices: ['kms', 'xray'],
      callers: [
        { tier: 'database', internet: false, apis: ['kms', 's3'] },
        { tier: 'streaming', internet: true, apis: ['sqs'] },
      ],
    });
    expect(more).to.have.resourceCount('aws_vpc_endpoint', 4);
  });
});
