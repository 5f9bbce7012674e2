import { readFileSync } from 'node:fs';
import { synthesise } from '../../stacks/synthesise.ts';
import type { TerraformJson } from './terraform-json.ts';

/** Not the day of the run: what is applied must not depend on it. */
const now = new Date('2026-06-01T00:00:00Z');

/** The stack `name` as the project synthesises it for the example deployment (account 123456789012). */
export function synthesised(name: string, outdir: string): TerraformJson {
  const file = synthesise([name], outdir, { env: {}, now }).files.get(name);
  if (file === undefined) throw new Error(`there is no stack ${name}`);
  return JSON.parse(readFileSync(file, 'utf8')) as TerraformJson;
}
