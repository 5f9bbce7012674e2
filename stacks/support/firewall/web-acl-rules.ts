import type { Wafv2WebAclRule } from '@cdktf/provider-aws/lib/wafv2-web-acl/index.js';

/** A rule group that AWS keeps up to date. */
interface ManagedGroup {
  readonly name: string;
  readonly priority: number;
  /** Rules of the group that only count. */
  readonly counted: readonly string[];
}

/** The groups of ruling D6, after the rate rule. */
export const managedGroups: readonly ManagedGroup[] = [
  { name: 'AWSManagedRulesAmazonIpReputationList', priority: 10, counted: [] },
  { name: 'AWSManagedRulesKnownBadInputsRuleSet', priority: 20, counted: [] },
  // It refuses bodies above 8 KB, and a post in the community may be longer; the gateway has its own limit.
  { name: 'AWSManagedRulesCommonRuleSet', priority: 30, counted: ['SizeRestrictions_BODY'] },
];

/** WAF's statements are not typed in the bindings, so they are written as Terraform reads them. */
export function managedRule({ name, priority, counted }: ManagedGroup): Wafv2WebAclRule {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: {
      managed_rule_group_statement: {
        vendor_name: 'AWS',
        name,
        rule_action_override: counted.map((rule) => ({ name: rule, action_to_use: { count: {} } })),
      },
    },
    visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: name, sampledRequestsEnabled: true },
  };
}

/** Turns away an address that asks too often, before any other rule costs something. */
export function rateRule(requestsPerFiveMinutes: number): Wafv2WebAclRule {
  return {
    name: 'rate-per-address',
    priority: 0,
    action: { block: {} },
    statement: {
      rate_based_statement: {
        limit: requestsPerFiveMinutes,
        evaluation_window_sec: 300,
        aggregate_key_type: 'IP',
      },
    },
    visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: 'rate-per-address', sampledRequestsEnabled: true },
  };
}
