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
