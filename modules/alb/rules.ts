import type { Rule } from '../rule.ts';
import { parseCidr } from '../vpc/cidr.ts';
import type { AlbSettings } from './settings.ts';

/** The settings and the wiring that the rules look at. */
interface AlbFacts extends Required<AlbSettings> {
  readonly namePrefix: string;
  readonly certificateArn: string;
  readonly originHeaderValues: readonly string[];
  readonly logsBucketName: string;
}

const POLICIES = [
  'ELBSecurityPolicy-TLS13-1-2-2021-06',
  'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
  'ELBSecurityPolicy-TLS13-1-2-PQ-2025-09',
  'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
];

/** What an Application Load Balancer refuses, and what would leave it open or closed to everybody (Elastic Load Balancing User Guide). */
export const albRules: readonly Rule<AlbFacts>[] = [
  {
    id: 'alb/somebody-may-come-in',
    reads: ['ingressCidrs', 'originHeaderValues'],
    allowed: 'either header values of a CDN, or IPv4 blocks that may come in without one, never both or neither',
    remedy:
      'Behind CloudFront leave ingressCidrs empty; without it (staging) list the offices and runners that may come in.',
    holds: (p) => p.originHeaderValues.length > 0 !== p.ingressCidrs.length > 0,
    hcl: '(length(var.origin_header_values) > 0) != (length(var.ingress_cidrs) > 0)',
  },
  {
    id: 'alb/known-visitors',
    reads: ['ingressCidrs'],
    allowed: 'IPv4 blocks of /8 or smaller, written like 203.0.113.0/24',
    remedy: 'Name the blocks: an environment without CDN, firewall and rate limits must not be open to the world.',
    holds: (p) => p.ingressCidrs.every((cidr) => (parseCidr(cidr)?.prefix ?? 0) >= 8),
    hcl: 'alltrue([for c in var.ingress_cidrs : can(cidrhost(c, 0)) && cidrsubnet(c, 0, 0) == c && tonumber(split("/", c)[1]) >= 8])',
  },
  {
    id: 'alb/two-header-values',
    reads: ['originHeaderValues'],
    allowed: 'at most two different values of the origin header, 16 characters or more each, without * and ?',
    remedy:
      'Keep the present and the next value. A short one is guessed, and a listener rule takes * and ? for any characters.',
    holds: (p) =>
      p.originHeaderValues.length <= 2 &&
      new Set(p.originHeaderValues).size === p.originHeaderValues.length &&
      p.originHeaderValues.every((value) => value.length >= 16 && !/[*?]/.test(value)),
    hcl: 'length(var.origin_header_values) <= 2 && length(distinct(var.origin_header_values)) == length(var.origin_header_values) && alltrue([for v in var.origin_header_values : length(v) >= 16 && !can(regex("[*?]", v))])',
  },
  {
    id: 'alb/regional-certificate',
    reads: ['certificateArn'],
    allowed: 'the ARN of a certificate of AWS Certificate Manager in the region of the balancer, not in us-east-1',
    remedy: 'Give the regional certificate; the one in us-east-1 belongs to CloudFront (ruling A8).',
    holds: (p) => /^arn:aws:acm:(?!us-east-1:)[a-z0-9-]+:\d{12}:certificate\/.+$/.test(p.certificateArn),
    hcl: 'can(regex("^arn:aws:acm:[a-z0-9-]+:[0-9]{12}:certificate/.+$", var.certificate_arn)) && !startswith(var.certificate_arn, "arn:aws:acm:us-east-1:")',
  },
  {
    id: 'alb/logs-have-a-home',
    reads: ['logsBucketName'],
    allowed: 'the name of a bucket',
    remedy: 'Keep the logs bucket of the environment: who came in, and who was refused, is written nowhere else.',
    holds: (p) => p.logsBucketName !== '',
    hcl: 'var.logs_bucket_name != ""',
  },
  {
    id: 'alb/tls-policy',
    reads: ['sslPolicy'],
    allowed: `one of ${POLICIES.join(', ')}`,
    remedy:
      'Take a policy that offers TLS 1.3 and keeps 1.2: CloudFront speaks 1.2 to origins, older versions are broken.',
    holds: (p) => POLICIES.includes(p.sslPolicy),
    hcl: `contains(${JSON.stringify(POLICIES)}, var.ssl_policy)`,
  },
  {
    id: 'alb/health-check-in-range',
    reads: ['healthyThreshold', 'unhealthyThreshold', 'healthCheckIntervalSeconds', 'healthCheckTimeoutSeconds'],
    allowed: '2 to 10 checks, an interval of 5 to 300 s, a time-out of 2 s or more below the interval',
    remedy: 'Choose numbers that the balancer takes; a time-out as long as the interval lets checks pile up.',
    holds: (p) =>
      [p.healthyThreshold, p.unhealthyThreshold].every((count) => count >= 2 && count <= 10) &&
      p.healthCheckIntervalSeconds >= 5 &&
      p.healthCheckIntervalSeconds <= 300 &&
      p.healthCheckTimeoutSeconds >= 2 &&
      p.healthCheckTimeoutSeconds < p.healthCheckIntervalSeconds,
    hcl: 'alltrue([for c in [var.healthy_threshold, var.unhealthy_threshold] : c >= 2 && c <= 10]) && var.health_check_interval_seconds >= 5 && var.health_check_interval_seconds <= 300 && var.health_check_timeout_seconds >= 2 && var.health_check_timeout_seconds < var.health_check_interval_seconds',
  },
  {
    id: 'alb/times-in-range',
    reads: ['stickinessSeconds', 'deregistrationDelaySeconds'],
    allowed: 'stickiness of 1 to 604,800 s, deregistration delay of 0 to 3,600 s',
    remedy: 'Choose a time that the target group takes.',
    holds: (p) =>
      p.stickinessSeconds >= 1 &&
      p.stickinessSeconds <= 604_800 &&
      p.deregistrationDelaySeconds >= 0 &&
      p.deregistrationDelaySeconds <= 3_600,
    hcl: 'var.stickiness_seconds >= 1 && var.stickiness_seconds <= 604800 && var.deregistration_delay_seconds >= 0 && var.deregistration_delay_seconds <= 3600',
  },
  {
    id: 'alb/names-fit',
    reads: ['namePrefix'],
    allowed:
      'a prefix of 1 to 16 letters, digits and hyphens, so that `<prefix>-frontend-<6 characters>` stays within 32',
    remedy: 'Shorten namePrefix.',
    holds: (p) => /^[a-z0-9][a-z0-9-]{0,15}$/.test(p.namePrefix),
    hcl: 'can(regex("^[a-z0-9][a-z0-9-]{0,15}$", var.name_prefix))',
  },
];
