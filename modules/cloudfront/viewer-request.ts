import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import type { ITerraformDependable, TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import type { FunctionBundle } from '../function-bundle.ts';
import { bundledCode } from '../logged-function.ts';

export interface ViewerRequestProps {
  /** Start of the name: `urr-prod` makes `urr-prod-viewer-request`. */
  readonly namePrefix: string;
  readonly usEast1: TerraformProvider;
  /** Role that both lambda.amazonaws.com and edgelambda.amazonaws.com may take (ruling B25). */
  readonly roleArn: string;
  readonly bundle: FunctionBundle;
  readonly runtime: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly logRetentionDays: number;
  /** KMS key of the log group in the home region; keys are regional, so the other one has the key of the service. */
  readonly logsKeyArn?: string;
  readonly waitFor?: readonly ITerraformDependable[];
}

/**
 * The token check at the edge (architecture.md 5.7; ruling B25): x86, published, in us-east-1, without environment or VPC.
 * Versions are not deleted: AWS refuses while copies of them are about, for hours after the last distribution let go.
 */
export class ViewerRequest extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: ViewerRequestProps) {
    super(scope, id);
    const name = `${props.namePrefix}-viewer-request`;
    // Copies log in the region where they run, under the name with us-east-1 before it: ours run mostly in Seoul, which
    // is the region of the stack, and while people test them in us-east-1.
    const log = { name: `/aws/lambda/us-east-1.${name}`, retentionInDays: props.logRetentionDays };
    const logs = [
      new CloudwatchLogGroup(this, 'log-home', {
        ...log,
        ...(props.logsKeyArn === undefined ? {} : { kmsKeyId: props.logsKeyArn }),
      }),
      new CloudwatchLogGroup(this, 'log-us-east-1', { ...log, provider: props.usEast1 }),
    ];
    this.function = new LambdaFunction(this, 'function', {
      provider: props.usEast1,
      functionName: name,
      description: 'Checks the tokens of both waiting rooms before a request enters',
      role: props.roleArn,
      ...bundledCode(this, props.bundle),
      handler: 'index.handler',
      runtime: props.runtime,
      architectures: ['x86_64'],
      memorySize: props.memoryMegabytes,
      timeout: props.timeoutSeconds,
      publish: true,
      skipDestroy: true,
      dependsOn: [...logs, ...(props.waitFor ?? [])],
    });
  }
}
