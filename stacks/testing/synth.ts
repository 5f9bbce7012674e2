import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { TerraformStack, Testing } from 'cdktf';
import type { SynthesisedStack } from '../../test/chai-terraform/synthesised-stack.ts';

/**
 * Builds constructs in a stack of their own, runs every rule, and gives back what Terraform would read.
 * @throws Error with all broken rules when one of them refuses.
 */
export function synth(build: (stack: TerraformStack) => void): SynthesisedStack {
  const stack = new TerraformStack(Testing.app(), 'test');
  new AwsProvider(stack, 'aws', { region: 'ap-northeast-2' });
  build(stack);
  return JSON.parse(Testing.synth(stack, true)) as SynthesisedStack;
}
