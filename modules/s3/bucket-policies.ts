import { type ResourceStatement, tlsOnly } from '../policy-document.ts';

/** A bucket and everything in it refuse requests that are not encrypted on the way. */
export const bucketTlsOnly = (bucketArn: string): ResourceStatement => tlsOnly('s3:*', [bucketArn, `${bucketArn}/*`]);

/**
 * Origin access control: this distribution alone reads (architecture.md 5.9). It may list as well, only so that S3 answers
 * a missing file with 404; without the right it says 403 and hides what is wrong.
 */
export function distributionReads(bucketArn: string, distributionArn: string): ResourceStatement[] {
  const fromDistribution = {
    Principal: { Service: 'cloudfront.amazonaws.com' },
    Condition: { StringEquals: { 'aws:SourceArn': distributionArn } },
  } as const;
  return [
    { Sid: 'DistributionReads', ...fromDistribution, Action: 's3:GetObject', Resource: `${bucketArn}/*` },
    { Sid: 'MissingFilesAre404', ...fromDistribution, Action: 's3:ListBucket', Resource: bucketArn },
  ];
}

/**
 * Who writes logs, each under its own prefix and only for this account: load balancers (their service principal, not the
 * old account per region), CloudFront by way of CloudWatch Logs delivery in us-east-1, and S3 for the frontend bucket.
 */
export function logsAreDelivered(
  logsArn: string,
  frontendArn: string,
  accountId: string,
  region: string,
): ResourceStatement[] {
  const ours = { StringEquals: { 'aws:SourceAccount': accountId } };
  return [
    {
      Sid: 'LoadBalancersWrite',
      Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `${logsArn}/alb/AWSLogs/${accountId}/*`,
      Condition: {
        ArnLike: { 'aws:SourceArn': `arn:aws:elasticloadbalancing:${region}:${accountId}:loadbalancer/*` },
      },
    },
    {
      Sid: 'DistributionsWrite',
      Principal: { Service: 'delivery.logs.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `${logsArn}/cloudfront/AWSLogs/${accountId}/*`,
      Condition: {
        StringEquals: { 'aws:SourceAccount': accountId, 's3:x-amz-acl': 'bucket-owner-full-control' },
        ArnLike: { 'aws:SourceArn': `arn:aws:logs:us-east-1:${accountId}:delivery-source:*` },
      },
    },
    {
      Sid: 'FrontendBucketWrites',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `${logsArn}/s3/*`,
      Condition: { ...ours, ArnLike: { 'aws:SourceArn': frontendArn } },
    },
  ];
}
