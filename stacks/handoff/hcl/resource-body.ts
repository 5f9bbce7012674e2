import type { Block, BodyItem } from './body.ts';
import { isList, isObject, type JsonObject, type JsonValue } from './json-value.ts';
import { templateParts } from './template.ts';

/** What the provider says of a block: arguments by name, nested blocks by name. Trimmed from `terraform providers schema`. */
export interface BlockSchema {
  /** Names of all arguments. An argument that is a list of objects carries the names of their fields. */
  readonly arguments: Readonly<Record<string, readonly string[] | null>>;
  readonly blocks: Readonly<Record<string, BlockSchema>>;
}

/** Arguments of Terraform itself that hold bare references instead of values. */
const REFERENCE_LISTS = new Set(['depends_on', 'ignore_changes', 'replace_triggered_by']);
const FIRST = ['count', 'for_each', 'provider'];
const LAST = ['lifecycle', 'depends_on'];

/**
 * The body of a resource or data source: meta-arguments first and last as Terraform's style guide has them, arguments
 * before nested blocks.
 * @throws Error when the schema knows neither an argument nor a block of some name
 */
export function resourceBody(json: JsonObject, schema: BlockSchema, place: string): BodyItem[] {
  const named = Object.keys(json).filter((key) => key !== '//');
  const own = named.filter((key) => !FIRST.includes(key) && !LAST.includes(key));
  return [
    ...FIRST.filter((key) => named.includes(key)).map((key) => metaArgument(key, json[key] ?? null)),
    ...nestedBody(Object.fromEntries(own.map((key) => [key, json[key] ?? null])), schema, place),
    ...LAST.filter((key) => named.includes(key) && !isEmptyList(json[key] ?? null)).map((key) =>
      metaArgument(key, json[key] ?? null),
    ),
  ];
}

const isEmptyList = (value: JsonValue) => isList(value) && value.length === 0;

function nestedBody(json: JsonObject, schema: BlockSchema, place: string): BodyItem[] {
  const items = Object.entries(json).filter(([name]) => name !== 'dynamic');
  const known = items.filter(([name]) => Object.hasOwn(schema.arguments, name));
  const blocks = items.filter(([name]) => Object.hasOwn(schema.blocks, name));
  const lost = items.find(([name]) => !Object.hasOwn(schema.arguments, name) && !Object.hasOwn(schema.blocks, name));
  if (lost) throw new Error(`${place}: the provider knows no "${lost[0]}"; renew the schema with npm run hcl:schema`);
  return [
    ...known.map(([name, value]): BodyItem => {
      return { kind: 'argument', name, value: completed(value, schema.arguments[name] ?? null) };
    }),
    ...blocks.flatMap(([name, value]) => nestedBlocks(name, value, schema.blocks[name], place)),
    ...dynamicBlocks(json.dynamic ?? null, schema, place),
  ];
}

// Blocks that exist on a condition: `{ dynamic: { <type>: [{ for_each, content }] } }`, as Terraform's JSON syntax has them.
function dynamicBlocks(value: JsonValue, schema: BlockSchema, place: string): BodyItem[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, list]) =>
    (isList(list) ? list : [list]).filter(isObject).map((json): BodyItem => {
      const block = schema.blocks[name];
      const content = json.content ?? null;
      if (block === undefined || !isObject(content)) throw new Error(`${place}: no block "${name}" to make dynamic`);
      const body: BodyItem[] = [
        { kind: 'argument', name: 'for_each', value: json.for_each ?? null },
        { kind: 'block', block: { type: 'content', labels: [], body: nestedBody(content, block, `${place}.${name}`) } },
      ];
      return { kind: 'block', block: { type: 'dynamic', labels: [name], body } };
    }),
  );
}

// In an argument that is a list of objects every field must be said, in a block only what is meant.
function completed(value: JsonValue, fields: readonly string[] | null): JsonValue {
  if (fields === null || !isList(value)) return value;
  return value.map((item) =>
    isObject(item) ? Object.fromEntries(fields.map((field) => [field, item[field] ?? null])) : item,
  );
}

function nestedBlocks(name: string, value: JsonValue, schema: BlockSchema | undefined, place: string): BodyItem[] {
  if (schema === undefined || value === null) return [];
  const list = isList(value) ? value : [value];
  return list.filter(isObject).map((json): BodyItem => {
    return { kind: 'block', block: { type: name, labels: [], body: nestedBody(json, schema, `${place}.${name}`) } };
  });
}

function metaArgument(name: string, value: JsonValue): BodyItem {
  if (name === 'lifecycle' && isObject(value)) return { kind: 'block', block: lifecycle(value) };
  if (REFERENCE_LISTS.has(name)) return { kind: 'raw', name, text: referenceList(value) };
  if (name === 'provider') return { kind: 'raw', name, text: bare(value) };
  return { kind: 'argument', name, value };
}

function lifecycle(json: JsonObject): Block {
  const body = Object.entries(json).flatMap(([name, value]): BodyItem[] => {
    if (name === 'precondition' || name === 'postcondition')
      return (isList(value) ? value : [value]).filter(isObject).map((condition) => {
        const items = Object.entries(condition).map(
          ([key, item]): BodyItem => ({ kind: 'argument', name: key, value: item }),
        );
        return { kind: 'block', block: { type: name, labels: [], body: items } };
      });
    return [
      REFERENCE_LISTS.has(name) ? { kind: 'raw', name, text: referenceList(value) } : { kind: 'argument', name, value },
    ];
  });
  return { type: 'lifecycle', labels: [], body };
}

function referenceList(value: JsonValue): string {
  if (value === 'all') return 'all';
  const names = (isList(value) ? value : [value]).map(bare);
  const inline = `[${names.join(', ')}]`;
  return inline.length <= 96 ? inline : `[\n${names.map((name) => `  ${name},`).join('\n')}\n]`;
}

// References may be written with or without `${}` in Terraform's JSON.
function bare(value: JsonValue): string {
  if (typeof value !== 'string') throw new Error(`a reference is a string, not ${JSON.stringify(value)}`);
  const [part] = templateParts(value);
  return part?.source ?? value;
}
