import path from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';

/** A source file and the format in which its runtime wants it. */
export interface Source {
  readonly name: string;
  /** From the root of the project. */
  readonly file: string;
  readonly format: 'cjs' | 'esm';
}

const SHARED: BuildOptions = {
  bundle: true,
  write: false,
  platform: 'node',
  // Runs on the documented and on the deployed runtime (ruling A2).
  target: 'node20',
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'silent',
  // In the runtime of Lambda already; the edge has no packages at all (.dependency-cruiser.mjs).
  external: ['@aws-sdk/*', '@smithy/*'],
};

/** Packages written for CommonJS call `require`, which an ES module does not have by itself. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * One file of JavaScript for each source, built in one call of esbuild for each format. The code depends on the sources
 * alone: no path and no time stands in it.
 */
export function compile(root: string, sources: readonly Source[]): ReadonlyMap<string, Uint8Array> {
  const compiled = new Map<string, Uint8Array>();
  for (const format of ['cjs', 'esm'] as const) {
    const ofFormat = sources.filter((source) => source.format === format);
    if (ofFormat.length === 0) continue;
    const { outputFiles } = buildSync({
      ...SHARED,
      // Names stay readable in stack traces, except at the edge, where every byte counts.
      ...(format === 'cjs'
        ? { minify: true }
        : { minifyWhitespace: true, minifySyntax: true, banner: { js: REQUIRE } }),
      format,
      absWorkingDir: root,
      outdir: 'never-written',
      entryPoints: ofFormat.map(({ name, file }) => ({ in: file, out: name })),
    });
    for (const { name } of ofFormat) {
      const output = outputFiles?.find((file) => path.basename(file.path) === `${name}.js`);
      if (output === undefined) throw new Error(`esbuild gave no code for ${name}`);
      compiled.set(name, output.contents);
    }
  }
  return compiled;
}
