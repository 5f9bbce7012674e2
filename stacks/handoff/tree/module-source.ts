import { basename } from 'node:path';
import { Testing } from 'cdktf';
import type { Construct } from 'constructs';
import { moduleFacts } from '../../../modules/rule.ts';
import { ReadableStack } from '../../readable-stack.ts';
import type { JsonValue } from '../hcl/json-value.ts';
import { addressOf, type Entry, entriesOf } from './entries.ts';
import type { ModuleSpec } from './module-spec.ts';
import { uniqueNames } from './names.ts';
import { mapReferences, mapStrings } from './references.ts';
import { isBundle, type ModuleVariable, symbolicInputs } from './symbols.ts';

/** A module as Terraform will see it: resources with readable names over `var.<name>`, and the variables they use. */
export interface ModuleSource {
  readonly name: string;
  /** Where it lies below `terraform/`: `modules/sqs`. */
  readonly folder: string;
  readonly resources: readonly NamedEntry[];
  readonly variables: readonly ModuleVariable[];
  /** The address inside the module (`aws_sqs_queue.queue`) by the address that cdktf gave the same resource in a stack. */
  readonly addresses: ReadonlyMap<string, string>;
}

export interface NamedEntry extends Entry {
  readonly name: string;
}

/**
 * Reads a module from one of its instances: builds it once more with variables for inputs and looks at what comes out.
 * @param instance a construct of modules/, as it stands in an environment
 * @param replaced inputs that another environment has otherwise
 * @throws Error when the instance enforces no rules, for then nobody knows its inputs
 */
export function readModule(
  name: string,
  instance: Construct,
  spec: ModuleSpec,
  replaced: ReadonlyMap<string, unknown> = new Map(),
): ModuleSource {
  const { inputs, variables } = symbolicInputs(new Map([...inputsOf(instance), ...replaced]), spec);
  const stack = new ReadableStack(Testing.app(), 'handoff');
  Reflect.construct(instance.constructor, [stack, name, inputs]);
  const entries = entriesOf(stack).map((entry) => ({ ...entry, path: entry.path.slice(1) }));
  const names = uniqueNames(entries);
  const addresses = new Map(
    entries.map((entry) => [addressOf(entry), addressOf({ ...entry, uniqueId: names.get(entry) ?? '' })]),
  );
  const resources = entries.map((entry) => ({
    ...entry,
    name: names.get(entry) ?? '',
    json: renamed(withBundleVariables(entry.json, variables), addresses),
  }));
  const used = variableNames(resources.map(({ json }) => json));
  return {
    name,
    folder: `modules/${name}`,
    resources,
    addresses,
    variables: variables.filter(({ variable }) => used.has(variable)),
  };
}

// A function's code is a file that the caller names; Terraform takes the hash itself.
function withBundleVariables(json: Entry['json'], variables: readonly ModuleVariable[]): Entry['json'] {
  const bundles = variables.flatMap(({ variable, value }) => (isBundle(value) ? [{ variable, ...value }] : []));
  if (bundles.length === 0) return json;
  const entries = Object.entries(json).map(([key, value]): [string, JsonValue] => {
    const found = bundles.find(
      ({ hash, path }) =>
        value === hash || (key === 'filename' && typeof value === 'string' && value.endsWith(`/${basename(path)}`)),
    );
    if (found === undefined) return [key, value];
    return [key, key === 'filename' ? `\${var.${found.variable}}` : `\${filebase64sha256(var.${found.variable})}`];
  });
  return Object.fromEntries(entries);
}

/** Every input of a module instance. */
export function inputsOf(instance: Construct): ReadonlyMap<string, unknown> {
  const facts = moduleFacts(instance);
  if (facts === undefined) throw new Error(`${instance.node.path}: a module says its inputs by enforceRules`);
  return facts.inputs;
}

function renamed(json: Entry['json'], addresses: ReadonlyMap<string, string>): Entry['json'] {
  const entries = Object.entries(json).map(([key, value]): [string, JsonValue] => [
    key,
    mapReferences(value, ({ address, attribute }) => `${addresses.get(address) ?? address}${attribute}`),
  ]);
  return Object.fromEntries(entries);
}

/** The names behind `var.` in the strings of some values. */
export function variableNames(values: readonly JsonValue[]): Set<string> {
  const used = new Set<string>();
  for (const value of values)
    mapStrings(value, (text) => {
      for (const [, name] of text.matchAll(/(?<![\w.])var\.(\w+)/g)) if (name !== undefined) used.add(name);
      return text;
    });
  return used;
}
