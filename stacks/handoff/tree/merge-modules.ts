import type { Construct } from 'constructs';
import type { JsonValue } from '../hcl/json-value.ts';
import type { BlockSchema } from '../hcl/resource-body.ts';
import { formulaOf } from './formulas.ts';
import { type Difference, equal, mergeBodies } from './merge-values.ts';
import { inputsOf, type ModuleSource, type NamedEntry, readModule, variableNames } from './module-source.ts';
import type { ModuleSpec } from './module-spec.ts';
import { mapReferences } from './references.ts';
import { type ModuleVariable, snakeCase } from './symbols.ts';

/** One input in which the environments differ, and what prod would be if it had the other's. */
interface Switch {
  readonly variable: string;
  readonly condition: string | undefined;
  readonly values: readonly [unknown, unknown];
  readonly flipped: ModuleSource;
}

/**
 * One module for two environments: resources that only one has get a count, values that differ a variable or a condition.
 * @throws Error when a difference comes from no input, or from one without a condition in module-spec.ts
 */
export function mergeModules(
  name: string,
  instances: readonly [Construct, Construct],
  spec: ModuleSpec,
  schema: ReadonlyMap<string, BlockSchema>,
): ModuleSource {
  const [first, second] = [readModule(name, instances[0], spec), readModule(name, instances[1], spec)];
  const switches = switchesOf(name, instances, spec);
  const addressed = (source: ModuleSource) => new Map(source.resources.map((entry) => [address(entry), entry]));
  const [ones, others] = [addressed(first), addressed(second)];
  const counted = new Set<string>();
  const merged = [...new Set([...ones.keys(), ...others.keys()])].flatMap((key): NamedEntry[] => {
    const one = ones.get(key);
    const other = others.get(key);
    const entry = one ?? other;
    if (entry === undefined) return [];
    if (one === undefined || other === undefined) {
      const condition = conditionFor(key, switches, (flipped) => flipped.has(key) === (one === undefined));
      counted.add(key);
      const count = one === undefined ? `\${${condition} ? 0 : 1}` : `\${${condition} ? 1 : 0}`;
      return [{ ...entry, json: { count, ...entry.json } }];
    }
    if (equal(one.json, other.json)) return [one];
    const difference = differenceOf(key, one, switches);
    const known = schema.get(one.type);
    if (known === undefined) throw new Error(`the schema lacks ${one.type}: npm run hcl:schema`);
    return [{ ...one, json: mergeBodies(one.json, other.json, known, difference) }];
  });
  const resources = merged.map((entry) => ({ ...entry, json: indexed(entry.json, counted) }));
  const used = variableNames(resources.map(({ json }) => json));
  const variables = new Map([...second.variables, ...first.variables].map((variable) => [variable.variable, variable]));
  for (const one of switches)
    variables.set(one.variable, { variable: one.variable, type: typeOf(one.values[0]), value: one.values[0] });
  return {
    name,
    folder: first.folder,
    resources,
    addresses: new Map(
      [...second.addresses, ...first.addresses].map(([old, now]) => [old, counted.has(now) ? `${now}[0]` : now]),
    ),
    variables: [...variables.values()].filter(({ variable }) => used.has(variable)),
  };
}

function switchesOf(name: string, [first, second]: readonly [Construct, Construct], spec: ModuleSpec): Switch[] {
  const [ones, others] = [inputsOf(first), inputsOf(second)];
  const deciding = new Set([...spec.fixed, ...spec.elements, ...Object.keys(spec.conditions)]);
  return [...deciding].flatMap((input): Switch[] => {
    const values = [ones.get(input), others.get(input)] as const;
    if (JSON.stringify(values[0]) === JSON.stringify(values[1])) return [];
    const flipped = readModule(name, first, spec, new Map([[input, values[1]]]));
    return [{ variable: snakeCase(input), condition: spec.conditions[input], values, flipped }];
  });
}

function differenceOf(key: string, one: NamedEntry, switches: readonly Switch[]): Difference {
  return {
    formulaOf: (a, b) => formulaOf(a, b, switches),
    condition: () =>
      conditionFor(key, switches, (flipped) => {
        const there = flipped.get(key);
        return there === undefined || !equal(there.json, one.json);
      }),
  };
}

function conditionFor(
  key: string,
  switches: readonly Switch[],
  causes: (flipped: ReadonlyMap<string, NamedEntry>) => boolean,
): string {
  const found = switches.filter(
    ({ condition, flipped }) =>
      condition !== undefined && causes(new Map(flipped.resources.map((entry) => [address(entry), entry]))),
  );
  const [only, ...more] = found;
  if (only?.condition === undefined || more.length > 0)
    throw new Error(`${key}: ${found.length} conditions of module-spec.ts explain the difference, it takes one`);
  return only.condition;
}

/** The body with an index behind each address of `counted`: a resource with a count is a list. */
export function indexed(json: NamedEntry['json'], counted: ReadonlySet<string>): NamedEntry['json'] {
  if (counted.size === 0) return json;
  const entries = Object.entries(json).map(([name, value]): [string, JsonValue] => [
    name,
    mapReferences(value, (reference) => {
      const index = counted.has(reference.address) && reference.attribute !== '' ? '[0]' : '';
      return `${reference.address}${index}${reference.attribute}`;
    }),
  ]);
  return Object.fromEntries(entries);
}

function typeOf(value: unknown): ModuleVariable['type'] {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'bool';
  return Array.isArray(value) ? 'list(string)' : 'string';
}

const address = ({ kind, type, name }: NamedEntry) => `${kind === 'data' ? 'data.' : ''}${type}.${name}`;
