import { expect, use } from 'chai';
import { synth } from '../../stacks/testing/synth.ts';
import { chaiTerraform } from '../../test/chai-terraform/chai-terraform.ts';
import { LambdaVwr, type LambdaVwrProps } from './index.ts';

use(chaiTerraform);

const apiBundle = { path: import.meta.filename, hash: 'q83vEjRWeJA=', bytes: 1_000 };
const advancerBundle = { ...apiBundle, hash: 'EjRWeJCrze8=' };
const build = (props: Partial<LambdaVwrProps> = {}) =>
  synth((stack) => {
    new LambdaVwr(stack, 'lambda-vwr', {
      namePrefix: 'urr-prod',
      region: 'ap-northeast-2',
      runtime: 'nodejs22.x',
      apiRoleArn: 'arn:aws:iam::123456789012:role/api',
      advancerRoleArn: 'arn:aws:iam::123456789012:role/advancer',
      schedulerRoleArn: 'arn:aws:iam::123456789012:role/scheduler',
      countersTableName: 'urr-prod-vwr-counters',
      positionsTableName: 'urr-prod-vwr-positions',
      apiBundle,
      advancerBundle,
      alarmTopicArn: 'arn:aws:sns:ap-northeast-2:123456789012:alarms',
      ...props,
    });
  });

describe('lambda-vwr module', () => {
  it('makes the documented API function (architecture.md 5.7)', () => {
    expect(build()).to.have.resource('aws_lambda_function', {
      function_name: 'urr-prod-vwr-api',
      runtime: 'nodejs22.x',
      memory_size: 256,
      timeout: 10,
      reserved_concurrent_executions: 100,
      environment: {
        variables: {
          TABLE_COUNTERS: 'urr-prod-vwr-counters',
          TABLE_POSITIONS: 'urr-prod-vwr-positions',
          POSITION_TTL_SECONDS: '86400',
        },
      },
    });
  });

  it('makes the documented advancer, one at a time (architecture.md 5.7, ruling B22)', () => {
    expect(build()).to.have.resource('aws_lambda_function', {
      function_name: 'urr-prod-vwr-advancer',
      memory_size: 128,
      timeout: 70,
      reserved_concurrent_executions: 1,
      environment: { variables: { BATCH_SIZE: '500', LOOP_SECONDS: '55' } },
    });
  });

  it('wakes the advancer every minute and tries nothing again', () => {
    const stack = build();

    expect(stack).to.have.resource('aws_scheduler_schedule', {
      schedule_expression: 'rate(1 minute)',
      flexible_time_window: { mode: 'OFF' },
      target: { retry_policy: { maximum_retry_attempts: 0 } },
    });
    expect(stack).to.have.resource('aws_lambda_function_event_invoke_config', {
      maximum_retry_attempts: 0,
      maximum_event_age_in_seconds: 60,
    });
  });

  it('serves the three documented endpoints and asks each for the key of CloudFront (5.10, ruling B16)', () => {
    const stack = build();

    expect(stack).to.have.resourceCount('aws_api_gateway_method', 3);
    for (const [pathPart, method] of [
      ['assign', 'POST'],
      ['check', 'GET'],
      ['status', 'GET'],
    ]) {
      expect(stack).to.have.resource('aws_api_gateway_resource', { path_part: pathPart });
      expect(stack).to.have.resource('aws_api_gateway_method', {
        http_method: method,
        resource_id: new RegExp(`-${pathPart}-eventId`),
        api_key_required: true,
      });
    }
    expect(stack).to.have.resource('aws_api_gateway_method', {
      resource_id: /check-eventId-requestId/,
      request_parameters: { 'method.request.path.eventId': true, 'method.request.path.requestId': true },
    });
    expect(stack).to.have.resource('aws_api_gateway_integration', {
      type: 'AWS_PROXY',
      integration_http_method: 'POST',
    });
  });

  it('throttles at 5,000 a second with bursts of 10,000, in staging at 1,000 and 2,000 (5.10)', () => {
    expect(build()).to.have.resource('aws_api_gateway_method_settings', {
      method_path: '*/*',
      settings: { throttling_rate_limit: 5_000, throttling_burst_limit: 10_000 },
    });
    expect(build({ rateLimit: 1_000, burstLimit: 2_000 })).to.have.resource('aws_api_gateway_method_settings', {
      settings: { throttling_rate_limit: 1_000, throttling_burst_limit: 2_000 },
    });
  });

  it('accepts two keys, so that one can be replaced, and lets API Gateway make both', () => {
    const stack = build();

    expect(stack).to.have.resourceCount('aws_api_gateway_api_key', 2);
    expect(stack).to.have.resourceCount('aws_api_gateway_usage_plan_key', 2);
    for (const key of Object.values(stack.resource?.aws_api_gateway_api_key ?? {}))
      expect(key).not.to.have.property('value');
  });

  it('makes every log group before what logs into it, with an end (infrastructure.md 8)', () => {
    const stack = build();

    for (const name of ['/aws/lambda/urr-prod-vwr-api', '/aws/lambda/urr-prod-vwr-advancer'])
      expect(stack).to.have.resource('aws_cloudwatch_log_group', { name, retention_in_days: 30 });
    expect(stack).to.have.resource('aws_api_gateway_stage', {
      stage_name: 'v1',
      access_log_settings: { format: /context\.status/ },
    });
    for (const made of Object.values(stack.resource?.aws_lambda_function ?? {}))
      expect(String(made.depends_on)).to.contain('aws_cloudwatch_log_group');
  });

  it('sets how API Gateway writes logs for the whole account only where it is asked to', () => {
    expect(build()).to.have.resourceCount('aws_api_gateway_account', 0);
    expect(build({ apiGatewayLogsRoleArn: 'arn:aws:iam::123456789012:role/api-gateway-logs' })).to.have.resourceCount(
      'aws_api_gateway_account',
      1,
    );
  });

  it('rings for the API and the advancer (domain.md 10.5, 18)', () => {
    const stack = build();

    for (const [metric, severity] of [
      ['5XXError', 'HIGH'],
      ['Latency', 'WARNING'],
      ['Throttles', 'HIGH'],
      ['Errors', 'HIGH'],
    ])
      expect(stack).to.have.resource('aws_cloudwatch_metric_alarm', {
        metric_name: metric,
        alarm_description: new RegExp(`^${severity}: `),
      });
    expect(stack).to.have.resource('aws_cloudwatch_metric_alarm', {
      namespace: 'URR/WaitingRoom',
      metric_name: 'Heartbeat',
      dimensions: { FunctionName: 'urr-prod-vwr-advancer' },
      comparison_operator: 'LessThanThreshold',
      threshold: 1,
      evaluation_periods: 3,
      treat_missing_data: 'breaching',
    });
  });

  const refused: [string, Partial<LambdaVwrProps>, RegExp][] = [
    ['a function that outlasts API Gateway', { apiTimeoutSeconds: 30 }, /answers-before-the-gateway-gives-up/],
    ['a loop that meets the next run', { advancerLoopSeconds: 56 }, /loop-ends-before-the-next-run/],
    ['a loop that is cut off', { advancerTimeoutSeconds: 60 }, /loop-ends-before-the-time-out/],
    ['half a minute', { scheduleMinutes: 1.5 }, /schedule-in-whole-minutes/],
    ['a burst below the rate', { burstLimit: 4_999 }, /burst-holds-a-second/],
    ['nobody let in', { advancerBatch: 0 }, /sizes-in-range/],
    ['a runtime that is not Node.js', { runtime: 'nodejs' }, /lambda-vwr\/runtime-is-node/],
    ['an API above 50 MB', { apiBundle: { ...apiBundle, bytes: 52_428_801 } }, /lambda-vwr\/apibundle-fits/],
    ['an advancer above 50 MB', { advancerBundle: { ...apiBundle, bytes: 52_428_801 } }, /advancerbundle-fits/],
  ];
  for (const [what, props, message] of refused)
    it(`refuses ${what}`, () => {
      expect(() => build(props)).to.throw(message);
    });

  it('accepts the edges of every range', () => {
    const edges = { apiTimeoutSeconds: 29, advancerTimeoutSeconds: 65, burstLimit: 5_000, advancerBatch: 1 };

    expect(build({ ...edges, apiConcurrency: 1, apiMemoryMegabytes: 128 })).to.be.an('object');
  });
});
