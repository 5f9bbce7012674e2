import type { CloudfrontDistributionOrigin } from '@cdktf/provider-aws/lib/cloudfront-distribution/index.js';
import type { OriginName } from './behaviours.ts';

interface OriginAddresses {
  readonly albDomain: string;
  readonly originHeaderValue: string;
  readonly frontendBucketDomain: string;
  readonly apiDomain: string;
  readonly apiStagePath: string;
  readonly apiKeyValue: string;
}

/** The three origins (architecture.md 5.5): two over HTTPS, each with the header that it demands, and the bucket by OAC. */
export function origins(
  addresses: OriginAddresses,
  timeoutSeconds: number,
  bucketAccessId: string,
): CloudfrontDistributionOrigin[] {
  const overHttps = {
    httpPort: 80,
    httpsPort: 443,
    originProtocolPolicy: 'https-only',
    originSslProtocols: ['TLSv1.2'],
    originReadTimeout: timeoutSeconds,
    originKeepaliveTimeout: 60,
  };
  const named: Readonly<Record<OriginName, Omit<CloudfrontDistributionOrigin, 'originId'>>> = {
    alb: {
      domainName: addresses.albDomain,
      customOriginConfig: overHttps,
      customHeader: [{ name: 'X-Custom-Header', value: addresses.originHeaderValue }],
    },
    s3: { domainName: addresses.frontendBucketDomain, originAccessControlId: bucketAccessId },
    'vwr-api': {
      domainName: addresses.apiDomain,
      originPath: addresses.apiStagePath,
      customOriginConfig: overHttps,
      customHeader: [{ name: 'x-api-key', value: addresses.apiKeyValue }],
    },
  };
  return Object.entries(named).map(([originId, origin]) => ({ originId, ...origin }));
}
