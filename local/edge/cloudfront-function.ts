import { createContext, Script } from 'node:vm';
import { z } from 'zod';

/** Ends what never ends. CloudFront cuts off after a millisecond of CPU, but a vm counts the wall, and other programs with it. */
const LONGEST_MS = 5_000;

/** What a function reads of a KeyValueStore. */
export interface KeyValues {
  readonly get: (key: string) => string | undefined;
}

const values = z.record(z.string(), z.object({ value: z.string() }));
const outcome = z.object({
  uri: z.string().optional(),
  statusCode: z.int().optional(),
  headers: values.optional(),
  body: z.string().optional(),
});

/** The request as the function left it, or the answer that it gave in its place. */
export type Outcome =
  | { readonly uri: string }
  | { readonly statusCode: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** The part of the event that our functions read (CloudFront Functions event structure). */
export interface FunctionRequest {
  readonly method: string;
  readonly uri: string;
  readonly querystring: Readonly<Record<string, { readonly value: string }>>;
  readonly headers: Readonly<Record<string, { readonly value: string }>>;
  readonly cookies: Readonly<Record<string, { readonly value: string }>>;
}

/**
 * Runs the text of a CloudFront Function as cloudfront-js-2.0 does: the language alone, without modules, timers, network,
 * eval or anything of Node.js. Throws when the function does; CloudFront answers 503 then.
 * @param store the KeyValueStore of the function, for those that import `cloudfront`
 */
export function createCloudfrontFunction(
  code: string,
  store?: KeyValues,
): (request: FunctionRequest) => Promise<Outcome> {
  const context = createContext({ __proto__: null }, { codeGeneration: { strings: false, wasm: false } });
  const imported = code.replace(/^import cf from ["']cloudfront["'];$/m, '');
  new Script('const cf = { kvs: () => ({ get: async (key) => readKey(key) }) };').runInContext(context);
  Object.assign(context, {
    readKey(key: string): string {
      const value = store?.get(key);
      if (value === undefined) throw new Error('KeyNotFound');
      return value;
    },
  });
  new Script(imported).runInContext(context, { timeout: LONGEST_MS });
  return async (request) => {
    const event = { version: '1.0', context: { eventType: 'viewer-request' }, viewer: { ip: '127.0.0.1' }, request };
    const call = new Script(`(async () => JSON.stringify(await handler(${JSON.stringify(event)})))()`);
    const text: unknown = await call.runInContext(context, { timeout: LONGEST_MS });
    const said = outcome.parse(JSON.parse(String(text)));
    if (said.statusCode === undefined) return { uri: said.uri ?? request.uri };
    const headers = Object.entries(said.headers ?? {}).map(([name, { value }]): [string, string] => [name, value]);
    return { statusCode: said.statusCode, headers: Object.fromEntries(headers), body: said.body ?? '' };
  };
}
