/** `npm run hcl`: writes terraform/ anew from the constructs. */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildTree } from './build-tree.ts';

const started = performance.now();
const root = path.join(import.meta.dirname, '../../terraform');
const { files, bundles } = buildTree();
for (const folder of ['modules', 'support', 'environments', 'bundles', 'bootstrap'])
  rmSync(path.join(root, folder), { recursive: true, force: true });
for (const [name, text] of files) {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
}
for (const [name, from] of bundles) {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  copyFileSync(from, path.join(root, name));
}
const seconds = ((performance.now() - started) / 1_000).toFixed(2);
console.log(`${files.size} files and ${bundles.size} bundles in terraform/, ${seconds} s`);
