import type { TerraformStack } from 'cdktf';
import { expression } from '../hcl/expression.ts';
import type { JsonValue } from '../hcl/json-value.ts';
import type { BlockSchema } from '../hcl/resource-body.ts';
import { addressOf, type Entry, entriesOf } from './entries.ts';
import { folded } from './fold.ts';
import { indexed } from './merge-modules.ts';
import { type Difference, equal, mergeBodies } from './merge-values.ts';
import { type ModuleSource, type NamedEntry, variableNames } from './module-source.ts';
import { uniqueNames } from './names.ts';
import { OutsideReferences } from './outside-references.ts';
import type { PartSpec } from './part-spec.ts';
import type { ModuleVariable } from './symbols.ts';

/** A supporting part as one module of both environments. */
export interface SharedPart extends ModuleSource {
  /** For prod and staging: what it gives each variable, with the addresses of its stack. */
  readonly given: readonly [ReadonlyMap<string, JsonValue>, ReadonlyMap<string, JsonValue>];
}

/**
 * Reads a supporting part from the stacks of both environments. What it refers to outside of itself becomes a variable, and
 * so does what differs; what only one environment has gets a count.
 * @throws Error when nothing in the spec explains a difference
 */
export function readSharedPart(
  name: string,
  stacks: readonly [TerraformStack, TerraformStack],
  spec: PartSpec,
  schema: ReadonlyMap<string, BlockSchema>,
  earlier: readonly SharedPart[],
): SharedPart {
  const sides = stacks.map((stack) => {
    const all = entriesOf(stack);
    const own = all.filter(({ path: [part, id] }) => part === name && !spec.inRoot.includes(id ?? ''));
    return { all, own: own.map((entry) => ({ ...entry, path: entry.path.slice(1) })) };
  });
  const union = [...new Map(sides.flatMap(({ own }) => own.map((entry) => [addressOf(entry), entry]))).values()];
  const names = namesOf(union);
  const nameIn = (entry: Entry) => names.get(addressOf(entry)) ?? '';
  const inside = new Map(union.map((entry) => [addressOf(entry), addressOf({ ...entry, uniqueId: nameIn(entry) })]));
  const [first, second] = sides.map(({ all, own }) => {
    const references = new OutsideReferences(all, inside, earlier);
    const entries = own.map((entry): [string, NamedEntry] => {
      const { json, counted } = references.localised(entry);
      return [addressOf(entry), { ...entry, name: nameIn(entry), json: counted ? { count: counted, ...json } : json }];
    });
    return { entries: new Map(entries), given: references.given, maps: references.maps };
  });
  if (first === undefined || second === undefined) throw new Error(`${name}: two stacks make one part`);

  const counted = new Set<string>();
  const resources = union.map((entry): NamedEntry => {
    const address = addressOf(entry);
    const [one, other] = [first.entries.get(address), second.entries.get(address)];
    const known = schema.get(entry.kind === 'data' ? `data.${entry.type}` : entry.type);
    if (known === undefined) throw new Error(`the schema lacks ${entry.type}: npm run hcl:schema`);
    if (one !== undefined && other !== undefined)
      return equal(one.json, other.json)
        ? one
        : {
            ...one,
            json: mergeBodies(one.json, other.json, known, differenceOf(one.name, spec, [first.given, second.given])),
          };
    const there = one ?? other;
    if (there === undefined) throw new Error(`${name} lacks ${address}`);
    if (Object.hasOwn(there.json, 'count')) return there;
    const condition = conditionOf(there.name, there.name, spec);
    return { ...there, json: { count: `\${${condition} ? ${one === undefined ? '0 : 1' : '1 : 0'}}`, ...there.json } };
  });
  for (const entry of resources)
    if (Object.hasOwn(entry.json, 'count')) counted.add(inside.get(addressOf(entry)) ?? '');
  const finished = resources.map((entry) => ({ ...entry, json: indexed(entry.json, counted) }));
  for (const { variable, given } of spec.switches)
    for (const [at, side] of [first, second].entries()) side.given.set(variable, given[at] ?? null);
  const used = variableNames(finished.map(({ json }) => json));
  const all = new Set([...first.given.keys(), ...second.given.keys()].filter((variable) => used.has(variable)));
  const variables = [...all].map((variable): ModuleVariable => {
    const value = first.given.get(variable) ?? second.given.get(variable) ?? null;
    return first.maps.has(variable) ? { variable, type: 'map(string)', value } : variableOf(variable, value);
  });
  const part: SharedPart = {
    name,
    folder: `support/${name}`,
    resources: finished.toSorted((a, b) => groupAt(finished, a) - groupAt(finished, b)),
    variables,
    addresses: new Map([...inside].map(([old, now]) => [old, counted.has(now) ? `${now}[0]` : now])),
    given: [first.given, second.given],
  };
  return folded(part, spec.folds);
}

// What stands for each element of a list has no number of its own.
function namesOf(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const of = (name: string) => name.replace(/^email_1$/, 'email').replace(/^(visitors_\w+)_in_1$/, '$1_from_cidr');
  return new Map([...uniqueNames(entries)].map(([entry, name]) => [addressOf(entry), of(name)]));
}

// What belongs together stands together: a role with its policies.
const groupAt = (entries: readonly NamedEntry[], { path: [id] }: NamedEntry) =>
  entries.findIndex(({ path }) => path[0] === id);

function conditionOf(place: string, extra: string, { switches }: PartSpec): string {
  const found = switches.find(({ decides }) => decides.test(extra));
  if (found === undefined)
    throw new Error(`${place}: nothing in part-spec.ts decides whether there is ${extra.slice(0, 80)}`);
  return found.condition;
}

function differenceOf(place: string, spec: PartSpec, given: readonly Map<string, JsonValue>[]): Difference {
  const behind = (value: JsonValue, at: number): JsonValue => {
    const variable = /^\$\{var\.(\w+)\}$/.exec(typeof value === 'string' ? value : '')?.[1];
    return variable === undefined ? value : (given[at]?.get(variable) ?? value);
  };
  return {
    formulaOf: (one, other, key) => {
      const variable = Object.hasOwn(spec.values, key) ? spec.values[key] : undefined;
      if (variable === undefined) return ofEnvironment(one, other, given);
      for (const [at, value] of [one, other].entries()) given[at]?.set(variable, behind(value, at));
      return `var.${variable}`;
    },
    condition: (extra) => conditionOf(place, JSON.stringify(extra ?? place), spec),
  };
}

// Text in which only the names of the environments differ.
function ofEnvironment(one: JsonValue, other: JsonValue, given: readonly Map<string, JsonValue>[]): string | undefined {
  if (typeof one !== 'string' || typeof other !== 'string') return undefined;
  const [text, same] = [/\bprod\b/g, /\bstaging\b/g].map((name, at) =>
    (at === 0 ? one : other).replaceAll(name, '${var.environment}'),
  );
  if (text === undefined || text !== same) return undefined;
  for (const [at, value] of ['prod', 'staging'].entries()) given[at]?.set('environment', value);
  return expression(text);
}

function variableOf(variable: string, value: JsonValue): ModuleVariable {
  if (Array.isArray(value) || variable === 'ingress_cidrs' || variable === 'alarm_emails')
    return { variable, type: 'list(string)', value };
  if (typeof value === 'number') return { variable, type: 'number', value };
  return { variable, type: typeof value === 'boolean' ? 'bool' : 'string', value };
}
