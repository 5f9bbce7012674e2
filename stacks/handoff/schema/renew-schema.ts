/**
 * `npm run hcl:schema`: asks the provider which names are arguments and which are blocks, for what the stacks use, and
 * keeps the answer in provider-aws.json, so that writing HCL needs no Terraform. TF_PLUGIN_MIRROR names a folder with the
 * provider where the registry cannot be reached.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Testing } from 'cdktf';
import { environmentNames } from '../../environments/deployment.ts';
import { environmentNamed } from '../../environments/environment-named.ts';
import { UrrStack } from '../../urr-stack.ts';
import { entriesOf } from '../tree/entries.ts';
import { trimSchema } from './trim-schema.ts';
import { usedPart } from './used-part.ts';

const VERSION = '5.100.0';

const entries = environmentNames.flatMap((name) =>
  entriesOf(new UrrStack(Testing.app(), name, environmentNamed(name, process.env))),
);
const typeOf = ({ kind, type }: { kind: string; type: string }) => (kind === 'data' ? `data.${type}` : type);
const types = [...new Set(entries.map(typeOf))].filter((type) => type.includes('aws_'));
const schema = trimSchema(JSON.parse(providerSchema()), types);
const used = Object.entries(schema).map(([type, block]) => [
  type,
  usedPart(
    block,
    entries.filter((entry) => typeOf(entry) === type).map(({ json }) => json),
  ),
]);
const file = new URL('./provider-aws.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(Object.fromEntries(used), null, 1)}\n`);
console.log(`${types.length} types of provider aws ${VERSION} in ${path.relative(process.cwd(), file.pathname)}`);

function providerSchema(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'urr-provider-schema-'));
  try {
    writeFileSync(
      path.join(folder, 'main.tf'),
      `terraform {\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = "${VERSION}"\n    }\n  }\n}\n`,
    );
    const mirror = process.env.TF_PLUGIN_MIRROR;
    const terraform = (...args: string[]) =>
      execFileSync('terraform', [`-chdir=${folder}`, ...args], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    terraform('init', ...(mirror === undefined ? [] : [`-plugin-dir=${mirror}`]));
    return terraform('providers', 'schema', '-json');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
