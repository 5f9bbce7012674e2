import { spawnSync } from 'node:child_process';
import { pluginMirror } from '../../../../test/aws-emulator/terraform-environment.ts';

/** What of Terraform and its provider this machine lacks; undefined when both are there. */
export function missingTerraform(): string | undefined {
  if (spawnSync('terraform', ['version']).status !== 0) return 'terraform on the PATH';
  return pluginMirror() === null ? 'a mirror of the AWS provider (TF_PLUGIN_MIRROR)' : undefined;
}
