/**
 * Starts stacks/main.ts as one file of JavaScript. Loading 250 TypeScript files one by one through tsx takes twice the
 * time and memory, and every `cdktf` command runs this first. Packages stay where they are.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const outfile = path.join(root, '.local/synth/main.mjs');

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

await build({
  entryPoints: [path.join(root, 'stacks/main.ts')],
  outfile,
  absWorkingDir: root,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'error',
  plugins: [ownPlace],
  define: { 'import.meta.dirname': 'ownDirname', 'import.meta.url': 'ownUrl' },
});
await import(pathToFileURL(outfile).href);
