import { basename, dirname, join } from 'node:path';
import { isObject, type JsonValue } from '../hcl/json-value.ts';
import type { Entry } from './entries.ts';

/** Where a root finds the zip of a function. */
export const bundlePath = (zip: string): string => `\${path.root}/../../bundles/${zip}`;

/** Notes the zips that resources name and no input did; all of them lie in one folder. */
export function addBundles(entries: readonly Entry[], bundles: Map<string, string>): void {
  const folder = dirname([...bundles.values()][0] ?? '');
  for (const { filename } of entries.map(({ json }) => json))
    if (typeof filename === 'string' && filename.startsWith('assets/'))
      bundles.set(`bundles/${basename(filename)}`, join(folder, basename(filename)));
}

/** The zips by their hash: whoever names a hash reads the file. */
export function zipsByHash(entries: readonly Entry[]): ReadonlyMap<JsonValue, string> {
  const found = entries.flatMap(({ json: { filename, source_code_hash: hash } }) =>
    typeof filename === 'string' && typeof hash === 'string' ? [[hash, basename(filename)] as const] : [],
  );
  return new Map(found);
}

/** The body of an invocation, which runs again when the code has changed: Terraform takes the hash itself. */
export function withHashes(json: Entry['json'], zips: ReadonlyMap<JsonValue, string>): Entry['json'] {
  const { triggers = null } = json;
  if (!isObject(triggers)) return json;
  const named = Object.entries(triggers).map(([key, value]): [string, JsonValue] => {
    const zip = zips.get(value);
    return [key, zip === undefined ? value : `\${filebase64sha256("${bundlePath(zip)}")}`];
  });
  return { ...json, triggers: Object.fromEntries(named) };
}
