import { expect, use } from 'chai';
import { synth } from '../../stacks/testing/synth.ts';
import { chaiTerraform } from '../../test/chai-terraform/chai-terraform.ts';
import { LambdaWorker, type LambdaWorkerProps } from './index.ts';

use(chaiTerraform);

const bundle = { path: import.meta.filename, hash: 'q83vEjRWeJA=', bytes: 1_000 };
const build = (props: Partial<LambdaWorkerProps> = {}) =>
  synth((stack) => {
    new LambdaWorker(stack, 'lambda-worker', {
      namePrefix: 'urr-prod',
      runtime: 'nodejs22.x',
      vpcId: 'vpc-1',
      subnets: { tier: 'streaming', ids: ['subnet-a', 'subnet-c'], cidrs: ['10.0.40.0/24', '10.0.41.0/24'] },
      roleArn: 'arn:aws:iam::123456789012:role/urr-prod-lambda-worker',
      queueArn: 'arn:aws:sqs:ap-northeast-2:123456789012:urr-prod-ticket-events.fifo',
      bundle,
      environment: { DB_PROXY_ENDPOINT: 'urr-prod.proxy-1.ap-northeast-2.rds.amazonaws.com' },
      alarmTopicArn: 'arn:aws:sns:ap-northeast-2:123456789012:alarms',
      ...props,
    });
  });

describe('lambda-worker module', () => {
  it('makes the documented function in the Streaming subnets (architecture.md 5.7)', () => {
    expect(build()).to.have.resource('aws_lambda_function', {
      function_name: 'urr-prod-ticket-worker',
      runtime: 'nodejs22.x',
      memory_size: 256,
      timeout: 30,
      reserved_concurrent_executions: 10,
      tracing_config: { mode: 'Active' },
      vpc_config: { subnet_ids: ['subnet-a', 'subnet-c'] },
      source_code_hash: 'q83vEjRWeJA=',
    });
  });

  it('takes ten messages at once, without a window, and says which of them failed (ruling A4)', () => {
    const stack = build();

    expect(stack).to.have.resource('aws_lambda_event_source_mapping', {
      batch_size: 10,
      function_response_types: ['ReportBatchItemFailures'],
      scaling_config: { maximum_concurrency: 10 },
    });
    const [mapping] = Object.values(stack.resource?.aws_lambda_event_source_mapping ?? {});
    expect(mapping).not.to.have.property('maximum_batching_window_in_seconds');
  });

  it('is what staging asks for: five at once, no X-Ray', () => {
    const stack = build({ concurrency: 5, tracing: false });

    expect(stack).to.have.resource('aws_lambda_event_source_mapping', { scaling_config: { maximum_concurrency: 5 } });
    expect(stack).to.have.resource('aws_lambda_function', { tracing_config: { mode: 'PassThrough' } });
  });

  it('has the three documented alarms (architecture.md 10)', () => {
    const stack = build();

    expect(stack).to.have.resourceCount('aws_cloudwatch_metric_alarm', 3);
    const rings = (metric: string, statistic: string, threshold: number, period: number, severity: string) =>
      expect(stack).to.have.resource('aws_cloudwatch_metric_alarm', {
        namespace: 'AWS/Lambda',
        metric_name: metric,
        statistic,
        threshold,
        period,
        comparison_operator: 'GreaterThanThreshold',
        evaluation_periods: 1,
        alarm_description: new RegExp(`^${severity}: `),
        dimensions: { FunctionName: 'urr-prod-ticket-worker' },
      });
    rings('Errors', 'Sum', 5, 600, 'HIGH');
    rings('Duration', 'Maximum', 24_000, 60, 'WARNING');
    rings('Throttles', 'Sum', 0, 60, 'HIGH');
  });

  it('makes its log group before it can log, with an end (infrastructure.md 8)', () => {
    const stack = build();

    expect(stack).to.have.resource('aws_cloudwatch_log_group', {
      name: '/aws/lambda/urr-prod-ticket-worker',
      retention_in_days: 30,
    });
    const [worker] = Object.values(stack.resource?.aws_lambda_function ?? {});
    expect(String(worker?.depends_on)).to.match(/^aws_cloudwatch_log_group[.]/);
  });

  it('names its code by a path that is the same on every machine, known when it is planned (domain.md 10.5, 11)', () => {
    expect(build()).to.have.resource('aws_lambda_function', {
      filename: /^assets\//,
      source_code_hash: 'q83vEjRWeJA=',
    });
  });

  it('opens nothing by itself: no allow-all beside the table of rules (infrastructure.md 8)', () => {
    const [group] = Object.values(build().resource?.aws_security_group ?? {});

    expect(group).not.to.have.any.keys('ingress', 'egress');
  });

  const refused: [string, Partial<LambdaWorkerProps>, RegExp][] = [
    ['a window on a FIFO queue', { batchWindowSeconds: 5 }, /lambda-worker\/no-window-on-a-fifo-queue/],
    ['more than ten messages', { batchSize: 11 }, /lambda-worker\/batch-in-range/],
    ['a concurrency that the trigger refuses', { concurrency: 1 }, /lambda-worker\/concurrency-in-range/],
    ['fifteen minutes and more', { timeoutSeconds: 901 }, /lambda-worker\/time-and-memory-in-range/],
    ['a runtime that is not Node.js', { runtime: 'python3.13' }, /lambda-worker\/runtime-is-node/],
    ['a bundle above 50 MB', { bundle: { ...bundle, bytes: 52_428_801 } }, /lambda-worker\/bundle-fits/],
    [
      'a name of the cluster',
      { environment: { TICKET_SERVICE_URL: 'http://ticket-service.urr-spring.svc.cluster.local:3002' } },
      /lambda-worker\/no-cluster-names/,
    ],
  ];
  for (const [what, props, message] of refused)
    it(`refuses ${what}`, () => {
      expect(() => build(props)).to.throw(message);
    });

  it('accepts the edges of every range', () => {
    const edges = { batchSize: 1, concurrency: 2, timeoutSeconds: 900, memoryMegabytes: 10_240 };

    expect(build({ ...edges, bundle: { ...bundle, bytes: 52_428_800 } })).to.be.an('object');
  });
});
