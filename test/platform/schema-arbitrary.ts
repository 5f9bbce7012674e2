/** Values that a JSON schema admits, for property tests and for one plausible request to each operation. */
import fc, { type Arbitrary } from 'fast-check';
import type { JsonSchema } from './operations.ts';

export interface SchemaArbitraryOptions {
  /** Ids; by default random ones, which nothing has. */
  readonly uuid?: Arbitrary<string>;
}

/** @returns values that match the schema, as far as its members are known here; the others only narrow further */
export function arbitraryOf(schema: JsonSchema, options: SchemaArbitraryOptions = {}): Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  const either = (schema.anyOf ?? schema.oneOf) as readonly JsonSchema[] | undefined;
  if (either) return fc.oneof(...either.map((each) => arbitraryOf(each, options)));
  if (Array.isArray(schema.allOf)) return arbitraryOf(merged(schema.allOf as JsonSchema[]), options);
  const types = (Array.isArray(schema.type) ? schema.type : [schema.type]) as unknown[];
  return fc.oneof(...types.map((type) => ofType(type, schema, options)));
}

function ofType(type: unknown, schema: JsonSchema, options: SchemaArbitraryOptions): Arbitrary<unknown> {
  switch (type) {
    case 'string':
      return text(schema, options);
    case 'integer':
      return fc.integer(bounds(schema));
    case 'number':
      return fc.double({ ...bounds(schema), noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(arbitraryOf((schema.items as JsonSchema | undefined) ?? {}, options), {
        minLength: number(schema.minItems) ?? 0,
        maxLength: Math.min(number(schema.maxItems) ?? 4, Math.max(4, number(schema.minItems) ?? 0)),
      });
    case 'object':
      return record(schema, options);
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

function record(schema: JsonSchema, options: SchemaArbitraryOptions): Arbitrary<unknown> {
  const members = Object.entries((schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>);
  const required = (schema.required ?? []) as string[];
  if (members.length === 0 && typeof schema.additionalProperties === 'object') {
    const value = arbitraryOf(schema.additionalProperties as JsonSchema, options);
    return fc.dictionary(fc.string({ maxLength: 10 }), value, { maxKeys: 3 });
  }
  return fc.record(Object.fromEntries(members.map(([name, each]) => [name, arbitraryOf(each, options)])), {
    requiredKeys: required.filter((name) => members.some(([known]) => known === name)),
  });
}

function text(schema: JsonSchema, options: SchemaArbitraryOptions): Arbitrary<string> {
  const [minLength, maxLength] = [number(schema.minLength) ?? 0, Math.min(number(schema.maxLength) ?? 40, 300)];
  const fits = (value: string) => value.length >= minLength && value.length <= Math.max(maxLength, minLength);
  switch (schema.format) {
    case 'uuid':
      return options.uuid ?? fc.uuid({ version: 4 });
    case 'date-time':
      return fc
        .date({ min: new Date(0), max: new Date('2099-01-01'), noInvalidDate: true })
        .map((at) => at.toISOString());
    case 'date':
      return fc
        .date({ min: new Date(0), max: new Date('2099-01-01'), noInvalidDate: true })
        .map((at) => at.toISOString().slice(0, 10));
    case 'email':
      return fc.stringMatching(/^[a-z0-9]{1,20}@[a-z]{2,10}\.kr$/);
    case 'uri':
      return fc.webUrl();
  }
  if (typeof schema.pattern === 'string') {
    try {
      return fc.stringMatching(new RegExp(schema.pattern)).filter(fits);
    } catch {
      // fast-check cannot invert look-arounds and \p{}: any text of the length will do, and may be refused.
    }
  }
  return fc.string({ unit: 'grapheme-ascii', minLength, maxLength: Math.max(maxLength, minLength) });
}

function bounds(schema: JsonSchema): { min?: number; max?: number } {
  const above = number(schema.exclusiveMinimum);
  const below = number(schema.exclusiveMaximum);
  const min = number(schema.minimum) ?? (above === undefined ? undefined : above + 1);
  const max = number(schema.maximum) ?? (below === undefined ? undefined : below - 1);
  // Integers of JSON Schema are safe ones here; fast-check's own default is 32 bits.
  return {
    ...(min !== undefined && { min: Math.max(min, -(2 ** 31)) }),
    ...(max !== undefined && { max: Math.min(max, 2 ** 31 - 1) }),
  };
}

const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

function merged(parts: readonly JsonSchema[]): JsonSchema {
  const properties = Object.assign({}, ...parts.map((part) => part.properties ?? {}));
  const required = parts.flatMap((part) => (part.required ?? []) as string[]);
  return Object.assign({}, ...parts, { properties, required });
}
