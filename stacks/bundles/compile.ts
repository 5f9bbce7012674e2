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
  // The runtime of Lambda brings the clients; what stands around them in the SDK it brings in part only. The edge has no
  // packages at all (.dependency-cruiser.mjs).
  external: ['@aws-sdk/client-*'],
};

/** Packages written for CommonJS call `require`, which an ES module does not have by itself. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** What came out of esbuild. */
export interface Compiled {
  /** One file of JavaScript for each source, by its name. */
  readonly code: ReadonlyMap<string, Uint8Array>;
  /** Every file that went in, from the root of the project. */
  readonly inputs: readonly string[];
}

/** The options of the two formats. Names stay readable in stack traces, except at the edge, where every byte counts. */
export const compileOptions: Readonly<Record<Source['format'], BuildOptions>> = {
  cjs: { ...SHARED, format: 'cjs', minify: true },
  esm: { ...SHARED, format: 'esm', minifyWhitespace: true, minifySyntax: true, banner: { js: REQUIRE } },
};

/**
 * Builds all sources in one call of esbuild per format. The code depends on them alone: no path or time stands in it.
 * @param constants expressions by the global name that they replace in the code
 */
export function compile(
  root: string,
  sources: readonly Source[],
  constants: Readonly<Record<string, string>> = {},
): Compiled {
  const code = new Map<string, Uint8Array>();
  const inputs: string[] = [];
  for (const format of ['cjs', 'esm'] as const) {
    const ofFormat = sources.filter((source) => source.format === format);
    if (ofFormat.length === 0) continue;
    const { outputFiles, metafile } = buildSync({
      ...compileOptions[format],
      absWorkingDir: root,
      outdir: 'never-written',
      metafile: true,
      define: { ...constants },
      entryPoints: ofFormat.map(({ name, file }) => ({ in: file, out: name })),
    });
    inputs.push(...Object.keys(metafile?.inputs ?? {}));
    for (const { name } of ofFormat) {
      const output = outputFiles?.find((file) => path.basename(file.path) === `${name}.js`);
      if (output === undefined) throw new Error(`esbuild gave no code for ${name}`);
      code.set(name, output.contents);
    }
  }
  return { code, inputs };
}
