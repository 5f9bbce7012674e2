import { CloudfrontCachePolicy } from '@cdktf/provider-aws/lib/cloudfront-cache-policy/index.js';
import { CloudfrontResponseHeadersPolicy } from '@cdktf/provider-aws/lib/cloudfront-response-headers-policy/index.js';
import { Construct } from 'constructs';
import { type Behaviour, behaviours, securityHeaders } from './behaviours.ts';

// Managed policies, the same in every account (Amazon CloudFront Developer Guide: managed cache policies, managed origin
// request policies).
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_VIEWER = '216adef6-5c7f-47e4-b989-5492eafa07d3';
const ALL_VIEWER_EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

/** Ids of the policies that a behaviour names. */
export interface BehaviourPolicies {
  readonly cachePolicyId: string;
  readonly originRequestPolicyId?: string;
}

/** The policies of the distribution (architecture.md 5.5, ruling A7): one cache policy per time, one of security headers. */
export class Policies extends Construct {
  readonly responseHeadersPolicyId: string;
  readonly #cachePolicyIds = new Map<string, string>();

  constructor(scope: Construct, id: string, namePrefix: string) {
    super(scope, id);
    for (const behaviour of behaviours) {
      const time = timeOf(behaviour);
      if (!this.#cachePolicyIds.has(time))
        this.#cachePolicyIds.set(
          time,
          behaviour.mostSeconds === 0 ? CACHING_DISABLED : this.#kept(namePrefix, time, behaviour).id,
        );
    }
    this.responseHeadersPolicyId = this.#securityHeaders(namePrefix).id;
  }

  of(behaviour: Behaviour): BehaviourPolicies {
    const cachePolicyId = this.#cachePolicyIds.get(timeOf(behaviour)) ?? CACHING_DISABLED;
    switch (behaviour.forwards) {
      case 'all':
        return { cachePolicyId, originRequestPolicyId: ALL_VIEWER };
      case 'all-but-host':
        return { cachePolicyId, originRequestPolicyId: ALL_VIEWER_EXCEPT_HOST };
      case 'cache-key':
        return { cachePolicyId };
    }
  }

  #kept(namePrefix: string, time: string, { ttlSeconds, mostSeconds }: Behaviour): CloudfrontCachePolicy {
    return new CloudfrontCachePolicy(this, `kept-${time}`, {
      name: `${namePrefix}-kept-${time}`,
      comment:
        ttlSeconds === 0
          ? `Answers that say so themselves, kept for at most ${mostSeconds} seconds`
          : `Files of the frontend, kept for ${ttlSeconds} seconds`,
      minTtl: 0,
      defaultTtl: ttlSeconds,
      maxTtl: mostSeconds,
      parametersInCacheKeyAndForwardedToOrigin: {
        cookiesConfig: { cookieBehavior: 'none' },
        queryStringsConfig: { queryStringBehavior: 'none' },
        // S3 answers CORS by Origin: an answer without it must not be given to a request with it.
        headersConfig: { headerBehavior: 'whitelist', headers: { items: ['Origin'] } },
        enableAcceptEncodingBrotli: true,
        enableAcceptEncodingGzip: true,
      },
    });
  }

  #securityHeaders(namePrefix: string): CloudfrontResponseHeadersPolicy {
    return new CloudfrontResponseHeadersPolicy(this, 'security-headers', {
      name: `${namePrefix}-security-headers`,
      comment: 'The five documented security headers',
      securityHeadersConfig: {
        strictTransportSecurity: {
          accessControlMaxAgeSec: 31_536_000,
          includeSubdomains: true,
          preload: true,
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: securityHeaders['X-Frame-Options'], override: true },
        xssProtection: { protection: true, modeBlock: true, override: true },
        referrerPolicy: { referrerPolicy: securityHeaders['Referrer-Policy'], override: true },
      },
    });
  }
}

/** What distinguishes cache policies, and names them. */
function timeOf({ ttlSeconds, mostSeconds }: Behaviour): string {
  return ttlSeconds === mostSeconds ? `${ttlSeconds}-seconds` : `up-to-${mostSeconds}-seconds`;
}
