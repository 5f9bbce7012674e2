/** The tree in Terraform's JSON syntax, so that what the emulator cannot hold is taken out as it is for the stacks. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fitToEmulator } from '../apply/fit-to-emulator.ts';
import { takeOut } from '../apply/take-out.ts';
import { type Block, type BlocksByName, mapStrings, type TerraformJson } from '../apply/terraform-json.ts';

type Parse = (file: string, text: string) => Promise<Block>;
// It comes with cdktf-cli, whose own dependency it is.
const { parse } = createRequire(createRequire(import.meta.url).resolve('cdktf-cli/package.json'))(
  '@cdktf/hcl2json',
) as { parse: Parse };

/** Arguments that hold references and no expressions. */
const BARE = new Set([
  'depends_on',
  'ignore_changes',
  'replace_triggered_by',
  'provider',
  'providers',
  'configuration_aliases',
]);

/**
 * Rewrites the files of one folder of the tree as `fitted.tf.json`, without the resources of `types` and in a form that the
 * emulator holds and lets destroy.
 */
export async function fitFolder(folder: string, types: ReadonlySet<string>): Promise<void> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.tf'));
  let whole: Block = {};
  for (const name of names) {
    whole = merged(whole, await parse(name, readFileSync(path.join(folder, name), 'utf8')));
    rmSync(path.join(folder, name));
  }
  const { moved = [], ...blocks } = readable(whole);
  // A stand-in is one value, where a resource with a count would have been a list.
  const fitted = mapStrings(fitToEmulator(takeOut(blocks, types)), (text) =>
    text.replaceAll(/\bone\(("emulated-[^"]*"|"arn:aws:[^"]*")\)/g, '$1'),
  ) as TerraformJson;
  const held = (moved as readonly { readonly to: string }[]).filter(
    ({ to }) => !to.split('.').some((word) => types.has(word)),
  );
  const content = held.length === 0 ? fitted : { ...fitted, moved: held };
  writeFileSync(path.join(folder, 'fitted.tf.json'), JSON.stringify(content, null, 1));
}

function merged(one: Block, other: Block): Block {
  const all: Record<string, unknown> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const before = all[key];
    if (before === undefined) all[key] = value;
    else if (Array.isArray(before) && Array.isArray(value))
      all[key] = [...(before as unknown[]), ...(value as unknown[])];
    else all[key] = merged(before as Block, value as Block);
  }
  return all;
}

// What a parser gives back of HCL, as JSON of Terraform: bare references bare, blocks that can be there once not in a list.
function readable(json: Block): TerraformJson {
  const { resource, data, terraform, variable, moved, ...more } = unquoted(json, '') as Block;
  const [settings = {}] = (terraform ?? []) as readonly Block[];
  const variables = named(variable, (block) => ({ ...block, type: bare(String(block.type)) }));
  const moves = ((moved ?? []) as readonly Record<string, string>[]).map((one) =>
    Object.fromEntries(Object.entries(one).map(([key, value]) => [key, bare(value)])),
  );
  return {
    ...more,
    ...(Object.keys(settings).length > 0 && { terraform: settings }),
    ...(variable !== undefined && { variable: variables }),
    ...(moves.length > 0 && { moved: moves }),
    ...(resource !== undefined && { resource: byType(resource) }),
    ...(data !== undefined && { data: byType(data) }),
  };
}

const byType = (kind: unknown): Record<string, BlocksByName> =>
  Object.fromEntries(
    Object.entries(kind as Block).map(([type, blocks]) => [
      type,
      named(blocks, ({ lifecycle, ...block }) => ({
        ...block,
        ...(Array.isArray(lifecycle) && { lifecycle: (lifecycle as unknown[])[0] }),
      })),
    ]),
  );

const named = (blocks: unknown, change: (block: Block) => Block): BlocksByName =>
  Object.fromEntries(
    Object.entries((blocks ?? {}) as Record<string, readonly Block[]>).map(([name, [block = {}]]) => [
      name,
      change(block),
    ]),
  );

const bare = (text: string): string => text.replace(/^\$\{(.*)\}$/, '$1');

function unquoted(value: unknown, key: string): unknown {
  if (typeof value === 'string') return BARE.has(key) ? bare(value) : value;
  if (Array.isArray(value)) return value.map((item) => unquoted(item, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, unquoted(item, key === 'providers' ? key : name)]),
  );
}
