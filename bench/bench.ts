/** `npm run bench [name ...]`: runs benchmarks one after the other, each in a process of its own, so that none disturbs the next. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { benchmarks } from './benchmarks.ts';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(2);
}

const runOne = fileURLToPath(new URL('./run-one.ts', import.meta.url));
const failed: string[] = [];
for (const name of wanted.length > 0 ? wanted : Object.keys(benchmarks)) {
  const { status } = spawnSync(process.execPath, ['--import=tsx', runOne, name], { stdio: 'inherit' });
  if (status !== 0) failed.push(name);
}
if (failed.length > 0) console.error(`\nCould not be measured: ${failed.join(', ')}.`);
process.exit(failed.length === 0 ? 0 : 1);
