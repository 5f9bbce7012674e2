import { type ITerraformDependable, ref, Token } from 'cdktf';
import type { ModuleSpec } from './module-spec.ts';

/** One variable of a module: its name in Terraform, its type, and what this environment gives it. */
export interface ModuleVariable {
  readonly variable: string;
  readonly type: 'string' | 'number' | 'bool' | 'list(string)' | 'map(string)';
  readonly value: unknown;
}

export interface SymbolicInputs {
  /** The inputs with `var.<name>` in place of every value that can be a variable. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly variables: readonly ModuleVariable[];
}

/** Terraform's spelling of an input: `maxReceiveCount` becomes `max_receive_count`. */
export function snakeCase(name: string): string {
  return name
    .replace(/[A-Z]+(?![a-z])|[A-Z]/g, (part, at: number) => `${at > 0 ? '_' : ''}${part.toLowerCase()}`)
    .replaceAll('-', '_')
    .replace(/_+/g, '_');
}

/** The variable of an input, or of a part of one: `subnets.ids` becomes `subnet_ids`. */
export function variableName(input: string): string {
  return snakeCase(input.replaceAll('.', '_')).replace(/subnets_(?=(?:id|cidr)s$)/, 'subnet_');
}

/**
 * Puts variables in place of the inputs of a module, so that what the construct makes of them can be read from the
 * synthesis.
 */
export function symbolicInputs(
  given: ReadonlyMap<string, unknown>,
  spec: Pick<ModuleSpec, 'fixed' | 'elements'>,
): SymbolicInputs {
  const variables: ModuleVariable[] = [];
  const inputs: Record<string, unknown> = {};
  for (const [name, value] of given) {
    if (spec.elements.includes(name) && isStringList(value)) inputs[name] = elementsOf(name, value, variables);
    else inputs[name] = spec.fixed.includes(name) ? value : symbolOf(name, value, variables);
  }
  return { inputs, variables };
}

function elementsOf(name: string, value: readonly string[], variables: ModuleVariable[]): string[] {
  const variable = snakeCase(name);
  variables.push({ variable, type: 'list(string)', value });
  return value.map((_, at) => Token.asString(ref(`var.${variable}[${at}]`)));
}

function symbolOf(name: string, value: unknown, variables: ModuleVariable[]): unknown {
  const variable = variableName(name);
  const reference = ref(`var.${variable}`);
  const add = (type: ModuleVariable['type']) => variables.push({ variable, type, value });
  if (typeof value === 'number') {
    add('number');
    return Token.asNumber(reference);
  }
  if (typeof value === 'string') {
    add('string');
    return Token.asString(reference);
  }
  if (typeof value === 'boolean') {
    add('bool');
    return reference;
  }
  if (isStringList(value)) {
    add('list(string)');
    return Token.asList(reference);
  }
  if (isDependables(value)) {
    variables.push({ variable, type: 'list(string)', value: value.map(({ fqn }) => `\${${fqn}.id}`) });
    return [{ fqn: `var.${variable}` }];
  }
  if (isBundle(value)) {
    // The construct reads the file itself, so it gets the real one; module-source.ts puts the variable in its place.
    variables.push({ variable, type: 'string', value });
    return value;
  }
  if (isPlainObject(value)) {
    const members = Object.entries(value).map(([key, item]) => [key, symbolOf(`${name}.${key}`, item, variables)]);
    return Object.fromEntries(members);
  }
  return value;
}

function isStringList(value: unknown): value is readonly string[] {
  if (Token.isUnresolved(value) && Array.isArray(value)) return true;
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isDependables(value: unknown): value is readonly ITerraformDependable[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((item) => isObject(item) && typeof item.fqn === 'string')
  );
}

/** Whether an input is the code of a function (modules/function-bundle.ts). */
export function isBundle(value: unknown): value is { readonly path: string; readonly hash: string } {
  return isObject(value) && typeof value.path === 'string' && typeof value.hash === 'string';
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && Reflect.getPrototypeOf(value) === Object.prototype && !Token.isUnresolved(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
