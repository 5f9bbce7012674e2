import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { expect, use } from 'chai';
import { chaiTerraform } from '../../../test/chai-terraform/chai-terraform.ts';
import { synth } from '../../testing/synth.ts';
import { Certificates, type CertificatesProps } from './certificates.ts';

use(chaiTerraform);

const REGIONAL = 'arn:aws:acm:ap-northeast-2:123456789012:certificate/1';
const EDGE = 'arn:aws:acm:us-east-1:123456789012:certificate/2';

/** What is synthesised, and the construct that made it. */
function build(props: Partial<CertificatesProps> = {}) {
  const made: Certificates[] = [];
  const stack = synth((scope) => {
    made.push(
      new Certificates(scope, 'certificates', {
        domain: 'tickets.example.com',
        given: null,
        zoneId: 'Z123',
        cdn: true,
        usEast1: new AwsProvider(scope, 'us-east-1', { region: 'us-east-1', alias: 'us_east_1' }),
        ...props,
      }),
    );
  });
  return { stack, certificates: made[0]! };
}

describe('certificates', () => {
  it('makes two, one in each region, and validates both in the zone (ruling A8)', () => {
    const { stack } = build();

    expect(stack).to.have.resourceCount('aws_acm_certificate', 2);
    expect(stack).to.have.resource('aws_acm_certificate', { provider: 'aws.us_east_1', validation_method: 'DNS' });
    expect(stack).to.have.resourceCount('aws_acm_certificate_validation', 2);
    expect(stack).to.have.resource('aws_acm_certificate_validation', { provider: 'aws.us_east_1' });
    expect(stack).to.have.resource('aws_route53_record', { zone_id: 'Z123', records: [/domain_validation_options/] });
  });

  it('validates a name and its wildcard by one record', () => {
    const { stack } = build({ alternativeNames: ['*.tickets.example.com', 'www.example.com'] });

    expect(stack).to.have.resourceCount('aws_route53_record', 2);
  });

  it('makes one where there is no CDN', () => {
    const { stack, certificates } = build({ cdn: false });

    expect(stack).to.have.resourceCount('aws_acm_certificate', 1);
    expect(certificates.edgeArn).to.equal(null);
  });

  it('takes those that exist, and makes nothing', () => {
    const { stack, certificates } = build({ given: { regionalArn: REGIONAL, edgeArn: EDGE } });

    expect(stack).to.have.resourceCount('aws_acm_certificate', 0);
    expect(certificates.regionalArn).to.equal(REGIONAL);
    expect(certificates.edgeArn).to.equal(EDGE);
  });

  const refused: [string, Partial<CertificatesProps>, RegExp][] = [
    ['neither certificates nor a zone', { zoneId: null }, /certificates\/given-or-makeable/],
    ['a missing edge certificate', { given: { regionalArn: REGIONAL, edgeArn: null } }, /edge-certificate/],
    [
      'the regional one for the edge (domain.md 10.5, 12)',
      { given: { regionalArn: REGIONAL, edgeArn: REGIONAL } },
      /certificates\/edge-certificate/,
    ],
    [
      'the one of us-east-1 for the load balancer',
      { given: { regionalArn: EDGE, edgeArn: EDGE } },
      /certificates\/regional-certificate/,
    ],
  ];
  for (const [what, props, message] of refused)
    it(`refuses ${what}`, () => {
      expect(() => build(props)).to.throw(message);
    });

  it('accepts a missing zone where the certificates are given', () => {
    expect(build({ zoneId: null, given: { regionalArn: REGIONAL, edgeArn: EDGE } }).stack).to.be.an('object');
  });
});
