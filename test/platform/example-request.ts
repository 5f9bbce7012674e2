/** Requests made from an operation's document. */
import fc, { type Arbitrary } from 'fast-check';
import type { Operation, Parameter } from './operations.ts';
import { arbitraryOf, type SchemaArbitraryOptions } from './schema-arbitrary.ts';

export interface ExampleRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the caller carries is its own: tokens are never made up from a document. */
const carried = new Set(['x-queue-entry-token']);

/** Requests that the document calls valid. */
export function requestsFor(operation: Operation, options: SchemaArbitraryOptions = {}): Arbitrary<ExampleRequest> {
  const of = (place: Parameter['in']) => operation.parameters.filter((parameter) => parameter.in === place);
  const values = (parameters: readonly Parameter[]) =>
    fc.record(Object.fromEntries(parameters.map(({ name, schema }) => [name, arbitraryOf(schema, options)])), {
      requiredKeys: parameters
        .filter(({ required, in: place }) => required || place === 'path')
        .map(({ name }) => name),
    });
  return fc
    .record({
      path: values(of('path')),
      query: values(of('query')),
      headers: values(of('header').filter(({ name }) => !carried.has(name.toLowerCase()))),
      body: operation.body === undefined ? fc.constant(undefined) : arbitraryOf(operation.body, options),
    })
    .map(({ path, query, headers, body }) => ({
      method: operation.method,
      path: filled(operation.path, path) + queryText(query),
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), textOf(value)])),
      body,
    }));
}

/** One request, the same in every run. */
export function exampleRequest(operation: Operation, options: SchemaArbitraryOptions = {}): ExampleRequest {
  const [example] = fc.sample(requestsFor(operation, options), { numRuns: 1, seed: 20_261_122 });
  if (example === undefined) throw new Error(`no request can be made for ${operation.method} ${operation.path}`);
  return example;
}

function filled(path: string, values: Readonly<Record<string, unknown>>): string {
  return path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(textOf(values[name]) || 'x'));
}

function queryText(values: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
  const text = new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, textOf(value)])).toString();
  return text === '' ? '' : `?${text}`;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
