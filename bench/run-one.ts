/** Runs one benchmark, prints its table, writes bench/results/<name>.json; exits 0 when it was measured, reached or not. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { stopAll } from '../test/engines/process-wide.ts';
import { benchmarks } from './benchmarks.ts';
import { formatTable } from './report.ts';

const name = process.argv[2] ?? '';
const load = benchmarks[name];
if (!load) throw new Error(`there is no benchmark "${name}"`);
const { about, run } = await load();
console.log(`\n${name}: ${about}`);
try {
  const rows = await run((line) => console.log(`  ${line}`));
  const folder = new URL('./results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const result = { bench: name, when: new Date().toISOString(), rows };
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(result, null, 2)}\n`);
  console.log(`\n${formatTable(rows)}`);
} finally {
  await stopAll();
}
process.exit(0);
