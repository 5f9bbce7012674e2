import { spawnSync } from 'node:child_process';
import { pluginMirror } from '../../../../test/aws-emulator/terraform-environment.ts';

/** Whether Terraform and a mirror of the provider are on this machine; says loudly what is missing. */
export function terraformIsHere(): boolean {
  const missing = [
    spawnSync('terraform', ['version']).status === 0 ? [] : ['terraform on the PATH'],
    pluginMirror() === undefined ? ['a mirror of the AWS provider (TF_PLUGIN_MIRROR)'] : [],
  ].flat();
  if (missing.length > 0) console.warn(`SKIPPED, because there is no ${missing.join(' and no ')}`);
  return missing.length === 0;
}
