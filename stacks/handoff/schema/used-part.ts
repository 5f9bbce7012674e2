import { isList, isObject, type JsonObject } from '../hcl/json-value.ts';
import type { BlockSchema } from '../hcl/resource-body.ts';

/** The part of a block's schema that some values use: a web ACL alone knows 630 KB of nested statements. */
export function usedPart(schema: BlockSchema, values: readonly JsonObject[]): BlockSchema {
  const names = new Set(values.flatMap((value) => Object.keys(value)));
  const args = Object.entries(schema.arguments).filter(([name]) => names.has(name));
  const blocks = Object.entries(schema.blocks).filter(([name]) => names.has(name));
  return {
    arguments: Object.fromEntries(args),
    blocks: Object.fromEntries(blocks.map(([name, block]) => [name, usedPart(block, nestedValues(values, name))])),
  };
}

function nestedValues(values: readonly JsonObject[], name: string): JsonObject[] {
  return values.flatMap((value) => {
    const nested = value[name] ?? null;
    return (isList(nested) ? nested : [nested]).filter(isObject);
  });
}
