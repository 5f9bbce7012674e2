/** Questions asked of the JSON that cdktf writes for a stack: the proofs read what Terraform reads, never the constructs. */

/** The JSON of one stack, as far as proofs read it: block, type, name, arguments. */
export interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
  readonly provider?: Readonly<Record<string, readonly Arguments[]>>;
  readonly [block: string]: unknown;
}
export type Arguments = Readonly<Record<string, unknown>>;

/** One resource of a stack. */
export interface Resource {
  readonly type: string;
  /** The name Terraform knows it by; type and name make its address. */
  readonly name: string;
  readonly arguments: Arguments;
}

/** Argument path and what must stand there: a text that a RegExp matches, or the very value. */
export type Where = Readonly<Record<string, unknown>>;

export const isArguments = (value: unknown): value is Arguments =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** All resources of the stack, or those of one type that hold what `where` asks for. */
export function resourcesOf(stack: StackJson, type?: string, where: Where = {}): Resource[] {
  const types = type === undefined ? Object.keys(stack.resource ?? {}) : [type];
  return types
    .flatMap((each) =>
      Object.entries(stack.resource?.[each] ?? {}).map(([name, found]) => ({ type: each, name, arguments: found })),
    )
    .filter((resource) => Object.entries(where).every(([path, wanted]) => agrees(wanted, at(resource, path))));
}

/**
 * The one resource of that type.
 * @throws Error that says how many there are when it is not exactly one.
 */
export function theResource(stack: StackJson, type: string, where: Where = {}): Resource {
  const [found, ...others] = resourcesOf(stack, type, where);
  const asked = Object.keys(where).length === 0 ? type : `${type} with ${said(where)}`;
  if (found === undefined) throw new Error(`there is no ${asked}`);
  if (others.length > 0) throw new Error(`there are ${others.length + 1} ${asked}`);
  return found;
}

/** What stands at a dotted path of the arguments; a list of one block is passed through, as Terraform does. */
export function at(resource: Resource | Arguments, path: string): unknown {
  let here: unknown = isResource(resource) ? resource.arguments : resource;
  for (const key of path.split('.')) {
    if (Array.isArray(here) && !/^\d+$/.test(key)) here = here.length === 1 ? here[0] : undefined;
    if (Array.isArray(here)) here = here[Number(key)];
    else here = isArguments(here) ? here[key] : undefined;
  }
  return here;
}

const isResource = (value: Resource | Arguments): value is Resource =>
  isArguments(value.arguments) && typeof value.type === 'string';

/** A list as it is, nothing as an empty list, anything else as a list of one. */
export function listAt(resource: Resource | Arguments, path: string): unknown[] {
  const found = at(resource, path);
  if (found === undefined || found === null) return [];
  return Array.isArray(found) ? found : [found];
}

/** The resources that a value refers to, in the order of its text, each once: `${aws_subnet.app-a.id}` and the like. */
export function referred(stack: StackJson, value: unknown): Resource[] {
  const text = JSON.stringify(value) ?? '';
  const found = new Map<string, Resource>();
  for (const [, type, name] of text.matchAll(/\b(aws_[a-z0-9_]+)\.([A-Za-z0-9_-]+)/g)) {
    if (type === undefined || name === undefined) continue;
    const block = stack.resource?.[type]?.[name];
    if (block !== undefined) found.set(`${type}.${name}`, { type, name, arguments: block });
  }
  return [...found.values()];
}

/** Terraform's address. */
export const addressOf = (resource: Resource): string => `${resource.type}.${resource.name}`;

function agrees(wanted: unknown, found: unknown): boolean {
  if (wanted instanceof RegExp) return typeof found === 'string' && wanted.test(found);
  return wanted === found;
}

function said(where: Where): string {
  return Object.entries(where)
    .map(([path, wanted]) => `${path} ${wanted instanceof RegExp ? String(wanted) : JSON.stringify(wanted)}`)
    .join(', ');
}

/** Order of values of any kind by their text, for lists whose order Terraform does not keep. */
export const inOrder = (a: unknown, b: unknown): number => {
  const [first, second] = [String(a), String(b)];
  return first < second ? -1 : Number(first > second);
};
