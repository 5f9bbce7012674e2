import { expect, use } from 'chai';
import { synth } from '../../stacks/testing/synth.ts';
import { chaiTerraform } from '../../test/chai-terraform/chai-terraform.ts';
import { Alb, type AlbProps } from './index.ts';

use(chaiTerraform);

const VALUES = ['present-value-of-the-header', 'next-value-of-the-header'];
const build = (props: Partial<AlbProps> = {}) =>
  synth((stack) => {
    new Alb(stack, 'alb', {
      namePrefix: 'urr-prod',
      vpcId: 'vpc-1',
      subnets: { tier: 'public', ids: ['subnet-a', 'subnet-c'], cidrs: ['10.0.0.0/24', '10.0.1.0/24'] },
      certificateArn: 'arn:aws:acm:ap-northeast-2:123456789012:certificate/1',
      logsBucketName: 'urr-prod-123456789012-logs',
      originHeaderValues: VALUES,
      ...props,
    });
  });
const staging = (props: Partial<AlbProps> = {}) =>
  build({ namePrefix: 'urr-staging', originHeaderValues: [], ingressCidrs: ['203.0.113.0/24'], ...props });

describe('alb module', () => {
  const stack = build();

  it('faces the internet in both public subnets, and cannot be deleted by accident (architecture.md 5.4)', () => {
    expect(stack).to.have.resource('aws_lb', {
      load_balancer_type: 'application',
      internal: false,
      subnets: ['subnet-a', 'subnet-c'],
      enable_deletion_protection: true,
      access_logs: { enabled: true, bucket: 'urr-prod-123456789012-logs' },
    });
    expect(staging({ deletionProtection: false })).to.have.resource('aws_lb', { enable_deletion_protection: false });
  });

  it('has two security groups without rules, both on the balancer (ruling A6)', () => {
    expect(stack).to.have.resourceCount('aws_security_group', 2);
    expect(stack).to.have.resource('aws_lb', { security_groups: [/https/, /http_|http-/] });
    for (const group of Object.values(stack.resource?.aws_security_group ?? {}))
      expect(group).to.not.have.any.keys('ingress', 'egress');
  });

  it('refuses on 443 whatever lacks the header of the CDN (ruling B14), with TLS 1.3 and 1.2 (ruling B26)', () => {
    expect(stack).to.have.resource('aws_lb_listener', {
      port: 443,
      protocol: 'HTTPS',
      ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      certificate_arn: 'arn:aws:acm:ap-northeast-2:123456789012:certificate/1',
      default_action: [{ type: 'fixed-response', fixed_response: { status_code: '403' } }],
    });
    expect(stack).to.have.resourceCount('aws_lb_listener_rule', 2);
  });

  it('sends the API and /health to the gateway, with either header value (ruling D1)', () => {
    expect(stack).to.have.resource('aws_lb_listener_rule', {
      priority: 10,
      condition: [
        { path_pattern: { values: ['/api/*', '/health'] } },
        { http_header: { http_header_name: 'X-Custom-Header', values: VALUES } },
      ],
      action: [{ type: 'forward', target_group_arn: /gateway/ }],
    });
  });

  it('sends the rest to the frontend, with either header value', () => {
    expect(stack).to.have.resource('aws_lb_listener_rule', {
      priority: 20,
      condition: [{ http_header: { http_header_name: 'X-Custom-Header', values: VALUES } }],
      action: [{ type: 'forward', target_group_arn: /frontend/ }],
    });
  });

  it('asks for no header where there is no CDN (ruling B15)', () => {
    expect(staging()).to.have.resource('aws_lb_listener', {
      port: 443,
      default_action: [{ type: 'forward', target_group_arn: /frontend/ }],
    });
    expect(staging()).to.have.resourceCount('aws_lb_listener_rule', 1);
    expect(staging()).to.have.resource('aws_lb_listener_rule', { condition: [{ path_pattern: {} }] });
  });

  it('redirects 80 to HTTPS for good (architecture.md 5.4)', () => {
    expect(stack).to.have.resource('aws_lb_listener', {
      port: 80,
      protocol: 'HTTP',
      default_action: [{ type: 'redirect', redirect: { port: '443', protocol: 'HTTPS', status_code: 'HTTP_301' } }],
    });
  });

  for (const [service, port] of [
    ['gateway', 3001],
    ['frontend', 3000],
  ] as const)
    it(`sends to ${service} pods on ${port} (architecture.md 5.4)`, () => {
      expect(stack).to.have.resource('aws_lb_target_group', {
        name: new RegExp(`^urr-prod-${service}-`),
        port,
        target_type: 'ip',
        deregistration_delay: '30',
        health_check: { path: '/health', healthy_threshold: 2, unhealthy_threshold: 3 },
        stickiness: { enabled: true, type: 'lb_cookie', cookie_duration: 86_400 },
        lifecycle: { create_before_destroy: true },
      });
    });

  it('names a target group by everything that replaces it, so that a replacement finds no namesake', () => {
    expect(stack).to.have.resource('aws_lb_target_group', {
      name: 'urr-prod-gateway-${substr(sha256(join("|", ["3001", "HTTP", "HTTP1", "ip", "vpc-1"])), 0, 6)}',
    });
  });

  const refused: [string, Partial<AlbProps>, RegExp][] = [
    ['staging without visitors', { originHeaderValues: [] }, /alb\/somebody-may-come-in.*staging/s],
    ['visitors beside the CDN', { ingressCidrs: ['203.0.113.0/24'] }, /alb\/somebody-may-come-in/],
    ['the whole world', { originHeaderValues: [], ingressCidrs: ['0.0.0.0/0'] }, /alb\/known-visitors/],
    ['a visitor that is no block', { originHeaderValues: [], ingressCidrs: ['office'] }, /alb\/known-visitors/],
    ['three header values', { originHeaderValues: [...VALUES, 'a-third-value-of-it'] }, /alb\/two-header-values/],
    ['a header value that is guessed', { originHeaderValues: ['short'] }, /alb\/two-header-values/],
    ['a header value that any request has', { originHeaderValues: ['*'.repeat(16)] }, /alb\/two-header-values/],
    ['a missing certificate', { certificateArn: '' }, /alb\/regional-certificate/],
    [
      'the certificate of CloudFront (domain.md 10.5 #12)',
      { certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1' },
      /alb\/regional-certificate/,
    ],
    ['an environment without logs', { logsBucketName: '' }, /alb\/logs-have-a-home/],
    ['TLS 1.3 alone', { sslPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06' }, /alb\/tls-policy/],
    ['TLS 1.0', { sslPolicy: 'ELBSecurityPolicy-2016-08' }, /alb\/tls-policy/],
    ['one check', { healthyThreshold: 1 }, /alb\/health-check-in-range/],
    ['a time-out as long as the interval', { healthCheckTimeoutSeconds: 15 }, /alb\/health-check-in-range/],
    ['a stickiness above a week', { stickinessSeconds: 604_801 }, /alb\/times-in-range/],
    ['a name that does not fit', { namePrefix: 'urr-production-seoul' }, /alb\/names-fit/],
  ];
  for (const [what, props, message] of refused)
    it(`refuses ${what}`, () => {
      expect(() => build(props)).to.throw(message);
    });

  it('accepts the edges of every range', () => {
    const edges = {
      namePrefix: 'urr-prod-blue-16',
      originHeaderValues: ['sixteen-letters-'],
      sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
      healthyThreshold: 10,
      healthCheckIntervalSeconds: 5,
      healthCheckTimeoutSeconds: 4,
      stickinessSeconds: 604_800,
      deregistrationDelaySeconds: 0,
    };
    expect(build(edges)).to.be.an('object');
    expect(staging({ ingressCidrs: ['10.0.0.0/8', '203.0.113.7/32'] })).to.be.an('object');
  });
});
