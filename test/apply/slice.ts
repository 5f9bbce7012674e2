import { type Block, mentions, type Resource, resourcesOf, type TerraformJson } from './terraform-json.ts';

/** The parts of a stack: its modules and supporting constructs, by the first word of their construct path. */
export function partsOf(stack: TerraformJson): string[] {
  return [...new Set(resourcesOf(stack).map(({ path }) => path[0] ?? ''))];
}

/** A name and the parts that are applied under it. */
export interface Root {
  readonly name: string;
  readonly parts: readonly string[];
}

/**
 * A root for each part, but one root `support` for all supporting parts that lean on no module: a root of its own for
 * each of them would be half a minute of starting and stopping for a few resources.
 */
export function rootsOf(stack: TerraformJson, modules: readonly string[]): Root[] {
  const leansOnModule = (part: string) =>
    partsOf(slice(stack, ({ path }) => path[0] === part)).some((other) => modules.includes(other));
  const parts = partsOf(stack);
  const alone = parts.filter((part) => modules.includes(part) || leansOnModule(part));
  const support = parts.filter((part) => !alone.includes(part));
  return [
    ...alone.map((part) => ({ name: part, parts: [part] })),
    ...(support.length > 0 ? [{ name: 'support', parts: support }] : []),
  ];
}

/**
 * One part of a stack with everything that it refers to, directly or through others: a root that can be applied alone,
 * wired exactly as the whole stack is. Outputs and the backend stay out.
 */
export function slice(stack: TerraformJson, isWanted: (resource: Resource) => boolean): TerraformJson {
  const everything = byAddress(stack);
  const taken = new Map<string, Block>();
  const wanted = resourcesOf(stack)
    .filter(isWanted)
    .map(({ address }) => address);
  while (wanted.length > 0) {
    const address = wanted.pop() ?? '';
    const block = everything.get(address);
    if (block === undefined || taken.has(address)) continue;
    taken.set(address, block);
    wanted.push(...mentions(block.value));
  }
  const { backend: _, ...terraform } = stack.terraform ?? {};
  return {
    terraform,
    ...(stack.provider && { provider: stack.provider }),
    ...(stack.variable && { variable: stack.variable }),
    ...nested(taken, stack),
  };
}

function byAddress(stack: TerraformJson): Map<string, Block> {
  const data = Object.entries(stack.data ?? {}).flatMap(([type, named]) =>
    Object.entries(named).map(([name, value]): [string, Block] => [`data.${type}.${name}`, { value }]),
  );
  return new Map<string, Block>([
    ...resourcesOf(stack).map(({ address, block }): [string, Block] => [address, { value: block }]),
    ...data,
    ...Object.entries(stack.locals ?? {}).map(([name, value]): [string, Block] => [`local.${name}`, { value }]),
  ]);
}

function nested(taken: ReadonlyMap<string, Block>, stack: TerraformJson): TerraformJson {
  const only = (kind: 'resource' | 'data', prefix: string) =>
    Object.fromEntries(
      Object.entries(stack[kind] ?? {})
        .map(([type, named]) => [
          type,
          Object.fromEntries(Object.entries(named).filter(([name]) => taken.has(`${prefix}${type}.${name}`))),
        ])
        .filter(([, named]) => Object.keys(named ?? {}).length > 0),
    );
  const locals = Object.entries(stack.locals ?? {}).filter(([name]) => taken.has(`local.${name}`));
  const blocks = { resource: only('resource', ''), data: only('data', 'data.'), locals: Object.fromEntries(locals) };
  // Terraform refuses a block without content.
  return Object.fromEntries(Object.entries(blocks).filter(([, content]) => Object.keys(content).length > 0));
}
