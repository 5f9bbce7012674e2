import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
  peerDependencies: z.record(z.string(), z.string()).default({}),
  peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean().default(false) })).default({}),
});

/** A package as npm installed it. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string | undefined;
  /** Folder relative to the one that holds node_modules. */
  readonly folder: string;
}

/** Where Node.js finds `name` from `from`: in the nearest node_modules upwards. Undefined where it is nowhere. */
function find(root: string, from: string, name: string): string | undefined {
  for (let at = from; ; at = path.dirname(at)) {
    const folder = path.join(at, 'node_modules', name);
    if (existsSync(path.join(root, folder, 'package.json'))) return folder;
    if (at === '.') return undefined;
  }
}

/**
 * The packages that a program needs at run time: those it imports, and what these need in turn. Optional packages count
 * where they are installed, which is how a native one comes along for the platform of the image and for no other.
 * @param root folder that holds node_modules
 * @throws Error when a package that is needed is not installed
 */
export function packageClosure(root: string, imported: Iterable<string>): InstalledPackage[] {
  const packages = new Map<string, InstalledPackage>();
  const take = (from: string, name: string, optional: boolean, neededBy: string): void => {
    const folder = find(root, from, name);
    if (folder === undefined) {
      if (optional) return;
      throw new Error(`${neededBy} needs ${name}, which is not installed below ${root}: run npm ci --omit=dev there`);
    }
    if (packages.has(folder)) return;
    const parsed = manifest.parse(JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')));
    packages.set(folder, { name, version: parsed.version, license: parsed.license, folder });
    for (const dependency of Object.keys(parsed.dependencies))
      take(folder, dependency, dependency in parsed.optionalDependencies, name);
    for (const dependency of Object.keys(parsed.optionalDependencies)) take(folder, dependency, true, name);
    for (const dependency of Object.keys(parsed.peerDependencies)) {
      if (parsed.peerDependenciesMeta[dependency]?.optional !== true) take(folder, dependency, true, name);
    }
  };
  for (const name of imported) take('.', name, false, 'the program');
  return [...packages.values()].toSorted((a, b) => (a.folder < b.folder ? -1 : 1));
}
