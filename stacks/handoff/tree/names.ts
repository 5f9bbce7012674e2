import { snakeCase } from './symbols.ts';

/**
 * The name a person would give: construct ids joined, without what only repeats. `['dead-letters-alarm', 'alarm']` is
 * `dead_letters_alarm`, `['queue']` is `queue`.
 */
export function readableName(path: readonly string[]): string {
  const words: string[] = [];
  for (const id of path) {
    const word = snakeCase(id);
    const before = words.at(-1);
    if (before !== undefined && (before === word || before.endsWith(`_${word}`))) continue;
    words.push(word);
  }
  return words.join('_') || 'main';
}

/**
 * A name for each path, unique within its type; where two would share one, both keep their whole path.
 * @throws Error when even whole paths are the same
 */
export function uniqueNames<T extends { readonly type: string; readonly path: readonly string[] }>(
  items: readonly T[],
): Map<T, string> {
  const short = items.map((item) => ({ item, name: readableName(item.path) }));
  const taken = new Map<string, number>();
  for (const { item, name } of short) taken.set(`${item.type}.${name}`, (taken.get(`${item.type}.${name}`) ?? 0) + 1);
  const names = new Map(
    short.map(({ item, name }) => [
      item,
      taken.get(`${item.type}.${name}`) === 1 ? name : item.path.map(snakeCase).join('_'),
    ]),
  );
  const addresses = items.map((item) => `${item.type}.${names.get(item)}`);
  const double = addresses.find((address, at) => addresses.indexOf(address) !== at);
  if (double !== undefined) throw new Error(`two resources would be named ${double}`);
  return names;
}

/**
 * What an attribute of a resource is called where it crosses the border of a module: `queue_arn`.
 * @param resource its address or name
 */
export function outputName(resource: string, attribute: string): string {
  const name =
    resource
      .replace(/\[.*\]$/, '')
      .split('.')
      .at(-1) ?? '';
  const last =
    attribute
      .replaceAll(/\[[^\]]*\]/g, '')
      .split('.')
      .at(-1) ?? '';
  return name.endsWith(`_${last}`) || name === last ? name : `${name}_${last}`;
}

/** How a root calls a module: the folder `vpc-endpoints` is `module.vpc_endpoints`. */
export const moduleLabel = (name: string): string => name.replaceAll('-', '_');

/** The same of every element of a resource with for_each: `secret_arns`. */
export const mapName = (element: string, attribute: string): string => `${outputName(element, attribute)}s`;
