import { basename } from 'node:path';
import { isList, type JsonObject, type JsonValue } from '../hcl/json-value.ts';
import { bundlePath } from './bundle-files.ts';
import { addressOf, type Entry } from './entries.ts';
import { type ModuleSource, variableNames } from './module-source.ts';
import { mapName, outputName, readableName } from './names.ts';
import { mapReferences, mapStrings, type Reference } from './references.ts';

/** Puts a variable in place of everything outside of a part that its resources refer to, and notes what it stands for. */
export class OutsideReferences {
  /** By variable: the expression in the stack. */
  readonly given = new Map<string, JsonValue>();
  readonly #paths: ReadonlyMap<string, readonly string[]>;
  readonly #inside: ReadonlyMap<string, string>;
  /** Variables that are a map: one output of a module with for_each. */
  readonly maps = new Set<string>();
  readonly #elements: ReadonlyMap<string, string>;

  /**
   * @param inside address in the stack -> address in the module, of the part's own resources
   * @param earlier parts that this one may refer to
   */
  constructor(
    all: readonly Entry[],
    inside: ReadonlyMap<string, string>,
    earlier: readonly Pick<ModuleSource, 'addresses'>[],
  ) {
    this.#elements = new Map(
      earlier.flatMap(({ addresses }) => [...addresses].filter(([, now]) => now.endsWith('"]'))),
    );
    this.#paths = new Map(all.map((entry) => [addressOf(entry), entry.path]));
    this.#inside = inside;
  }

  /** The body of one resource; `counted` is its count where it stands for each element of a list. */
  localised({ json: given }: Entry): { readonly json: JsonObject; readonly counted: string | undefined } {
    const { depends_on: waitsFor = [], ...own } = withBundleVariable(given, this.given);
    for (const name of variableNames([own])) if (!this.given.has(name)) this.given.set(name, `\${var.${name}}`);
    const list = elementOf(own);
    const json = Object.fromEntries(
      Object.entries(own).map(([key, value]) => [key, mapReferences(value, (reference) => this.#local(reference))]),
    );
    const awaited = this.#waits(waitsFor);
    return {
      json: { ...each(json, list), ...(awaited.length === 0 ? {} : { depends_on: awaited }) },
      counted: list === undefined ? undefined : `\${length(var.${list})}`,
    };
  }

  #local(reference: Reference): string {
    const own = this.#inside.get(reference.address);
    return own === undefined ? `var.${this.#variable(reference)}` : `${own}${reference.attribute}`;
  }

  #variable({ address, attribute }: Reference): string {
    const element = this.#elements.get(address);
    if (element !== undefined) {
      const map = mapName(element, attribute);
      this.maps.add(map);
      if (!this.given.has(map)) this.given.set(map, `\${${address}${attribute}}`);
      return `${map}${element.slice(element.indexOf('['))}`;
    }
    const variable = outputName(readableName(this.#paths.get(address) ?? [address]), attribute);
    const expression = `\${${address}${attribute}}`;
    const taken = this.given.get(variable);
    if (taken !== undefined && taken !== expression) throw new Error(`two things would be var.${variable}`);
    this.given.set(variable, expression);
    return variable;
  }

  // What is outside is awaited by a list of ids that the caller gives.
  #waits(addresses: JsonValue): string[] {
    const all = (isList(addresses) ? addresses : [addresses]).filter((one) => typeof one === 'string');
    const own = all.flatMap((one) => this.#inside.get(one) ?? []);
    const others = all.filter((one) => !this.#inside.has(one)).map((one) => `\${${one}.id}`);
    if (others.length === 0) return own;
    const before = this.given.get('wait_for') ?? [];
    this.given.set('wait_for', [...new Set([...(isList(before) ? before : []), ...others])]);
    return [...own, 'var.wait_for'];
  }
}

// A list of the deployment of which this resource has the only element (`var.alarm_emails[0]`).
function elementOf(json: JsonObject): string | undefined {
  let found: string | undefined;
  mapStrings(json, (text) => {
    found = /\bvar\.(\w+)\[0\]/.exec(text)?.[1] ?? found;
    return text;
  });
  return found;
}

const each = (json: JsonObject, list: string | undefined): JsonObject =>
  Object.fromEntries(
    Object.entries(json).map(([key, value]) => [
      key,
      list === undefined
        ? value
        : mapStrings(value, (text) => text.replaceAll(`var.${list}[0]`, `var.${list}[count.index]`)),
    ]),
  );

// The code of a function is a zip that the caller names; Terraform takes the hash itself.
function withBundleVariable(json: JsonObject, given: Map<string, JsonValue>): JsonObject {
  const { filename } = json;
  if (typeof filename !== 'string' || !filename.startsWith('assets/')) return json;
  given.set('bundle', bundlePath(basename(filename)));
  return { ...json, filename: '${var.bundle}', source_code_hash: '${filebase64sha256(var.bundle)}' };
}
