import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { synthesise } from '../../stacks/synthesise.ts';
import type { TerraformJson } from './terraform-json.ts';

/** Not the day of the run: what is applied must not depend on it. */
const now = new Date('2026-06-01T00:00:00Z');

export interface Synthesised {
  readonly stack: TerraformJson;
  /** The folder with what its resources read: the bundles of the functions. */
  readonly assets: string;
}

/** The stack `name` as the project synthesises it for the example deployment (account 123456789012). */
export function synthesised(name: string, outdir: string): Synthesised {
  const file = synthesise([name], outdir, { env: {}, now }).files.get(name);
  if (file === undefined) throw new Error(`there is no stack ${name}`);
  const stack = JSON.parse(readFileSync(file, 'utf8')) as TerraformJson;
  return { stack, assets: path.join(path.dirname(file), 'assets') };
}

/** Writes a root that Terraform can run in `folder`, which is emptied first; bundles are found where synthesis left them. */
export function writeRoot(folder: string, root: TerraformJson, assets: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'root.tf.json'), JSON.stringify(root, null, 2));
  symlinkSync(assets, path.join(folder, 'assets'));
}
