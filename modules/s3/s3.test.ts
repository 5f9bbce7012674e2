import { expect, use } from 'chai';
import { synth } from '../../stacks/testing/synth.ts';
import { chaiTerraform } from '../../test/chai-terraform/chai-terraform.ts';
import { S3, type S3Props } from './index.ts';

use(chaiTerraform);

const build = (props: Partial<S3Props> = {}) =>
  synth((stack) => {
    new S3(stack, 's3', {
      bucketPrefix: 'urr-prod-123456789012',
      accountId: '123456789012',
      region: 'ap-northeast-2',
      distributionArn: 'arn:aws:cloudfront::123456789012:distribution/E1',
      ...props,
    });
  });

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Action: string;
  readonly Resource: unknown;
  readonly Condition: Record<string, Record<string, string>>;
}

/** The statements of the policy of one bucket, by their names. */
function policyOf(stack: ReturnType<typeof build>, bucket: 'frontend' | 'logs'): Map<string, Statement> {
  const [, found] = Object.entries(stack.resource?.aws_s3_bucket_policy ?? {}).find(([name]) =>
    name.startsWith(`s3_${bucket}-policy`),
  )!;
  const { Statement } = JSON.parse(found.policy as string) as { Statement: Statement[] };
  return new Map(Statement.map((statement) => [statement.Sid, statement]));
}

describe('s3 module', () => {
  it('keeps versions, encrypts by S3 and blocks the public, on both buckets (architecture.md 5.9)', () => {
    const stack = build();

    expect(stack).to.have.resource('aws_s3_bucket', { bucket: 'urr-prod-123456789012-frontend' });
    expect(stack).to.have.resource('aws_s3_bucket', { bucket: 'urr-prod-123456789012-logs' });
    expect(stack).to.have.resourceCount('aws_s3_bucket_versioning', 2);
    expect(stack).to.have.resource('aws_s3_bucket_versioning', { versioning_configuration: { status: 'Enabled' } });
    expect(stack).to.have.resourceCount('aws_s3_bucket_server_side_encryption_configuration', 2);
    expect(stack).to.have.resource('aws_s3_bucket_server_side_encryption_configuration', {
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }],
    });
    expect(stack).to.have.resourceCount('aws_s3_bucket_public_access_block', 2);
    expect(stack).to.have.resource('aws_s3_bucket_public_access_block', {
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(stack).to.have.resourceCount('aws_s3_bucket_ownership_controls', 2);
  });

  it('answers CORS for GET and HEAD', () => {
    expect(build({ corsOrigins: ['https://tickets.example.com'] })).to.have.resource(
      'aws_s3_bucket_cors_configuration',
      {
        cors_rule: [{ allowed_methods: ['GET', 'HEAD'], allowed_origins: ['https://tickets.example.com'] }],
      },
    );
  });

  it('lets the one distribution read and nobody else', () => {
    const policy = policyOf(build(), 'frontend');

    expect([...policy.keys()]).to.deep.equal(['TlsOnly', 'DistributionReads', 'MissingFilesAre404']);
    expect(policy.get('DistributionReads')).to.deep.include({
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: 's3:GetObject',
      Condition: { StringEquals: { 'aws:SourceArn': 'arn:aws:cloudfront::123456789012:distribution/E1' } },
    });
  });

  it('lets nobody read where there is no distribution, as in staging', () => {
    const stack = synth((scope) => {
      new S3(scope, 's3', { bucketPrefix: 'urr-staging-1', accountId: '123456789012', region: 'ap-northeast-2' });
    });

    expect([...policyOf(stack, 'frontend').keys()]).to.deep.equal(['TlsOnly']);
  });

  it('moves logs after 30 and 90 days and deletes them after 180 (ruling A5; domain.md 10.5, 16)', () => {
    expect(build()).to.have.resource('aws_s3_bucket_lifecycle_configuration', {
      rule: [
        {
          id: 'age-logs',
          status: 'Enabled',
          transition: [
            { days: 30, storage_class: 'STANDARD_IA' },
            { days: 90, storage_class: 'GLACIER' },
          ],
          expiration: [{ days: 180 }],
        },
        { id: 'clean-up', abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }] },
      ],
    });
  });

  it('removes replaced versions and unfinished uploads of the frontend', () => {
    expect(build({ logs: false })).to.have.resource('aws_s3_bucket_lifecycle_configuration', {
      rule: [
        {
          noncurrent_version_expiration: [{ noncurrent_days: 30 }],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        },
      ],
    });
  });

  it('takes logs from the load balancers of this account by their service, not from an account per region', () => {
    const policy = policyOf(build(), 'logs');

    expect(policy.get('LoadBalancersWrite')).to.deep.include({
      Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
      Action: 's3:PutObject',
      Condition: {
        ArnLike: { 'aws:SourceArn': 'arn:aws:elasticloadbalancing:ap-northeast-2:123456789012:loadbalancer/*' },
      },
    });
    expect(policy.get('DistributionsWrite')?.Condition).to.deep.include({
      ArnLike: { 'aws:SourceArn': 'arn:aws:logs:us-east-1:123456789012:delivery-source:*' },
    });
  });

  it('writes who read the frontend bucket into the logs bucket', () => {
    expect(build()).to.have.resource('aws_s3_bucket_logging', { target_prefix: 's3/' });
  });

  it('has no logs bucket where none is wanted', () => {
    const stack = build({ logs: false });

    expect(stack).to.have.resourceCount('aws_s3_bucket', 1);
    expect(stack).to.have.resourceCount('aws_s3_bucket_logging', 0);
  });

  const refused: [string, Partial<S3Props>, RegExp][] = [
    ['Standard-IA before 30 days', { logsInfrequentDays: 29 }, /s3\/infrequent-after-30-days/],
    ['Glacier too soon after Standard-IA', { logsGlacierDays: 59 }, /s3\/glacier-after-infrequent/],
    ['deletion on the day of Glacier, as documented', { logsDeleteDays: 90 }, /s3\/deletion-after-glacier/],
    ['clean-up within the day', { abortUploadDays: 0 }, /s3\/clean-up-takes-a-day/],
    ['CORS for everybody', { corsOrigins: ['*'] }, /s3\/cors-names-origins/],
  ];
  for (const [what, props, message] of refused)
    it(`refuses ${what}`, () => {
      expect(() => build(props)).to.throw(message);
    });

  it('accepts the edges of every range', () => {
    const edges = { logsInfrequentDays: 30, logsGlacierDays: 60, logsDeleteDays: 150, noncurrentDays: 1 };

    expect(build({ ...edges, abortUploadDays: 1 })).to.be.an('object');
  });
});
