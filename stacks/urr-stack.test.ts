import { Testing } from 'cdktf';
import { expect, use } from 'chai';
import { chaiTerraform } from '../test/chai-terraform/chai-terraform.ts';
import type { SynthesisedStack } from '../test/chai-terraform/synthesised-stack.ts';
import type { Environment } from './environments/environment.ts';
import { environmentNamed } from './environments/environment-named.ts';
import { UrrStack } from './urr-stack.ts';

use(chaiTerraform);

const build = (name: string, change: Partial<Environment> = {}, env: NodeJS.ProcessEnv = {}): SynthesisedStack =>
  JSON.parse(
    Testing.synth(new UrrStack(Testing.app(), name, { ...environmentNamed(name, env), ...change }), true),
  ) as SynthesisedStack;

describe('urr stack: one environment', () => {
  const prod = build('prod');
  const staging = build('staging');

  it('has the CDN, its firewall and the proxy in prod only (architecture.md 9, rulings D4, D6)', () => {
    for (const type of ['aws_cloudfront_distribution', 'aws_wafv2_web_acl', 'aws_db_proxy']) {
      expect(prod, type).to.have.resourceCount(type, 1);
      expect(staging, type).to.have.resourceCount(type, 0);
    }
  });

  it('has the waiting room in both, at a fifth of the rate in staging (ruling D2)', () => {
    for (const [stack, rate, burst] of [
      [prod, 5_000, 10_000],
      [staging, 1_000, 2_000],
    ] as const)
      expect(stack).to.have.resource('aws_api_gateway_method_settings', {
        settings: { throttling_rate_limit: rate, throttling_burst_limit: burst },
      });
  });

  it('names the domain by the CDN in prod and by the load balancer in staging', () => {
    expect(prod).to.have.resource('aws_route53_record', { type: 'A', alias: { name: /aws_cloudfront_distribution/ } });
    expect(staging).to.have.resource('aws_route53_record', { type: 'A', alias: { name: /aws_lb\./ } });
  });

  it('makes what an account holds once only where it is not there yet', () => {
    const guest = build('staging', {}, { URR_STAGING_SHARES_ACCOUNT: 'true' });

    expect(staging).to.have.resourceCount('aws_api_gateway_account', 1);
    expect(guest).to.have.resourceCount('aws_api_gateway_account', 0);
    expect(staging).to.have.resourceCount('aws_iam_openid_connect_provider', 2);
    expect(guest).to.have.resourceCount('aws_iam_openid_connect_provider', 1);
  });

  it('lets Slack see alarms through a role within the boundary, and makes none without a channel', () => {
    const slack = { URR_PROD_SLACK_WORKSPACE_ID: 'T0123', URR_PROD_SLACK_CHANNEL_ID: 'C0123' };

    expect(build('prod', {}, slack)).to.have.resource('aws_iam_role', {
      name: 'urr-prod-alarms-slack',
      permissions_boundary: /aws_iam_policy\./,
    });
    expect(Object.values(prod.resource?.aws_iam_role ?? {}).map(({ name }) => name)).not.to.include(
      'urr-prod-alarms-slack',
    );
  });

  it('encrypts what the edge logs at home under the key of the logs', () => {
    expect(prod).to.have.resource('aws_cloudwatch_log_group', {
      name: '/aws/lambda/us-east-1.urr-prod-viewer-request',
      kms_key_id: /aws_kms_key\.keys_logs/,
    });
  });

  const environment = environmentNamed('prod', {});
  const refused: [string, string, Partial<Environment>, RegExp][] = [
    [
      'a network that overlaps its neighbour',
      'prod',
      { vpc: { ...environment.vpc, cidr: '10.1.0.0/16' } },
      /vpc\/no-overlap-with-neighbours: got cidr = "10\.1\.0\.0\/16"/,
    ],
    ['a foreign network', 'prod', { vpc: { ...environment.vpc, cidr: '52.0.0.0/16' } }, /vpc\/private-block/],
    ['one zone', 'prod', { vpc: { ...environment.vpc, availabilityZones: ['ap-northeast-2a'] } }, /vpc\/two-zones/],
    ['fewer nodes at most than at least', 'prod', { eks: { ...environment.eks, minNodes: 6 } }, /eks\//],
    ['an ALB that admits nobody', 'staging', { alb: { ingressCidrs: [] } }, /alb\/somebody-may-come-in/],
    [
      'a FIFO trigger with a window',
      'prod',
      { lambdaWorker: { ...environment.lambdaWorker, batchWindowSeconds: 5 } },
      /lambda-worker\//,
    ],
    [
      'in-sync replicas equal to replicas without the waiver',
      'prod',
      { msk: { ...environment.msk, acceptStopWhileBrokerAway: false } },
      /msk\//,
    ],
    [
      'more pods than a server without a proxy has connections for',
      'staging',
      { podsOf: ({ scaling, replicas }) => scaling?.max ?? replicas },
      // 23 pods with a pool of 10 and 5 runs of the worker.
      /rds\/connections-fit: got instanceClass = "db\.t4g\.micro", clientConnections = 235, proxy = false/,
    ],
    [
      'places that end while people wait',
      'prod',
      { lambdaVwr: { ...environment.lambdaVwr, positionLifetimeSeconds: 60 } },
      /lambda-vwr\/places-outlive-the-wait: got positionLifetimeSeconds = 60/,
    ],
    [
      'a key that is taken for the time to live',
      'prod',
      { dynamodbVwr: { expiryAttribute: 'requestId' } },
      /dynamodb-vwr\/expiry-is-its-own-attribute/,
    ],
    ['logs that are deleted before they move', 'prod', { s3: { logsDeleteDays: 90 } }, /s3\//],
    [
      'Lambda@Edge with an environment',
      'prod',
      {
        cdn: { originHeader: 'blue', firewall: {}, cloudfront: { runtime: 'nodejs22.x', edgeEnvironment: { A: 'b' } } },
      },
      /cloudfront\/edge-has-no-environment/,
    ],
  ];
  it('says everything that is wrong at once, and of what Terraform learns later that it is not known yet', () => {
    const vpc = { ...environment.vpc, availabilityZones: ['ap-northeast-2a'] };
    const broken = () => build('prod', { vpc, eks: { ...environment.eks, minNodes: 6 } });

    expect(broken).to.throw(/vpc\/two-zones: .*\n {4}allowed: .*\n {4}Name at least two zones/);
    expect(broken).to.throw(/eks\/node-counts-in-order: got minNodes = 6, desiredNodes = 3, maxNodes = 5\n/);
    expect(broken).to.throw(/rds\/two-zones: .*"ids":\["\(known after apply\)"\]/);
  });

  for (const [what, name, change, message] of refused)
    it(`refuses ${what}, by name and with the remedy`, () => {
      expect(() => build(name, change)).to.throw(message);
    });
});
