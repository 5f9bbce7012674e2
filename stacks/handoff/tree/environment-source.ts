import { basename, dirname, join } from 'node:path';
import { DefaultTokenResolver, StringConcat, type TerraformStack, Tokenization } from 'cdktf';
import { Construct } from 'constructs';
import { z } from 'zod';
import { isList, type JsonValue } from '../hcl/json-value.ts';
import { addressOf, type Entry, entriesOf } from './entries.ts';
import { inputsOf, type ModuleSource, type NamedEntry } from './module-source.ts';
import { type ModuleName, moduleNames, moduleSpecs } from './module-spec.ts';
import { readableName, uniqueNames } from './names.ts';
import { mapReferences, type Reference } from './references.ts';
import { statefulGuard } from './stateful-guard.ts';
import { isBundle, snakeCase, symbolicInputs } from './symbols.ts';

/** One `module` block of an environment's root: arguments by the name of the variable. */
export interface ModuleCall {
  readonly name: ModuleName;
  readonly arguments: ReadonlyMap<string, JsonValue>;
}

/** What an environment's root consists of. */
export interface EnvironmentSource {
  readonly calls: readonly ModuleCall[];
  /** Resources beside the thirteen modules, by the name of their part (`keys`, `identities`). */
  readonly parts: ReadonlyMap<string, readonly NamedEntry[]>;
  /** Outputs that modules must have: for each module the expression inside of it by the name of the output. */
  readonly outputs: ReadonlyMap<ModuleName, ReadonlyMap<string, string>>;
  /** Old address in the cdktf stack -> address in the tree, for every resource (data sources hold no state). */
  readonly moved: ReadonlyMap<string, string>;
  /** Files of functions: path in the tree (`bundles/<name>`) -> path of the zip. */
  readonly bundles: ReadonlyMap<string, string>;
}

/**
 * Reads the root of an environment from its stack, given the modules that it calls.
 * @param guarded whether its data shall be safe from a slip (stateful-guard.ts)
 */
export function readEnvironment(
  stack: TerraformStack,
  modules: ReadonlyMap<ModuleName, ModuleSource>,
  guarded: boolean,
): EnvironmentSource {
  const entries = entriesOf(stack);
  const moduleOf = (entry: Entry) => moduleNames.find((name) => entry.path[0] === name && modules.has(name));
  const own = entries.filter((entry) => moduleOf(entry) === undefined);
  const names = uniqueNames(own);
  const rootAddresses = new Map(
    own.map((entry) => [addressOf(entry), addressOf({ ...entry, uniqueId: names.get(entry) ?? '' })]),
  );
  const homes = new Map(entries.map((entry) => [addressOf(entry), moduleOf(entry)]));
  const outputs = new Map<ModuleName, Map<string, string>>();
  const bundles = new Map<string, string>();

  const rewritten = (reference: Reference): string => {
    const home = homes.get(reference.address);
    if (home === undefined) return `${rootAddresses.get(reference.address) ?? reference.address}${reference.attribute}`;
    if (reference.attribute === '') return `module.${home}`;
    return `module.${home}.${outputOf(home, reference)}`;
  };
  const outputOf = (home: ModuleName, { address, attribute }: Reference): string => {
    const inside = modules.get(home)?.addresses.get(address);
    if (inside === undefined) throw new Error(`module ${home} lacks ${address}`);
    const name = outputName(inside, attribute);
    const ofModule = outputs.get(home) ?? new Map<string, string>();
    // One that exists on a condition is null where it does not.
    const expression = inside.endsWith('[0]')
      ? `one(${inside.slice(0, -'[0]'.length)}[*]${attribute})`
      : `${inside}${attribute}`;
    const taken = ofModule.get(name);
    if (taken !== undefined && taken !== expression) throw new Error(`module ${home}: two outputs would be "${name}"`);
    outputs.set(home, ofModule.set(name, expression));
    return name;
  };

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
  const parts = new Map<string, NamedEntry[]>();
  for (const entry of own) {
    const part = readableName(entry.path.slice(0, 1));
    const json = Object.fromEntries(
      Object.entries(withBundleFile(entry.json, bundles)).map(([key, value]): [string, JsonValue] => [
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
            : `module.${home}.${modules.get(home)?.addresses.get(old)}`,
        ];
      }),
  );
  return { calls, parts, outputs, moved, bundles };
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
      const file = `bundles/${basename(value.path)}`;
      bundles.set(file, value.path);
      values.set(variable, `\${path.root}/../../${file}`);
    }
  }
  return values;
}

// A function outside of the modules: its zip lies beside those of the modules, Terraform takes the hash itself.
function withBundleFile(json: Entry['json'], bundles: Map<string, string>): Entry['json'] {
  const { filename } = json;
  if (typeof filename !== 'string' || !filename.startsWith('assets/')) return json;
  const folder = dirname([...bundles.values()][0] ?? '');
  const file = `bundles/${basename(filename)}`;
  bundles.set(file, join(folder, basename(filename)));
  const path = `\${path.root}/../../${file}`;
  return { ...json, filename: path, source_code_hash: `\${filebase64sha256("${path}")}` };
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

function outputName(inside: string, attribute: string): string {
  const name =
    inside
      .replace(/\[0\]$/, '')
      .split('.')
      .at(-1) ?? '';
  const last =
    attribute
      .replaceAll(/\[[^\]]*\]/g, '')
      .split('.')
      .at(-1) ?? '';
  return name.endsWith(`_${last}`) || name === last ? name : `${name}_${last}`;
}

function distinct(value: JsonValue): JsonValue {
  return isList(value) ? [...new Set(value)] : value;
}
