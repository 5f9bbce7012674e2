import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compile } from '../../stacks/bundles/compile.ts';
import { bundleEntries } from '../../stacks/bundles/entries.ts';
import { projectRoot } from '../project-paths.ts';

const wanted = ['viewerRequest', 'vwrApi', 'vwrAdvancer'] as const;

/** Files of the functions of the edge. */
export type EdgeBundles = Readonly<Record<(typeof wanted)[number], string>>;

/**
 * Compiles the functions of the edge as synthesis does, byte for byte, into `folder`, which lies inside the project: the AWS
 * SDK, which Lambda brings, is found from there. The keys of the token check come as a global variable (edge-config.ts).
 */
export function writeEdgeBundles(folder: string): EdgeBundles {
  const { code } = compile(
    projectRoot,
    wanted.map((name) => ({ name, ...bundleEntries[name] })),
  );
  mkdirSync(folder, { recursive: true });
  const written = (name: (typeof wanted)[number]): string => {
    const file = path.join(folder, `${name}.${bundleEntries[name].format === 'esm' ? 'mjs' : 'cjs'}`);
    writeFileSync(file, code.get(name) ?? '');
    return file;
  };
  return { viewerRequest: written('viewerRequest'), vwrApi: written('vwrApi'), vwrAdvancer: written('vwrAdvancer') };
}
