import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { expect, use } from 'chai';
import { synth } from '../../stacks/testing/synth.ts';
import { chaiTerraform } from '../../test/chai-terraform/chai-terraform.ts';
import { behaviours } from './behaviours.ts';
import { Cloudfront, type CloudfrontProps } from './index.ts';

use(chaiTerraform);

const bundle = { path: import.meta.filename, hash: 'q83vEjRWeJA=', bytes: 1_000 };
const edgeFunctions = {
  'vwr-page-rewrite': 'function handler() {}',
  'vwr-api-prefix-strip': 'function handler() {}',
  'vwr-gate': 'async function handler() {}',
};
const build = (props: Partial<CloudfrontProps> = {}) =>
  synth((stack) => {
    new Cloudfront(stack, 'cloudfront', {
      namePrefix: 'urr-prod',
      usEast1: new AwsProvider(stack, 'us-east-1', { region: 'us-east-1', alias: 'us_east_1' }),
      runtime: 'nodejs22.x',
      albDomain: 'urr-prod-1.ap-northeast-2.elb.amazonaws.com',
      originHeaderValue: 'the-first-value',
      frontendBucketDomain: 'frontend.s3.ap-northeast-2.amazonaws.com',
      apiDomain: 'abc.execute-api.ap-northeast-2.amazonaws.com',
      apiStagePath: '/v1',
      apiKeyValue: 'the-key',
      certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1',
      aliases: ['tickets.example.com'],
      webAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/urr/1',
      logsBucketArn: 'arn:aws:s3:::logs',
      edgeRoleArn: 'arn:aws:iam::123456789012:role/edge',
      viewerRequestBundle: bundle,
      edgeFunctions,
      ...props,
    });
  });
const distributionOf = (stack: ReturnType<typeof build>) =>
  Object.values(stack.resource?.aws_cloudfront_distribution ?? {})[0]!;

/** Managed policies, from the Amazon CloudFront Developer Guide. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_VIEWER = '216adef6-5c7f-47e4-b989-5492eafa07d3';
const ALL_VIEWER_EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

describe('cloudfront module', () => {
  it('makes the documented distribution (architecture.md 5.5)', () => {
    expect(build()).to.have.resource('aws_cloudfront_distribution', {
      enabled: true,
      price_class: 'PriceClass_200',
      http_version: 'http2',
      is_ipv6_enabled: true,
      aliases: ['tickets.example.com'],
      viewer_certificate: { minimum_protocol_version: 'TLSv1.2_2021', ssl_support_method: 'sni-only' },
      restrictions: { geo_restriction: { restriction_type: 'none', locations: [] } },
      web_acl_id: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/urr/1',
    });
  });

  it('has the five documented behaviours, each with its origin and time', () => {
    expect(behaviours.map(({ path, origin, ttlSeconds }) => [path, origin, ttlSeconds])).to.deep.equal([
      ['/static/*', 's3', 3_600],
      ['/_next/static/*', 's3', 31_536_000],
      ['/vwr/*', 's3', 300],
      ['/vwr-api/*', 'vwr-api', 0],
      ['*', 'alb', 0],
    ]);
    const stack = build();
    for (const ttl of [3_600, 31_536_000, 300])
      expect(stack).to.have.resource('aws_cloudfront_cache_policy', { default_ttl: ttl, max_ttl: ttl });
  });

  it('sends each path to its origin', () => {
    const { ordered_cache_behavior, default_cache_behavior } = distributionOf(build()) as {
      ordered_cache_behavior: { path_pattern: string; target_origin_id: string }[];
      default_cache_behavior: { target_origin_id: string };
    };

    expect(ordered_cache_behavior.map((b) => [b.path_pattern, b.target_origin_id])).to.deep.equal([
      ['/static/*', 's3'],
      ['/_next/static/*', 's3'],
      ['/vwr/*', 's3'],
      ['/vwr-api/*', 'vwr-api'],
    ]);
    expect(default_cache_behavior.target_origin_id).to.equal('alb');
  });

  it('keeps nothing by the managed policy, never by one of its own with headers (domain.md 10.5, 14)', () => {
    const stack = build();

    expect(stack).to.have.resource('aws_cloudfront_distribution', {
      default_cache_behavior: { cache_policy_id: CACHING_DISABLED, origin_request_policy_id: ALL_VIEWER },
    });
    expect(stack).to.have.resourceCount('aws_cloudfront_cache_policy', 4);
    for (const policy of Object.values(stack.resource?.aws_cloudfront_cache_policy ?? {}))
      expect(policy.max_ttl).to.be.greaterThan(0);
    expect(distributionOf(stack).default_cache_behavior).not.to.have.any.keys('min_ttl', 'default_ttl', 'max_ttl');
  });

  it('keeps of the waiting room what says so itself, for at most 5 seconds (rulings C)', () => {
    const stack = build();
    const { ordered_cache_behavior: ordered } = distributionOf(stack) as {
      ordered_cache_behavior: { path_pattern: string; cache_policy_id: string }[];
    };

    expect(stack).to.have.resource('aws_cloudfront_cache_policy', {
      name: 'urr-prod-kept-up-to-5-seconds',
      min_ttl: 0,
      default_ttl: 0,
      max_ttl: 5,
    });
    expect(ordered.find((b) => b.path_pattern === '/vwr-api/*')?.cache_policy_id).to.match(/up-to-5-seconds/);
  });

  it('keeps no error for others who ask the same, as CloudFront would for ten seconds', () => {
    const responses = distributionOf(build()).custom_error_response as object[];

    expect(responses).to.deep.equal(
      [404, 405, 414, 500, 501, 502, 503, 504].map((error_code) => ({ error_code, error_caching_min_ttl: 0 })),
    );
  });

  it('never sends the Host of the viewer to API Gateway (domain.md 10.5, 13)', () => {
    const { ordered_cache_behavior: ordered } = distributionOf(build()) as {
      ordered_cache_behavior: { path_pattern: string; origin_request_policy_id?: string }[];
    };

    expect(ordered.find((b) => b.path_pattern === '/vwr-api/*')?.origin_request_policy_id).to.equal(
      ALL_VIEWER_EXCEPT_HOST,
    );
  });

  it('replaces no answer of the API by a page (domain.md 10.5, 15)', () => {
    const responses = distributionOf(build()).custom_error_response as object[];
    for (const response of responses) expect(response).not.to.have.any.keys('response_page_path', 'response_code');
  });

  it('reaches the three documented origins: header, OAC, HTTPS (ruling B14, B16)', () => {
    const stack = build();
    const { origin } = distributionOf(stack) as { origin: Record<string, unknown>[] };

    expect(origin.map(({ origin_id }) => origin_id)).to.deep.equal(['alb', 's3', 'vwr-api']);
    expect(origin[0]).to.deep.include({ custom_header: [{ name: 'X-Custom-Header', value: 'the-first-value' }] });
    expect(origin[0]?.custom_origin_config).to.deep.include({ origin_protocol_policy: 'https-only' });
    expect(origin[1]).to.have.property('origin_access_control_id');
    expect(origin[2]).to.deep.include({ origin_path: '/v1', custom_header: [{ name: 'x-api-key', value: 'the-key' }] });
    expect(stack).to.have.resource('aws_cloudfront_origin_access_control', {
      signing_behavior: 'always',
      signing_protocol: 'sigv4',
    });
  });

  it('sends the five documented security headers', () => {
    expect(build()).to.have.resource('aws_cloudfront_response_headers_policy', {
      security_headers_config: {
        strict_transport_security: { access_control_max_age_sec: 31_536_000, include_subdomains: true, preload: true },
        content_type_options: { override: true },
        frame_options: { frame_option: 'DENY' },
        xss_protection: { protection: true, mode_block: true },
        referrer_policy: { referrer_policy: 'strict-origin-when-cross-origin' },
      },
    });
  });

  it('checks tokens at the edge on the default path alone, by a published version in us-east-1 (ruling B25)', () => {
    const stack = build();

    expect(stack).to.have.resource('aws_lambda_function', {
      function_name: 'urr-prod-viewer-request',
      provider: 'aws.us_east_1',
      runtime: 'nodejs22.x',
      memory_size: 128,
      timeout: 5,
      architectures: ['x86_64'],
      publish: true,
      skip_destroy: true,
    });
    const [edge] = Object.values(stack.resource?.aws_lambda_function ?? {});
    expect(edge).not.to.have.any.keys('environment', 'vpc_config', 'layers', 'dead_letter_config');
    expect(stack).to.have.resource('aws_cloudfront_distribution', {
      default_cache_behavior: {
        lambda_function_association: [{ event_type: 'viewer-request', lambda_arn: /qualified_arn}$/ }],
      },
    });
    const { ordered_cache_behavior: ordered } = distributionOf(stack) as { ordered_cache_behavior: object[] };
    for (const behaviour of ordered) expect(behaviour).not.to.have.property('lambda_function_association');
  });

  it('runs the two CloudFront Functions on their paths', () => {
    const stack = build();
    const { ordered_cache_behavior: ordered } = distributionOf(stack) as {
      ordered_cache_behavior: { path_pattern: string; function_association?: { function_arn: string }[] }[];
    };

    expect(stack).to.have.resourceCount('aws_cloudfront_function', 2);
    expect(stack).to.have.resource('aws_cloudfront_function', { runtime: 'cloudfront-js-2.0', publish: true });
    const of = (path: string) => ordered.find((b) => b.path_pattern === path)?.function_association?.[0]?.function_arn;
    expect(of('/vwr/*')).to.match(/page-rewrite/);
    expect(of('/vwr-api/*')).to.match(/prefix-strip/);
  });

  it('puts the gate before the token check where it is switched on, and nothing of it elsewhere', () => {
    const without = build();
    expect(without).to.have.resourceCount('aws_cloudfront_key_value_store', 0);
    const stack = build({ gate: true });

    expect(stack).to.have.resourceCount('aws_cloudfront_function', 3);
    expect(stack).to.have.resource('aws_cloudfront_key_value_store', { name: 'urr-prod-active-rooms' });
    expect(stack).to.have.resource('aws_cloudfront_function', {
      name: 'urr-prod-vwr-gate',
      key_value_store_associations: [/active-rooms.*arn}$/],
    });
    expect(stack).to.have.resource('aws_cloudfront_distribution', {
      default_cache_behavior: {
        cache_policy_id: CACHING_DISABLED,
        function_association: [{ event_type: 'viewer-request', function_arn: /vwr-gate/ }],
        lambda_function_association: [{ event_type: 'origin-request', lambda_arn: /qualified_arn}$/ }],
      },
    });
  });

  it('keeps Terraform from reading a template literal of the code as its own', () => {
    const code = 'function handler(event) { return `${event.request.uri}/`; }';

    expect(build({ edgeFunctions: { ...edgeFunctions, 'vwr-page-rewrite': code } })).to.have.resource(
      'aws_cloudfront_function',
      { code: 'function handler(event) { return `$${event.request.uri}/`; }' },
    );
  });

  it('writes access logs from us-east-1, without cookies and queries', () => {
    const stack = build();

    expect(stack).to.have.resource('aws_cloudwatch_log_delivery_source', {
      provider: 'aws.us_east_1',
      log_type: 'ACCESS_LOGS',
    });
    const [delivery] = Object.values(stack.resource?.aws_cloudwatch_log_delivery ?? {});
    expect(delivery?.record_fields).to.include('sc-status');
    for (const field of ['cs(Cookie)', 'cs-uri-query']) expect(delivery?.record_fields).not.to.include(field);
  });

  it('turns countries away that are listed', () => {
    expect(build({ blockedCountries: ['KP'] })).to.have.resource('aws_cloudfront_distribution', {
      restrictions: { geo_restriction: { restriction_type: 'blacklist', locations: ['KP'] } },
    });
  });

  const refused: [string, Partial<CloudfrontProps>, RegExp][] = [
    ['a Lambda@Edge with environment variables', { edgeEnvironment: { KEY: 'x' } }, /edge-has-no-environment/],
    ['a Lambda@Edge above 5 seconds', { edgeTimeoutSeconds: 6 }, /edge-within-limits/],
    ['a bundle of 1 MB', { viewerRequestBundle: { ...bundle, bytes: 1_048_576 } }, /edge-bundle-fits/],
    [
      'a CloudFront Function above 10 KB',
      { edgeFunctions: { ...edgeFunctions, 'vwr-page-rewrite': 'x'.repeat(10_241) } },
      /edge-functions-fit/,
    ],
    [
      'the certificate of the load balancer (domain.md 10.5, 12)',
      { certificateArn: 'arn:aws:acm:ap-northeast-2:123456789012:certificate/1' },
      /certificate-in-us-east-1/,
    ],
    ['no certificate at all', { certificateArn: '' }, /certificate-in-us-east-1/],
    ['no name to answer to', { aliases: [] }, /answers-to-a-name/],
    ['a country by its name', { blockedCountries: ['Korea'] }, /countries-by-code/],
    ['old TLS', { minimumTls: 'TLSv1.1_2016' }, /tls-is-current/],
    ['an origin that may take minutes', { originTimeoutSeconds: 61 }, /origin-time-in-range/],
    ['a runtime that is not Node.js', { runtime: 'python3.13' }, /cloudfront\/runtime-is-node/],
  ];
  for (const [what, props, message] of refused)
    it(`refuses ${what}`, () => {
      expect(() => build(props)).to.throw(message);
    });

  it('accepts the edges of every range', () => {
    const edges = { edgeTimeoutSeconds: 1, originTimeoutSeconds: 60, minimumTls: 'TLSv1.2_2025' };

    expect(build({ ...edges, viewerRequestBundle: { ...bundle, bytes: 1_048_575 } })).to.be.an('object');
  });
});
