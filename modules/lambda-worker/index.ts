import { LambdaEventSourceMapping } from '@cdktf/provider-aws/lib/lambda-event-source-mapping/index.js';
import type { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { FunctionBundle } from '../function-bundle.ts';
import { LoggedFunction } from '../logged-function.ts';
import { enforceRules } from '../rule.ts';
import type { Subnets } from '../subnets.ts';
import { workerAlarms } from './alarms.ts';
import { lambdaWorkerRules } from './rules.ts';
import { type LambdaWorkerSettings, lambdaWorkerDefaults } from './settings.ts';

export interface LambdaWorkerProps extends LambdaWorkerSettings {
  /** Start of the names: `urr-prod` makes `urr-prod-ticket-worker` (ruling D3). */
  readonly namePrefix: string;
  readonly vpcId: string;
  /** Streaming subnets (architecture.md 5.7). */
  readonly subnets: Subnets<'streaming'>;
  /** Role of the function (architecture.md 7). */
  readonly roleArn: string;
  /** The FIFO queue that it reads. */
  readonly queueArn: string;
  readonly bundle: FunctionBundle;
  /** Addresses and names of secrets, never secrets and never names of the cluster (ruling B20). */
  readonly environment: Readonly<Record<string, string>>;
  /** SNS topic of the alarms (architecture.md 10). */
  readonly alarmTopicArn: string;
  /** KMS key of the environment variables. Default: the key of the service. */
  readonly environmentKeyArn?: string;
  /** KMS key of the log group. Default: the key of the service. */
  readonly logsKeyArn?: string;
  /** Policies of the role: the function needs them to get its network interfaces and to read the queue. */
  readonly waitFor?: readonly ITerraformDependable[];
}

/**
 * The function that works off the booking actions, in the Streaming subnets, and its trigger (architecture.md 5.7, rulings
 * A4, B20, E13). It says which messages of a batch failed, so the others are not handled again.
 */
export class LambdaWorker extends Construct {
  readonly function: LambdaFunction;
  readonly trigger: LambdaEventSourceMapping;
  /** Without rules: they are drawn from one table (architecture.md 6.3). */
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: LambdaWorkerProps) {
    super(scope, id);
    const settings = { ...lambdaWorkerDefaults, ...props };
    enforceRules(this, settings, lambdaWorkerRules);
    const name = `${props.namePrefix}-ticket-worker`;

    this.securityGroupId = new SecurityGroup(this, 'security-group', {
      name,
      description: 'Ticket worker: the function that works off the booking actions',
      vpcId: props.vpcId,
      tags: { Name: name },
    }).id;
    const worker = new LoggedFunction(this, 'worker', {
      name,
      description: 'Works off booking actions from the FIFO queue',
      roleArn: props.roleArn,
      bundle: props.bundle,
      runtime: props.runtime,
      memoryMegabytes: settings.memoryMegabytes,
      timeoutSeconds: settings.timeoutSeconds,
      reservedConcurrency: settings.concurrency,
      environment: props.environment,
      tracing: settings.tracing ? 'Active' : 'PassThrough',
      logRetentionDays: settings.logRetentionDays,
      vpc: { subnetIds: [...props.subnets.ids], securityGroupIds: [this.securityGroupId] },
      ...(props.environmentKeyArn === undefined ? {} : { environmentKeyArn: props.environmentKeyArn }),
      ...(props.logsKeyArn === undefined ? {} : { logsKeyArn: props.logsKeyArn }),
      ...(props.waitFor === undefined ? {} : { waitFor: props.waitFor }),
    });
    this.function = worker.function;
    this.trigger = new LambdaEventSourceMapping(this, 'trigger', {
      eventSourceArn: props.queueArn,
      functionName: this.function.arn,
      batchSize: settings.batchSize,
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency: settings.concurrency },
    });
    workerAlarms(this, { functionName: name, timeoutSeconds: settings.timeoutSeconds, topicArn: props.alarmTopicArn });
  }
}
