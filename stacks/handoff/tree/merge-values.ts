import { embeddedJson } from '../hcl/embedded-json.ts';
import { expression } from '../hcl/expression.ts';
import { isList, isObject, type JsonObject, type JsonValue } from '../hcl/json-value.ts';
import type { BlockSchema } from '../hcl/resource-body.ts';

/** How a difference between two environments is said in Terraform. */
export interface Difference {
  /**
   * An expression that equals both values for inputs of either environment (`var.storage_gb`); undefined when none does.
   * @param key the argument or key under which they stand
   */
  readonly formulaOf: (first: JsonValue, second: JsonValue, key: string) => string | undefined;
  /** True where the environment is as the first (`var.proxy`). @param extra what only one of them has, if it is one thing */
  readonly condition: (extra?: JsonValue) => string;
}

/** The body of one resource that gives each environment its own: the same keys, with conditions where they differ. */
export function mergeBodies(
  first: JsonObject,
  second: JsonObject,
  schema: BlockSchema,
  difference: Difference,
): JsonObject {
  const merged: Record<string, JsonValue> = {};
  const dynamic: Record<string, JsonValue[]> = {};
  for (const key of new Set([...Object.keys(first), ...Object.keys(second)])) {
    const one = first[key] ?? null;
    const other = second[key] ?? null;
    const block = schema.blocks[key];
    if (equal(one, other)) merged[key] = one;
    else if (block === undefined) merged[key] = mergeArguments(one, other, difference, key);
    else {
      const ones = blocksOf(one);
      const others = blocksOf(other);
      if (ones.length === others.length)
        merged[key] = ones.map((item, at) => mergeBodies(item, others[at] ?? {}, block, difference));
      else {
        // What both begin with stays; the rest of either exists on its condition.
        const shared = ones.findIndex((item, at) => !equal(item, others[at] ?? null));
        const from = shared === -1 ? Math.min(ones.length, others.length) : shared;
        if (from > 0) merged[key] = ones.slice(0, from);
        const condition = difference.condition();
        dynamic[key] = [
          ...ones.slice(from).map((content) => ({ for_each: `\${${condition} ? [1] : []}`, content })),
          ...others.slice(from).map((content) => ({ for_each: `\${${condition} ? [] : [1]}`, content })),
        ];
      }
    }
  }
  return Object.keys(dynamic).length === 0 ? merged : { ...merged, dynamic };
}

function mergeArguments(one: JsonValue, other: JsonValue, difference: Difference, key: string): JsonValue {
  const formula = difference.formulaOf(one, other, key);
  if (formula !== undefined) return `\${${formula}}`;
  if (isObject(one) && isObject(other)) return mergeMaps(one, other, difference);
  if (isList(one) && isList(other)) {
    const merged = mergeLists(one, other, difference, key);
    if (merged !== undefined) return merged;
  }
  const documents = [one, other].map((text) => (typeof text === 'string' ? embeddedJson(text) : undefined));
  const [first, second] = documents;
  if (first !== undefined && second !== undefined)
    return `\${jsonencode(${expression(mergeArguments(first, second, difference, key))})}`;
  return `\${${difference.condition()} ? ${expression(one)} : ${expression(other)}}`;
}

// Lists of objects: item by item, or what both have with what only one has on its condition (statements of a policy).
function mergeLists(
  ones: readonly JsonValue[],
  others: readonly JsonValue[],
  difference: Difference,
  key: string,
): JsonValue | undefined {
  if (![...ones, ...others].every(isObject)) return undefined;
  if (ones.length === others.length)
    return ones.map((one, at) => {
      const other = others[at] ?? null;
      return equal(one, other) ? one : mergeArguments(one, other, difference, key);
    });
  const shared = ones.filter((one) => others.some((other) => equal(one, other)));
  if (shared.length !== others.length) return undefined;
  const parts: string[] = [];
  let run: JsonValue[] = [];
  const close = () => {
    if (run.length > 0) parts.push(expression(run));
    run = [];
  };
  for (const one of ones)
    if (shared.includes(one)) run.push(one);
    else {
      close();
      parts.push(`${difference.condition(one)} ? ${expression([one])} : []`);
    }
  close();
  return `\${concat(${parts.join(', ')})}`;
}

function mergeMaps(one: JsonObject, other: JsonObject, difference: Difference): JsonValue {
  const onlyOne = Object.entries(one).filter(([key]) => !Object.hasOwn(other, key));
  const onlyOther = Object.entries(other).filter(([key]) => !Object.hasOwn(one, key));
  const both = Object.entries(one)
    .filter(([key]) => Object.hasOwn(other, key))
    .map(([key, value]): [string, JsonValue] => {
      const second = other[key] ?? null;
      return [key, equal(value, second) ? value : mergeArguments(value, second, difference, key)];
    });
  const shared: JsonValue = Object.fromEntries(both);
  if (onlyOne.length === 0 && onlyOther.length === 0) return shared;
  const extra = `${difference.condition()} ? ${expression(Object.fromEntries(onlyOne))} : ${expression(Object.fromEntries(onlyOther))}`;
  return `\${merge(${expression(shared)}, ${extra})}`;
}

/** Whether two JSON values are the same, whatever the order of their keys. */
export function equal(one: JsonValue, other: JsonValue): boolean {
  if (isObject(one) && isObject(other)) {
    const keys = Object.keys(one);
    return (
      keys.length === Object.keys(other).length &&
      keys.every((key) => Object.hasOwn(other, key) && equal(one[key] ?? null, other[key] ?? null))
    );
  }
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && JSON.stringify(one) === JSON.stringify(other);
  return one === other;
}

function blocksOf(value: JsonValue): JsonObject[] {
  if (isList(value)) return value.filter(isObject);
  return isObject(value) ? [value] : [];
}
