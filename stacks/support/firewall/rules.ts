import type { Rule } from '../../../modules/rule.ts';
import type { FirewallSettings } from './settings.ts';

/** What WAF refuses (AWS WAF Developer Guide: rate-based rule statements). */
export const firewallRules: readonly Rule<Required<FirewallSettings>>[] = [
  {
    id: 'firewall/rate-in-range',
    reads: ['requestsPerFiveMinutes'],
    allowed: '10 to 2,000,000,000 requests in five minutes',
    remedy: 'Choose a rate that WAF counts.',
    holds: (p) => p.requestsPerFiveMinutes >= 10 && p.requestsPerFiveMinutes <= 2_000_000_000,
    hcl: 'var.requests_per_five_minutes >= 10 && var.requests_per_five_minutes <= 2000000000',
  },
];
