import { expression } from '../hcl/expression.ts';
import { isList, isObject, type JsonObject, type JsonValue } from '../hcl/json-value.ts';
import type { BlockSchema } from '../hcl/resource-body.ts';

/** How a difference between two environments is said in Terraform. */
export interface Difference {
  /** An expression that equals both values for inputs of either environment (`var.storage_gb`); undefined when none does. */
  readonly formulaOf: (first: JsonValue, second: JsonValue) => string | undefined;
  /** True where the environment is as the first (`var.proxy`). */
  readonly condition: () => string;
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
    else if (block === undefined) merged[key] = mergeArguments(one, other, difference);
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

function mergeArguments(one: JsonValue, other: JsonValue, difference: Difference): JsonValue {
  const formula = difference.formulaOf(one, other);
  if (formula !== undefined) return `\${${formula}}`;
  if (isObject(one) && isObject(other)) return mergeMaps(one, other, difference);
  return `\${${difference.condition()} ? ${expression(one)} : ${expression(other)}}`;
}

function mergeMaps(one: JsonObject, other: JsonObject, difference: Difference): JsonValue {
  const onlyOne = Object.entries(one).filter(([key]) => !Object.hasOwn(other, key));
  const onlyOther = Object.entries(other).filter(([key]) => !Object.hasOwn(one, key));
  const both = Object.entries(one)
    .filter(([key]) => Object.hasOwn(other, key))
    .map(([key, value]): [string, JsonValue] => {
      const second = other[key] ?? null;
      return [key, equal(value, second) ? value : mergeArguments(value, second, difference)];
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
