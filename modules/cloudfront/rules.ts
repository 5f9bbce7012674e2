import { Token } from 'cdktf';
import type { FunctionBundle } from '../function-bundle.ts';
import { runtimeIsNode } from '../function-rules.ts';
import type { Rule } from '../rule.ts';
import type { EdgeFunctionName } from './behaviours.ts';
import type { CloudfrontSettings } from './settings.ts';

/** What the rules read: the settings, what runs at the edge, and the names that it answers to. */
export interface CdnFacts extends Required<CloudfrontSettings> {
  readonly viewerRequestBundle: FunctionBundle;
  readonly edgeFunctions: Readonly<Record<EdgeFunctionName, string>>;
  readonly certificateArn: string;
  readonly aliases: readonly string[];
}

const EDGE_BYTES = 1024 * 1024;
const EDGE_FUNCTION_BYTES = 10 * 1024;

/** What CloudFront and Lambda@Edge refuse (Amazon CloudFront Developer Guide: restrictions on edge functions, quotas). */
export const cloudfrontRules: readonly Rule<CdnFacts>[] = [
  runtimeIsNode('cloudfront'),
  {
    id: 'cloudfront/edge-has-no-environment',
    reads: ['edgeEnvironment'],
    allowed: 'no environment variables',
    remedy: 'Build the values into edge/viewer-request: Lambda@Edge refuses environment variables (ruling B25).',
    holds: (p) => Object.keys(p.edgeEnvironment).length === 0,
    hcl: 'length(var.edge_environment) == 0',
  },
  {
    id: 'cloudfront/edge-within-limits',
    reads: ['edgeMemoryMegabytes', 'edgeTimeoutSeconds'],
    allowed: '128 MB and 1 to 5 seconds',
    remedy: 'A function on the viewer request may have no more.',
    holds: (p) => p.edgeMemoryMegabytes === 128 && p.edgeTimeoutSeconds >= 1 && p.edgeTimeoutSeconds <= 5,
    hcl: 'var.edge_memory_megabytes == 128 && var.edge_timeout_seconds >= 1 && var.edge_timeout_seconds <= 5',
  },
  {
    id: 'cloudfront/edge-bundle-fits',
    reads: ['viewerRequestBundle'],
    allowed: 'a zip file below 1 MB',
    remedy: 'Import less in edge/viewer-request: AWS refuses more on a viewer request (ruling B25).',
    holds: (p) => p.viewerRequestBundle.bytes < EDGE_BYTES,
  },
  {
    id: 'cloudfront/edge-functions-fit',
    reads: ['edgeFunctions'],
    allowed: 'at most 10 KB of code each',
    remedy: 'Shorten the CloudFront Function or move work into Lambda@Edge.',
    holds: (p) => Object.values(p.edgeFunctions).every((code) => Buffer.byteLength(code) <= EDGE_FUNCTION_BYTES),
  },
  {
    id: 'cloudfront/certificate-in-us-east-1',
    reads: ['certificateArn'],
    allowed: 'the ARN of a certificate in us-east-1',
    remedy: 'Give a certificate of us-east-1: CloudFront reads no other region (ruling A8).',
    holds: (p) => /^arn:aws:acm:us-east-1:\d{12}:certificate\//.test(p.certificateArn),
    hcl: 'can(regex("^arn:aws:acm:us-east-1:[0-9]{12}:certificate/", var.certificate_arn))',
  },
  {
    id: 'cloudfront/answers-to-a-name',
    reads: ['aliases'],
    allowed: 'at least one host name',
    remedy: 'Name the hosts that people type; without one the certificate is of no use.',
    holds: (p) =>
      p.aliases.length > 0 &&
      p.aliases.every((name) => Token.isUnresolved(name) || /^(\*\.)?[\w-]+(\.[\w-]+)+$/.test(name)),
    hcl: 'length(var.aliases) > 0',
  },
  {
    id: 'cloudfront/countries-by-code',
    reads: ['blockedCountries'],
    allowed: 'two capital letters each (ISO 3166-1 alpha-2)',
    remedy: 'Write countries as KR, US, JP.',
    holds: (p) => p.blockedCountries.every((country) => /^[A-Z]{2}$/.test(country)),
    hcl: 'alltrue([for c in var.blocked_countries : can(regex("^[A-Z]{2}$", c))])',
  },
  {
    id: 'cloudfront/tls-is-current',
    reads: ['minimumTls'],
    allowed: 'TLSv1.2_2018 or later',
    remedy: 'Older TLS is broken.',
    holds: (p) => /^TLSv1\.(2_20(18|19|21|25)|3_2025)$/.test(p.minimumTls),
    hcl: 'can(regex("^TLSv1[.](2_20(18|19|21|25)|3_2025)$", var.minimum_tls))',
  },
  {
    id: 'cloudfront/origin-time-in-range',
    reads: ['originTimeoutSeconds'],
    allowed: '1 to 60 seconds',
    remedy: 'More than 60 seconds needs a raised quota.',
    holds: (p) => p.originTimeoutSeconds >= 1 && p.originTimeoutSeconds <= 60,
    hcl: 'var.origin_timeout_seconds >= 1 && var.origin_timeout_seconds <= 60',
  },
];
