import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { expect, use } from 'chai';
import { chaiTerraform } from '../../../test/chai-terraform/chai-terraform.ts';
import { synth } from '../../testing/synth.ts';
import { Firewall } from './firewall.ts';
import type { FirewallSettings } from './settings.ts';

use(chaiTerraform);

const build = (settings: FirewallSettings = {}) =>
  synth((stack) => {
    new Firewall(stack, 'firewall', {
      namePrefix: 'urr-prod',
      usEast1: new AwsProvider(stack, 'us-east-1', { region: 'us-east-1', alias: 'us_east_1' }),
      ...settings,
    });
  });

describe('firewall', () => {
  it('stands before CloudFront, in us-east-1 (ruling D6)', () => {
    expect(build()).to.have.resource('aws_wafv2_web_acl', {
      scope: 'CLOUDFRONT',
      provider: 'aws.us_east_1',
      default_action: { allow: {} },
    });
  });

  it('asks the rate first, then the managed rules, each with a metric', () => {
    const [acl] = Object.values(build().resource?.aws_wafv2_web_acl ?? {}) as [
      { rule: { name: string; priority: number; visibility_config: { cloudwatch_metrics_enabled: boolean } }[] },
    ];

    expect(acl.rule.map(({ name, priority }) => [priority, name])).to.deep.equal([
      [0, 'rate-per-address'],
      [10, 'AWSManagedRulesAmazonIpReputationList'],
      [20, 'AWSManagedRulesKnownBadInputsRuleSet'],
      [30, 'AWSManagedRulesCommonRuleSet'],
    ]);
    expect(acl.rule.every((rule) => rule.visibility_config.cloudwatch_metrics_enabled)).to.equal(true);
  });

  it('logs what it blocks, without tokens, into a group whose name AWS takes', () => {
    const stack = build();

    expect(stack).to.have.resource('aws_cloudwatch_log_group', {
      name: /^aws-waf-logs-/,
      provider: 'aws.us_east_1',
      retention_in_days: 30,
    });
    expect(stack).to.have.resource('aws_wafv2_web_acl_logging_configuration', {
      redacted_fields: ['authorization', 'cookie', 'x-queue-entry-token'].map((name) => ({ single_header: { name } })),
      logging_filter: { default_behavior: 'DROP' },
    });
  });

  it('refuses a rate that WAF does not count', () => {
    expect(() => build({ requestsPerFiveMinutes: 9 })).to.throw(/firewall\/rate-in-range/);
  });

  it('accepts the lowest rate', () => {
    expect(build({ requestsPerFiveMinutes: 10 })).to.be.an('object');
  });
});
