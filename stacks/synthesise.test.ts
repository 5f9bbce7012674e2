import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, use } from 'chai';
import { chaiTerraform } from '../test/chai-terraform/chai-terraform.ts';
import type { SynthesisedStack } from '../test/chai-terraform/synthesised-stack.ts';
import { type SynthesisOptions, synthesise } from './synthesise.ts';

use(chaiTerraform);

type Json = Record<string, Record<string, Record<string, unknown>[]> & Record<string, Record<string, unknown>>>;

describe('synthesise: the stacks as Terraform reads them', () => {
  let outdir: string;
  before(() => {
    outdir = mkdtempSync(path.join(tmpdir(), 'urr-synth-'));
  });
  after(() => rmSync(outdir, { recursive: true }));

  const run = (names: string[], options: Partial<SynthesisOptions> = {}) =>
    synthesise(names, outdir, { env: {}, now: new Date('2026-11-22T12:00:00Z'), ...options });
  const read = (name: string, options: Partial<SynthesisOptions> = {}) =>
    JSON.parse(readFileSync(run([name], options).files.get(name) ?? '', 'utf8')) as SynthesisedStack & Json;

  for (const name of ['prod', 'staging'])
    it(`keeps the state of ${name} in a bucket of its own, under both locks (architecture.md 11, ruling D8)`, () => {
      expect(read(name).terraform?.backend).to.deep.equal({
        s3: {
          bucket: `urr-${name}-terraform-state-123456789012`,
          key: `${name}/terraform.tfstate`,
          region: 'ap-northeast-2',
          encrypt: true,
          dynamodb_table: `urr-${name}-terraform-lock`,
          use_lockfile: true,
          allowed_account_ids: ['123456789012'],
        },
      });
    });

  it('accepts credentials of one account only, in the region and in us-east-1', () => {
    const providers = read('prod', { env: { URR_PROD_ACCOUNT_ID: '210987654321' } }).provider?.aws;

    expect(providers).to.have.length(2);
    expect(providers?.[0]).to.deep.include({ region: 'ap-northeast-2', allowed_account_ids: ['210987654321'] });
    expect(providers?.[1]).to.deep.include({ region: 'us-east-1', alias: 'us-east-1' });
  });

  it('pins the provider to 5.100.0', () => {
    expect(read('prod').terraform?.required_providers).to.deep.include({ aws: { source: 'aws', version: '5.100.0' } });
  });

  it('makes a state bucket that nobody can delete, read from outside or write without a version', () => {
    const stack = read('bootstrap-prod');

    expect(stack).to.have.resource('aws_s3_bucket', {
      bucket: 'urr-prod-terraform-state-123456789012',
      lifecycle: { prevent_destroy: true },
    });
    expect(stack).to.have.resource('aws_s3_bucket_versioning', { versioning_configuration: { status: 'Enabled' } });
    expect(stack).to.have.resource('aws_s3_bucket_server_side_encryption_configuration', {
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }],
    });
    expect(stack).to.have.resource('aws_s3_bucket_public_access_block', {
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(stack).to.have.resource('aws_s3_bucket_policy', { policy: /"aws:SecureTransport":"false"/ });
    expect(stack).to.have.resource('aws_s3_bucket_lifecycle_configuration', {
      rule: [{ noncurrent_version_expiration: [{ noncurrent_days: 90 }] }],
    });
  });

  it('makes a lock table on demand, with recovery and protection', () => {
    expect(read('bootstrap-staging')).to.have.resource('aws_dynamodb_table', {
      name: 'urr-staging-terraform-lock',
      billing_mode: 'PAY_PER_REQUEST',
      hash_key: 'LockID',
      point_in_time_recovery: { enabled: true },
      deletion_protection_enabled: true,
    });
  });

  it('keeps the state of the bootstrap on the disk only while there is no bucket', () => {
    expect(read('bootstrap-prod', { bootstrapState: 'local' }).terraform?.backend).to.have.property('local');
    expect(read('bootstrap-prod').terraform?.backend).to.have.nested.property(
      's3.key',
      'bootstrap-prod/terraform.tfstate',
    );
  });

  it('turns to an emulator when one is named, and leaves out the one statement that moto gets wrong', () => {
    const stack = read('bootstrap-prod', { env: { URR_AWS_ENDPOINT: 'http://127.0.0.1:5555' } });

    expect(stack.terraform?.backend).to.have.nested.property('s3.endpoints.s3', 'http://127.0.0.1:5555');
    expect(stack.terraform?.backend).to.have.nested.property('s3.use_path_style', true);
    expect(stack.provider?.aws?.[0]).to.include({ s3_use_path_style: true });
    expect(stack).to.have.resourceCount('aws_s3_bucket_policy', 0);
  });

  it('warns of examples, and of refused values once the documented ones are asked for', () => {
    expect(run(['prod']).warnings.join('\n')).to.match(/prod: example values stand for URR_PROD_ACCOUNT_ID/);
    expect(run(['prod'], { env: { URR_DOCUMENTED_VALUES: 'true' } }).warnings.join('\n')).to.match(/prod: A1: .*1\.28/);
  });

  it('says of a setting that cannot work where it stands, what was given, what is allowed and what to do', () => {
    const env = { URR_STAGING_INGRESS_CIDRS: '10.0.0.0/7' };

    expect(() => run(['staging'], { env })).to.throw(
      [
        '1 fault in the settings, so nothing was written:',
        '',
        '  [staging/alb] alb/known-visitors: got ingressCidrs = ["10.0.0.0/7"]',
        '    allowed: IPv4 blocks of /8 or smaller, written like 203.0.113.0/24',
        '    Name the blocks: an environment without CDN, firewall and rate limits must not be open to the world.',
      ].join('\n'),
    );
    expect(existsSync(path.join(outdir, 'stacks/staging/cdk.tf.json'))).to.equal(false);
  });

  it('refuses a stack that there is not, by name', () => {
    expect(() => run(['production'])).to.throw('"production" is no environment; there are prod and staging');
    expect(() => run(['bootstrap-test'])).to.throw('"test" is no environment');
  });
});
