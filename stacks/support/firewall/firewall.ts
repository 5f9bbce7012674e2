import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { Wafv2WebAcl } from '@cdktf/provider-aws/lib/wafv2-web-acl/index.js';
import { Wafv2WebAclLoggingConfiguration } from '@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration/index.js';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { enforceRules } from '../../../modules/rule.ts';
import { firewallRules } from './rules.ts';
import { type FirewallSettings, firewallDefaults } from './settings.ts';
import { managedGroups, managedRule, rateRule } from './web-acl-rules.ts';

export interface FirewallProps extends FirewallSettings {
  /** Start of the names: `urr-prod`. */
  readonly namePrefix: string;
  /** Web ACLs of CloudFront live in us-east-1. */
  readonly usEast1: TerraformProvider;
}

/** Headers in which tokens travel (architecture.md 6.2). */
const tokenHeaders = ['authorization', 'cookie', 'x-queue-entry-token'] as const;

/** The firewall before the CDN: AWS's managed rules and a rate per address (architecture.md, the diagram; ruling D6). */
export class Firewall extends Construct {
  readonly webAcl: Wafv2WebAcl;

  constructor(scope: Construct, id: string, props: FirewallProps) {
    super(scope, id);
    const settings = { ...firewallDefaults, ...props };
    enforceRules(this, settings, firewallRules);
    const provider = props.usEast1;
    const name = `${props.namePrefix}-cdn`;

    this.webAcl = new Wafv2WebAcl(this, 'web-acl', {
      provider,
      name,
      description: 'Managed rules and a rate per address',
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      rule: [rateRule(settings.requestsPerFiveMinutes), ...managedGroups.map(managedRule)],
      // Samples show whole headers, and those of requests that are let through hold the tokens of people signed in.
      visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: name, sampledRequestsEnabled: false },
    });
    const log = new CloudwatchLogGroup(this, 'log', {
      provider,
      // AWS takes no other name.
      name: `aws-waf-logs-${name}`,
      retentionInDays: settings.logRetentionDays,
    });
    new Wafv2WebAclLoggingConfiguration(this, 'logging', {
      provider,
      resourceArn: this.webAcl.arn,
      logDestinationConfigs: [log.arn],
      redactedFields: tokenHeaders.map((name) => ({ singleHeader: { name } })),
      // A sale brings millions of requests that are let through: only the others are worth a line.
      loggingFilter: {
        defaultBehavior: 'DROP',
        filter: [
          {
            behavior: 'KEEP',
            requirement: 'MEETS_ANY',
            condition: [{ actionCondition: { action: 'BLOCK' } }, { actionCondition: { action: 'COUNT' } }],
          },
        ],
      },
    });
  }
}
