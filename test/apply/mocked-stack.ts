/** A whole stack under `terraform test` with a mocked provider: everything is planned and applied, nothing is held. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { localPath } from '../../local/project-paths.ts';
import { terraformEnvironment } from '../aws-emulator/terraform-environment.ts';
import { openToDestroy } from './fit-to-emulator.ts';
import { mockValues } from './mock-values.ts';
import { type Synthesised, writeRoot } from './synthesised.ts';
import { type Terraform, terraformIn } from './terraform.ts';
import { type Resource, resourcesOf, type TerraformJson } from './terraform-json.ts';

/**
 * @returns the resources that were applied
 * @throws Error with Terraform's words when a value is refused or a reference cannot be followed
 */
export async function applyMocked(
  folder: string,
  name: string,
  { stack, assets }: Synthesised,
): Promise<readonly Resource[]> {
  const { backend: _, ...terraformBlock } = stack.terraform ?? {};
  const root = openToDestroy({ ...stack, terraform: terraformBlock });
  writeRoot(folder, root, assets);
  const terraform = terraformIn(folder, terraformEnvironment());
  await terraform.must('init', '-input=false', '-no-color', '-backend=false');
  const resources = resourcesOf(root);
  const values = mockValues(await schemasOf(terraform), resources);
  writeFileSync(path.join(folder, `${name}.tftest.hcl`), testFile(root, values));
  const said = await terraform.must('test', '-no-color');
  if (!/\b1 passed, 0 failed/.test(said)) throw new Error(`terraform test ran nothing:\n${said}`);
  return resources;
}

/** The provider's schemas take 3.5 s and 14 MB: written once per provider version. */
async function schemasOf(terraform: Terraform): Promise<string> {
  const version = (await terraform.must('version', '-json')).replaceAll(/[^\d.]/g, '');
  const file = localPath('terraform', `schemas-${version.slice(0, 40)}.json`);
  if (!existsSync(file)) writeFileSync(file, await terraform.must('providers', 'schema', '-json'));
  return readFileSync(file, 'utf8');
}

function testFile(root: TerraformJson, values: ReadonlyMap<string, Readonly<Record<string, unknown>>>): string {
  const mocked = [...values]
    .filter(([, defaults]) => Object.keys(defaults).length > 0)
    // JSON is HCL as long as no text holds "${": these are ours.
    .map(([type, defaults]) => `  mock_resource "${type}" {\n    defaults = ${JSON.stringify(defaults)}\n  }\n`)
    .join('');
  const providers = Object.entries(root.provider ?? {}).flatMap(([name, configurations]) =>
    configurations.map(({ alias }) => {
      const line = typeof alias === 'string' ? `  alias = "${alias}"\n` : '';
      return `mock_provider "${name}" {\n${line}${mocked}}\n`;
    }),
  );
  return `${providers.join('\n')}\nrun "apply" {\n  command = apply\n}\n`;
}
