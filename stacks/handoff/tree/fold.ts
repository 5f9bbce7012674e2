import { expression } from '../hcl/expression.ts';
import { isList, isObject, type JsonValue } from '../hcl/json-value.ts';
import { addressOf } from './entries.ts';
import type { ModuleSource, NamedEntry } from './module-source.ts';
import type { Fold } from './module-spec.ts';
import { mapReferences } from './references.ts';

/**
 * The module with one resource in place of several that differ in their key, and in at most one more value.
 * @throws Error when they differ in more
 */
export function folded<T extends ModuleSource>(source: T, folds: readonly Fold[]): T {
  return folds.reduce(foldOnce, source);
}

function foldOnce<T extends ModuleSource>(source: T, fold: Fold): T {
  const members = source.resources.filter(({ type, name }) => type === fold.type && fold.members.test(name));
  const [first] = members;
  if (first === undefined) throw new Error(`${source.name} has nothing to fold into ${fold.type}.${fold.name}`);
  const keys = differing(members.map(({ json }) => textOf(json[fold.key] ?? null))).middles;
  const values = new Map<string, JsonValue>();
  const json = Object.fromEntries(
    Object.keys(first.json).map((name) => [
      name,
      common(
        members.map((entry) => entry.json[name] ?? null),
        keys,
        values,
      ),
    ]),
  );
  const forEach: JsonValue = values.size > 0 ? Object.fromEntries(values) : `\${toset(${expression(keys)})}`;
  const one: NamedEntry = { ...first, name: fold.name, json: { for_each: forEach, ...json } };
  const now = new Map(members.map((entry, at) => [named(entry), `${fold.type}.${fold.name}["${keys[at]}"]`]));
  const moved = (address: string) => now.get(address) ?? address;
  const resources = source.resources.flatMap((entry) => {
    if (entry === first) return [one];
    return members.includes(entry) ? [] : [{ ...entry, json: withReferences(entry.json, moved) }];
  });
  const addresses = new Map([...source.addresses].map(([old, inside]) => [old, moved(inside)]));
  return { ...source, resources, addresses };
}

const textOf = (value: JsonValue): string => (typeof value === 'string' ? value : JSON.stringify(value));
const named = (entry: NamedEntry) => addressOf({ ...entry, uniqueId: entry.name });

const withReferences = (json: NamedEntry['json'], moved: (address: string) => string): NamedEntry['json'] =>
  Object.fromEntries(
    Object.entries(json).map(([key, value]) => [
      key,
      mapReferences(value, ({ address, attribute }) => `${moved(address)}${attribute}`),
    ]),
  );

// The value that all of them have, with each.key or each.value where they differ.
function common(all: readonly JsonValue[], keys: readonly string[], values: Map<string, JsonValue>): JsonValue {
  const [first = null] = all;
  if (all.every((value) => JSON.stringify(value) === JSON.stringify(first))) return first;
  if (all.every(isObject))
    return Object.fromEntries(
      Object.keys(first ?? {}).map((name) => [
        name,
        common(
          all.map((value) => (isObject(value) ? (value[name] ?? null) : null)),
          keys,
          values,
        ),
      ]),
    );
  if (all.every(isList))
    return [...(isList(first) ? first : [])].map((_, at) =>
      common(
        all.map((value) => (isList(value) ? (value[at] ?? null) : null)),
        keys,
        values,
      ),
    );
  const { start, middles, end } = differing(all.map(textOf));
  if (middles.join() === keys.join())
    return start.endsWith('["') && end.startsWith('"]')
      ? `${start.slice(0, -1)}each.key${end.slice(1)}`
      : `${start}\${each.key}${end}`;
  if (values.size > 0) throw new Error(`two values differ beside the key: ${all.map(textOf).join(', ')}`);
  for (const [at, key] of keys.entries()) values.set(key, all[at] ?? null);
  return '${each.value}';
}

// What all texts begin and end with, and what each has in between.
function differing(texts: readonly string[]): {
  readonly start: string;
  readonly middles: string[];
  readonly end: string;
} {
  const [first = '', ...others] = texts;
  let from = 0;
  while (from < first.length && others.every((text) => text[from] === first[from])) from += 1;
  let last = 0;
  const shortest = Math.min(...texts.map((text) => text.length)) - from;
  while (last < shortest && others.every((text) => text.at(-1 - last) === first.at(-1 - last))) last += 1;
  return {
    start: first.slice(0, from),
    middles: texts.map((text) => text.slice(from, text.length - last)),
    end: first.slice(first.length - last),
  };
}
