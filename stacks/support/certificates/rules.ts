import type { Rule } from '../../../modules/rule.ts';
import type { CertificateChoice } from './choice.ts';

/** What would end in a load balancer or a CDN without a certificate (ruling A8; domain.md 10.5, 12). */
export const certificateRules: readonly Rule<CertificateChoice>[] = [
  {
    id: 'certificates/given-or-makeable',
    reads: ['given', 'zoneId'],
    allowed: 'the ARNs of certificates, or a Route 53 zone in which they are made',
    remedy: 'Give the certificates of the domain, or the zone that serves it.',
    holds: (p) => p.given !== null || p.zoneId !== null,
  },
  {
    id: 'certificates/edge-certificate',
    reads: ['given', 'cdn'],
    allowed: 'a certificate in us-east-1 besides the regional one, where there is a CDN',
    remedy:
      'Give edgeArn as well: CloudFront reads certificates of us-east-1 only, the load balancer those of its region.',
    holds: (p) => !p.cdn || p.given === null || (p.given.edgeArn ?? '').startsWith('arn:aws:acm:us-east-1:'),
  },
  {
    id: 'certificates/regional-certificate',
    reads: ['given'],
    allowed: 'a certificate in the region of the load balancer',
    remedy: 'Give regionalArn: a certificate of us-east-1 serves CloudFront alone.',
    holds: (p) =>
      p.given === null || /^arn:aws:acm:(?!us-east-1:)[a-z0-9-]+:\d{12}:certificate\//.test(p.given.regionalArn),
  },
];
