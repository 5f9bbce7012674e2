import type { JsonValue } from '../hcl/json-value.ts';
import type { EnvironmentSource, HomeName } from './environment-source.ts';
import { equal } from './merge-values.ts';
import type { ModuleDescription } from './module-files.ts';
import type { ModuleSource } from './module-source.ts';
import { moduleLabel } from './names.ts';
import type { RootVariable } from './root-blocks.ts';

/** A module with what is said of it. */
export interface Described {
  readonly source: ModuleSource;
  readonly about: ModuleDescription;
}

/** Said once for all modules that take it; everything else is a matter of one module and carries its name. */
const SHARED: ReadonlySet<string> = new Set(['environment', 'proxy', 'cdn', 'tracing', 'deletion_protection']);

/** Roots whose calls are the same, and the values in which the environments differ. */
export interface ValuedEnvironments {
  readonly sources: readonly EnvironmentSource[];
  /** For each environment: the variables of its root with its own values. */
  readonly variables: readonly (readonly RootVariable[])[];
}

/**
 * Puts a variable of the root in place of each plain value in which two environments differ, so that they differ in
 * terraform.tfvars and no longer in main.tf.
 */
export function withValueVariables(
  [first, second]: readonly [EnvironmentSource, EnvironmentSource],
  modules: ReadonlyMap<HomeName, Described>,
): ValuedEnvironments {
  const names = new Map<string, string>();
  const variables: [Map<string, RootVariable>, Map<string, RootVariable>] = [
    new Map<string, RootVariable>(),
    new Map<string, RootVariable>(),
  ];
  for (const { name, arguments: ones } of first.calls) {
    const others = second.calls.find((call) => call.name === name)?.arguments;
    if (others === undefined) continue;
    for (const [argument, one] of ones) {
      const values = [one, others.get(argument) ?? null];
      if (values.some(refers) || equal(one, values[1] ?? null)) continue;
      const variable = SHARED.has(argument) ? argument : `${moduleLabel(name)}_${argument}`;
      names.set(`${name}.${argument}`, variable);
      for (const [at, value] of values.entries())
        variables[at === 0 ? 0 : 1].set(variable, rootVariable(variable, argument, value, modules.get(name)));
    }
  }
  const named = (source: EnvironmentSource): EnvironmentSource => ({
    ...source,
    calls: source.calls.map((call) => {
      const given = [...call.arguments].map(([argument, value]): [string, JsonValue] => {
        const variable = names.get(`${call.name}.${argument}`);
        return [argument, variable === undefined ? value : `\${var.${variable}}`];
      });
      return { ...call, arguments: new Map(given) };
    }),
  });
  return { sources: [named(first), named(second)], variables: variables.map((map) => [...map.values()]) };
}

const refers = (value: JsonValue): boolean => JSON.stringify(value).includes('${');

function rootVariable(
  name: string,
  argument: string,
  value: JsonValue,
  described: Described | undefined,
): RootVariable {
  const type = described?.source.variables.find(({ variable }) => variable === argument)?.type ?? 'string';
  const description = described?.about.descriptions.get(argument) ?? '';
  const nullable = described?.about.nullable.has(argument) === true;
  return { name, type, description, example: value, nullable };
}
