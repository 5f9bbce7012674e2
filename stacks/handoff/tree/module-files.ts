import type { Block, BodyItem } from '../hcl/body.ts';
import type { JsonValue } from '../hcl/json-value.ts';
import { type BlockSchema, resourceBody } from '../hcl/resource-body.ts';
import type { NamedEntry } from './module-source.ts';
import { variableNames } from './module-source.ts';
import type { ModuleVariable } from './symbols.ts';

/** What is known of a module beside its resources. */
export interface ModuleDescription {
  /** What the module is, with the sections and rulings behind it. */
  readonly text: string;
  readonly outputs: readonly ModuleOutput[];
  readonly descriptions: ReadonlyMap<string, string>;
  /** Defaults by the name of the variable; a variable without one must be given. */
  readonly defaults: ReadonlyMap<string, JsonValue>;
  readonly validations: readonly Validation[];
  /** Variables that some environment sets to null, or leaves out. */
  readonly nullable: ReadonlySet<string>;
}

/** A rule of the construct as Terraform checks it. */
export interface Validation {
  /** The variable whose block it stands in. */
  readonly variable: string;
  /** HCL over `var.<name>`. */
  readonly condition: string;
  readonly message: string;
}

/** One resource or data source. */
export function resourceBlock(entry: NamedEntry, schema: ReadonlyMap<string, BlockSchema>): Block {
  const { kind, type, name, json } = entry;
  const known = schema.get(kind === 'data' ? `data.${type}` : type);
  if (known === undefined) throw new Error(`the schema lacks ${kind} ${type}: npm run hcl:schema renews it`);
  return { type: kind, labels: [type, name], body: resourceBody(json, known, `${type}.${name}`) };
}

/** `variable` blocks in the order in which the module takes its inputs. */
export function variableBlocks(variables: readonly ModuleVariable[], about: ModuleDescription): Block[] {
  return variables.map(({ variable, type }) => {
    const description = about.descriptions.get(variable);
    const fallback = about.defaults.get(variable);
    const body: BodyItem[] = [
      ...(description === undefined ? [] : [argument('description', escapedTemplate(description))]),
      { kind: 'raw', name: 'type', text: type },
      ...(fallback === undefined ? [] : [argument('default', fallback)]),
      ...(about.nullable.has(variable) ? [] : [{ kind: 'raw', name: 'nullable', text: 'false' } as const]),
      ...(isSecret(variable) ? [{ kind: 'raw', name: 'sensitive', text: 'true' } as const] : []),
      ...about.validations.filter((rule) => rule.variable === variable).map(validationBlock),
    ];
    return { type: 'variable', labels: [variable], body };
  });
}

/** Rules whose condition reads only variables that the module has. */
export function checkable(validations: readonly Validation[], variables: readonly ModuleVariable[]): Validation[] {
  const names = new Set(variables.map(({ variable }) => variable));
  return validations.filter(
    ({ variable, condition }) =>
      names.has(variable) && [...variableNames([`\${${condition}}`])].every((name) => names.has(name)),
  );
}

function validationBlock({ condition, message }: Validation): BodyItem {
  const body: BodyItem[] = [
    { kind: 'raw', name: 'condition', text: condition },
    argument('error_message', escapedTemplate(message)),
  ];
  return { kind: 'block', block: { type: 'validation', labels: [], body } };
}

/** An output of a module: what it is called and the expression behind it. */
export interface ModuleOutput {
  readonly name: string;
  readonly expression: string;
  readonly description: string;
}

/** `output` blocks. */
export function outputBlocks(outputs: readonly ModuleOutput[]): Block[] {
  return outputs.map(({ name, expression, description }) => ({
    type: 'output',
    labels: [name],
    body: [
      argument('description', escapedTemplate(description)),
      { kind: 'raw', name: 'value', text: spread(expression) },
      ...(isSecret(name) ? [{ kind: 'raw', name: 'sensitive', text: 'true' } as const] : []),
    ],
  }));
}

// A list too long for a line, one reference per line; references hold no commas.
const spread = (expression: string): string =>
  expression.startsWith('[') && expression.length > 96
    ? `[\n${expression
        .slice(1, -1)
        .split(', ')
        .map((item) => `  ${item},`)
        .join('\n')}\n]`
    : expression;
const argument = (name: string, value: JsonValue): BodyItem => ({ kind: 'argument', name, value });
/** Words in which nothing is an expression. */
export const escapedTemplate = (text: string): string => text.replaceAll('${', '$$${').replaceAll('%{', '%%{');
const isSecret = (variable: string) => /(_secret|_password|_token|header_values?|key_value)$/.test(variable);
