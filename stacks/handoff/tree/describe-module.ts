import { join } from 'node:path';
import { moduleFacts } from '../../../modules/rule.ts';
import type { UrrStack } from '../../urr-stack.ts';
import type { JsonValue } from '../hcl/json-value.ts';
import { readDocstrings } from './descriptions.ts';
import type { EnvironmentSource } from './environment-source.ts';
import { elementCount } from './example-value.ts';
import { moduleDefaults } from './module-defaults.ts';
import { checkable, type ModuleDescription, type ModuleOutput } from './module-files.ts';
import { inputsOf, type ModuleSource } from './module-source.ts';
import type { ModuleName } from './module-spec.ts';
import { fieldsByExpression, outputDescription } from './output-descriptions.ts';
import { snakeCase, variableName } from './symbols.ts';

/** What is said of a module beside its resources: from its docstrings, defaults and rules, and from who calls it. */
export function describeModule(
  source: ModuleSource,
  name: ModuleName,
  stack: UrrStack,
  environments: readonly EnvironmentSource[],
): ModuleDescription {
  const docstrings = readDocstrings(join(import.meta.dirname, '../../../modules', name));
  const instance = stack.node.findChild(name);
  const inputs = [...inputsOf(instance).keys()];
  const known = new Map(source.variables.map(({ variable }) => [variable, inputOf(variable, inputs)]));
  const names = new Set(known.keys());
  const described = [...known].flatMap(([variable, input]): [string, string][] => {
    const found = docstrings.inputs.get(input ?? '');
    const text = found === undefined ? undefined : inTerms(found, names);
    return text === undefined
      ? []
      : [[variable, `${partDescription(variable, input ?? '', text)}${countSentence(source, variable)}`]];
  });
  const defaults = new Map<string, JsonValue>();
  for (const [input, value] of Object.entries<JsonValue>({ ...moduleDefaults[name] })) {
    const variable = snakeCase(input);
    if (known.has(variable)) defaults.set(variable, value);
  }
  const calls = environments.flatMap((environment) => environment.calls.filter((call) => call.name === name));
  const nulls = calls.flatMap((call) => [...call.arguments].filter(([, value]) => value === null));
  const nullable = new Set(nulls.map(([variable]) => variable));
  for (const variable of known.keys()) if (variable.endsWith('wait_for')) defaults.set(variable, []);
  // What some environment leaves out may be left out.
  for (const variable of nullable) if (!defaults.has(variable)) defaults.set(variable, null);
  const expressions = fieldsByExpression(stack, instance, source, docstrings);
  const outputs = new Map(environments.flatMap((environment) => [...(environment.outputs.get(name) ?? [])]));
  return {
    text: docstrings.module.replace(/Synthesis fails on (.*?): rules\.ts\./, 'Validation blocks refuse $1.'),
    descriptions: new Map(described),
    defaults,
    validations: validationsOf(source, [...(moduleFacts(instance)?.rules ?? [])]),
    nullable,
    outputs: [...outputs].map(
      ([output, expression]): ModuleOutput => ({
        name: output,
        expression,
        description: outputDescription(expression, expressions),
      }),
    ),
  };
}

// A list that the construct went through one by one has the length that prod gives it.
function countSentence(source: ModuleSource, variable: string): string {
  const count = elementCount(source, variable);
  return count === undefined ? '' : ` This module reads ${count} of them.`;
}

type Rules = NonNullable<ReturnType<typeof moduleFacts>>['rules'];

/** The rules that Terraform can check, each in the block of the first variable that it reads. */
export function validationsOf(source: ModuleSource, rules: Rules) {
  const known = new Set(source.variables.map(({ variable }) => variable));
  const validations = rules.flatMap(({ id, reads, hcl, allowed, remedy }) => {
    const variable = reads.map(snakeCase).find((read) => known.has(read));
    if (hcl === undefined || variable === undefined) return [];
    const message = inTerms(`${id}: allowed is ${allowed}. ${remedy}`, known);
    return [{ variable, condition: hcl.replaceAll('","', '", "'), message }];
  });
  return checkable(validations, source.variables);
}

// Words for the construct in the words of the module: `maxNodes` is `max_nodes` where that is a variable.
function inTerms(text: string, variables: ReadonlySet<string>): string {
  return text.replaceAll(/\b[a-z]+(?:[A-Z][a-z]*)+\b/g, (word) =>
    variables.has(snakeCase(word)) ? snakeCase(word) : word,
  );
}

// One variable of several that an input became says which part it is.
function partDescription(variable: string, input: string, text: string): string {
  const part = variable === snakeCase(input) || variable.startsWith('subnet_') || variable.endsWith('_subnet_ids');
  return part ? text : `${text} Here: \`${variable.slice(snakeCase(input).length + 1)}\`.`;
}

// `subnet_ids` comes from the input `subnets`.
function inputOf(variable: string, inputs: readonly string[]): string | undefined {
  const fitting = inputs.filter(
    (input) =>
      variable === snakeCase(input) ||
      variable === variableName(`${input}.ids`) ||
      variable.startsWith(`${snakeCase(input)}_`),
  );
  return fitting.toSorted((a, b) => b.length - a.length)[0];
}
