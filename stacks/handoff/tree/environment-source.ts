import { basename } from 'node:path';
import { DefaultTokenResolver, StringConcat, type TerraformStack, Tokenization } from 'cdktf';
import { Construct } from 'constructs';
import { z } from 'zod';
import { isList, type JsonValue } from '../hcl/json-value.ts';
import { addBundles, bundlePath, withHashes, zipsByHash } from './bundle-files.ts';
import { addressOf, type Entry, entriesOf } from './entries.ts';
import { inputsOf, type ModuleSource, type NamedEntry } from './module-source.ts';
import { type ModuleName, moduleNames, moduleSpecs } from './module-spec.ts';
import { mapName, moduleLabel, outputName, readableName, uniqueNames } from './names.ts';
import { type PartName, partNames } from './part-spec.ts';
import { mapReferences, type Reference } from './references.ts';
import type { SharedPart } from './shared-part.ts';
import { statefulGuard } from './stateful-guard.ts';
import { isBundle, snakeCase, symbolicInputs } from './symbols.ts';

/** Any module of the tree: one of the thirteen, or a supporting part. */
export type HomeName = ModuleName | PartName;

/** One `module` block of an environment's root: arguments by the name of the variable. */
export interface ModuleCall {
  readonly name: HomeName;
  readonly arguments: ReadonlyMap<string, JsonValue>;
}

/** What an environment's root consists of. */
export interface EnvironmentSource {
  readonly calls: readonly ModuleCall[];
  /** Resources that stand in the root itself, by the name of their part (`dashboard`, `firewall`). */
  readonly parts: ReadonlyMap<string, readonly NamedEntry[]>;
  /** Outputs that modules must have: for each module the expression inside of it by the name of the output. */
  readonly outputs: ReadonlyMap<HomeName, ReadonlyMap<string, string>>;
  /** Old address in the cdktf stack -> address in the tree, for every resource (data sources hold no state). */
  readonly moved: ReadonlyMap<string, string>;
  /** Files of functions: path in the tree (`bundles/<name>`) -> path of the zip. */
  readonly bundles: ReadonlyMap<string, string>;
}

export interface RootChoice {
  readonly shared: ReadonlyMap<PartName, SharedPart>;
  /** 0 for prod, 1 for staging. */
  readonly at: 0 | 1;
  /** Whether its data shall be safe from a slip (stateful-guard.ts). */
  readonly guarded: boolean;
}

/** Reads the root of an environment from its stack, given the modules that it calls. */
export function readEnvironment(
  stack: TerraformStack,
  modules: ReadonlyMap<ModuleName, ModuleSource>,
  { shared, at, guarded }: RootChoice,
): EnvironmentSource {
  const entries = entriesOf(stack);
  const homeNames: readonly HomeName[] = [...moduleNames, ...partNames];
  const homeNamed = (name: HomeName) => [...modules, ...shared].find(([one]) => one === name)?.[1];
  const moduleOf = (entry: Entry) =>
    homeNames.find((name) => entry.path[0] === name && homeNamed(name)?.addresses.has(addressOf(entry)));
  const own = entries.filter((entry) => moduleOf(entry) === undefined);
  const names = uniqueNames(own);
  const rootAddresses = new Map(
    own.map((entry) => [addressOf(entry), addressOf({ ...entry, uniqueId: names.get(entry) ?? '' })]),
  );
  const homes = new Map(entries.map((entry) => [addressOf(entry), moduleOf(entry)]));
  const outputs = new Map<HomeName, Map<string, string>>();
  const bundles = new Map<string, string>();

  const rewritten = (reference: Reference): string => {
    const home = homes.get(reference.address);
    if (home === undefined) return `${rootAddresses.get(reference.address) ?? reference.address}${reference.attribute}`;
    if (reference.attribute === '') return `module.${moduleLabel(home)}`;
    return `module.${moduleLabel(home)}.${outputOf(home, reference)}`;
  };
  const outputOf = (home: HomeName, { address, attribute }: Reference): string => {
    const inside = homeNamed(home)?.addresses.get(address);
    if (inside === undefined) throw new Error(`module ${home} lacks ${address}`);
    const isElement = inside.endsWith('"]');
    const name = isElement ? mapName(inside, attribute) : outputName(inside, attribute);
    const ofModule = outputs.get(home) ?? new Map<string, string>();
    // One that exists on a condition is null where it does not.
    const expression = isElement
      ? `{ for key, one in ${inside.slice(0, inside.indexOf('['))} : key => one${attribute} }`
      : inside.endsWith('[0]')
        ? `one(${inside.slice(0, -'[0]'.length)}[*]${attribute})`
        : `${inside}${attribute}`;
    const taken = ofModule.get(name);
    if (taken !== undefined && taken !== expression) throw new Error(`module ${home}: two outputs would be "${name}"`);
    outputs.set(home, ofModule.set(name, expression));
    return isElement ? `${name}${inside.slice(inside.indexOf('['))}` : name;
  };

  const partCalls = [...shared].map(([name, { variables, given }]): ModuleCall => {
    const values = variables.map(({ variable, type }): [string, JsonValue] => {
      const value = mapReferences(given[at].get(variable) ?? null, rewritten);
      return [variable, type === 'map(string)' && typeof value === 'string' ? value.replace(/\[".*"\]/, '') : value];
    });
    return { name, arguments: new Map(values) };
  });
  const calls = moduleNames.flatMap((name): ModuleCall[] => {
    const source = modules.get(name);
    const instance = stack.node.tryFindChild(name);
    if (source === undefined || instance === undefined) return [];
    const values = variableValues(stack, instance, name, bundles);
    const given = source.variables.map(({ variable }): [string, JsonValue] => [
      variable,
      mapReferences(values.get(variable) ?? null, rewritten),
    ]);
    return [{ name, arguments: new Map(given) }];
  });
  addBundles(entries, bundles);
  const zips = zipsByHash(entries);
  const parts = new Map<string, NamedEntry[]>();
  for (const entry of own) {
    const part = readableName(entry.path.slice(0, 1));
    const json = Object.fromEntries(
      Object.entries(withHashes(entry.json, zips)).map(([key, value]): [string, JsonValue] => [
        key,
        key === 'depends_on' ? distinct(mapReferences(value, rewritten)) : mapReferences(value, rewritten),
      ]),
    );
    parts.set(part, [...(parts.get(part) ?? []), { ...entry, name: names.get(entry) ?? '', json }]);
  }
  if (guarded) parts.set('stateful_guard', [statefulGuard(entries, (value) => mapReferences(value, rewritten))]);
  const moved = new Map(
    entries
      .filter(({ kind }) => kind === 'resource')
      .map((entry) => {
        const home = moduleOf(entry);
        const old = addressOf(entry);
        return [
          old,
          home === undefined
            ? (rootAddresses.get(old) ?? old)
            : `module.${moduleLabel(home)}.${homeNamed(home)?.addresses.get(old)}`,
        ];
      }),
  );
  return { calls: [...partCalls, ...calls], parts, outputs, moved, bundles };
}

// What this environment gives each variable of a module; the fixed inputs are there too, some of them became variables.
function variableValues(
  stack: TerraformStack,
  instance: Construct,
  name: ModuleName,
  bundles: Map<string, string>,
): ReadonlyMap<string, JsonValue> {
  const inputs = inputsOf(instance);
  const values = new Map<string, JsonValue>();
  for (const [input, value] of inputs)
    if (!isBundle(value) && !holdsConstruct(value)) values.set(snakeCase(input), resolved(stack, value));
  for (const { variable, value } of symbolicInputs(inputs, moduleSpecs[name]).variables) {
    if (!isBundle(value)) values.set(variable, resolved(stack, value));
    else {
      bundles.set(`bundles/${basename(value.path)}`, value.path);
      values.set(variable, bundlePath(basename(value.path)));
    }
  }
  return values;
}

// A provider, or what a module waits for.
function holdsConstruct(value: unknown): boolean {
  return Array.isArray(value) ? value.some((item) => Construct.isConstruct(item)) : Construct.isConstruct(value);
}

/** A value of a construct as Terraform's JSON has it, with references in place of tokens; null when it is none. */
export function resolved(stack: TerraformStack, value: unknown): JsonValue {
  const options = { scope: stack, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false };
  const plain: unknown = Tokenization.resolve(value, options);
  const parsed = z.json().safeParse(plain ?? null);
  return parsed.success ? parsed.data : null;
}

function distinct(value: JsonValue): JsonValue {
  return isList(value) ? [...new Set(value)] : value;
}
