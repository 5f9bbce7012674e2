import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { LambdaFunction, type LambdaFunctionVpcConfig } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { AssetType, type ITerraformDependable, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import type { FunctionBundle } from './function-bundle.ts';

export interface LoggedFunctionProps {
  /** Unique in the account and region. */
  readonly name: string;
  /** What the function does, one sentence for the console. */
  readonly description: string;
  /** ARN of the role that it runs as. */
  readonly roleArn: string;
  readonly bundle: FunctionBundle;
  /** Lambda runtime, for example `nodejs22.x`; which one is decided in one dated table (ruling A2). */
  readonly runtime: string;
  /** MB, which also decides the share of a CPU. */
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  /** Executions at once, taken out of the account's share and kept for this function. Default: no reservation. */
  readonly reservedConcurrency?: number;
  /** Environment variables; names and addresses, never secrets. Default none. */
  readonly environment?: Readonly<Record<string, string>>;
  /** KMS key of the environment variables. Default: the key of the service. */
  readonly environmentKeyArn?: string;
  /** `Active` traces by X-Ray, `PassThrough` only where the caller traces. Default `PassThrough`. */
  readonly tracing?: 'Active' | 'PassThrough';
  /** Days that the log is kept. */
  readonly logRetentionDays: number;
  /** KMS key of the log group. Default: the key of the service. */
  readonly logsKeyArn?: string;
  /** Subnets and security groups. Default: outside any VPC. */
  readonly vpc?: LambdaFunctionVpcConfig;
  /** Where the handler stands in the bundle. Default `index.handler`. */
  readonly handler?: string;
  /** What must exist before the function, such as the policies of its role. */
  readonly waitFor?: readonly ITerraformDependable[];
}

/**
 * A Lambda function in this region whose log group exists first: a function that logs before makes a group of its own that
 * is kept for ever, and the next apply then fails on the name (infrastructure.md 8). The zip file is copied beside the
 * stack, so that its path is the same on every machine.
 */
export class LoggedFunction extends Construct {
  readonly function: LambdaFunction;
  readonly logGroup: CloudwatchLogGroup;

  constructor(scope: Construct, id: string, props: LoggedFunctionProps) {
    super(scope, id);
    this.logGroup = new CloudwatchLogGroup(this, 'log', {
      name: `/aws/lambda/${props.name}`,
      retentionInDays: props.logRetentionDays,
      ...(props.logsKeyArn === undefined ? {} : { kmsKeyId: props.logsKeyArn }),
    });
    const environment = { ...props.environment };
    this.function = new LambdaFunction(this, 'function', {
      functionName: props.name,
      description: props.description,
      role: props.roleArn,
      ...bundledCode(this, props.bundle),
      handler: props.handler ?? 'index.handler',
      runtime: props.runtime,
      architectures: ['x86_64'],
      memorySize: props.memoryMegabytes,
      timeout: props.timeoutSeconds,
      tracingConfig: { mode: props.tracing ?? 'PassThrough' },
      ...(props.reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: props.reservedConcurrency }),
      ...(Object.keys(environment).length === 0 ? {} : { environment: { variables: environment } }),
      ...(props.environmentKeyArn === undefined ? {} : { kmsKeyArn: props.environmentKeyArn }),
      ...(props.vpc === undefined ? {} : { vpcConfig: props.vpc }),
      dependsOn: [this.logGroup, ...(props.waitFor ?? [])],
    });
  }
}

/** The arguments of `aws_lambda_function` that say which code runs; the zip file becomes an asset of the stack. */
export function bundledCode(
  scope: Construct,
  bundle: FunctionBundle,
): { readonly filename: string; readonly sourceCodeHash: string } {
  const asset = new TerraformAsset(scope, 'code', {
    path: bundle.path,
    type: AssetType.FILE,
    assetHash: Buffer.from(bundle.hash, 'base64').toString('hex').slice(0, 16),
  });
  return { filename: asset.path, sourceCodeHash: bundle.hash };
}
