/**
 * Starts stacks/main.ts as one file of JavaScript with its packages in a second one. Loading 250 files of TypeScript and
 * 100 of the provider one by one takes twice the time and memory, and every `cdktf` command runs this first.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const inFolder = (name) => path.join(root, '.local/synth', name);
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  // It starts a program of its own beside its files.
  external: ['esbuild'],
  logLevel: 'error',
};

/** A file that asks where it lies must hear its own place, not that of the bundle. */
const ownPlace = {
  name: 'own-place',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
      const source = readFileSync(file, 'utf8');
      if (!source.includes('import.meta.')) return undefined;
      const own = `const ownDirname = ${JSON.stringify(path.dirname(file))}; const ownUrl = ${JSON.stringify(pathToFileURL(file).href)};`;
      return { contents: own + source, loader: 'ts' };
    }),
};

/** Packages come out of packages.cjs, which is made anew only when another one is imported or installed. */
const packages = new Set();
const fromPackages = {
  name: 'from-packages',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^[@a-z]/ }, ({ path: name, kind }) => {
      if (kind === 'entry-point' || isBuiltin(name) || common.external.includes(name)) return undefined;
      packages.add(name);
      return { path: name, namespace: 'package' };
    });
    onLoad({ filter: /.*/, namespace: 'package' }, ({ path: name }) => ({
      contents: `module.exports = require(${JSON.stringify(inFolder('packages.cjs'))})[${JSON.stringify(name)}];`,
    }));
  },
};

await build({
  ...common,
  entryPoints: [path.join(root, 'stacks/main.ts')],
  outfile: inFolder('main.mjs'),
  format: 'esm',
  external: [...common.external, inFolder('packages.cjs')],
  plugins: [ownPlace, fromPackages],
  define: { 'import.meta.dirname': 'ownDirname', 'import.meta.url': 'ownUrl' },
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});

const names = [...packages].toSorted((a, b) => a.localeCompare(b));
const lines = names.map((name) => `exports[${JSON.stringify(name)}] = require(${JSON.stringify(name)});`).join('\n');
const stamp = createHash('sha256')
  .update(lines)
  .update(readFileSync(path.join(root, 'package-lock.json')))
  .digest('hex');
const stampFile = inFolder('packages.sha256');
if (!existsSync(stampFile) || !existsSync(inFolder('packages.cjs')) || readFileSync(stampFile, 'utf8') !== stamp) {
  await build({
    ...common,
    stdin: { contents: lines, resolveDir: root },
    outfile: inFolder('packages.cjs'),
    format: 'cjs',
    minifyWhitespace: true,
    minifySyntax: true,
  });
  writeFileSync(stampFile, stamp);
}
await import(pathToFileURL(inFolder('main.mjs')).href);
