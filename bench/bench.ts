/** `npm run bench [name ...]`: runs benchmarks, prints the table, writes bench/results/<name>.json. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { stopAll } from '../test/engines/process-wide.ts';
import type { Benchmark, BenchRow } from './bench-row.ts';
import { formatTable } from './report.ts';

/** Loaded one by one: a benchmark's peers cost memory that would disturb the next. */
const benchmarks: Readonly<Record<string, () => Promise<Benchmark>>> = {
  gateway: () => import('./gateway.ts'),
  'rate-limit': () => import('./rate-limit.ts'),
  queue: () => import('./queue.ts'),
  seats: () => import('./seats.ts'),
  purchase: () => import('./purchase.ts'),
  events: () => import('./events.ts'),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(2);
}

let missed = 0;
for (const [name, load] of Object.entries(benchmarks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const benchmark = await load();
  console.log(`\n${name}: ${benchmark.about}`);
  const rows = await benchmark.run((line) => console.log(`  ${line}`));
  save(name, rows);
  console.log(`\n${formatTable(rows)}`);
  missed += rows.filter((row) => row.reach !== null && row.ratio < row.reach).length;
}
console.log(missed === 0 ? '\nEvery reach was met.' : `\n${missed} line(s) fell short; see the table.`);
await stopAll();
process.exit(0);

function save(name: string, rows: readonly BenchRow[]): void {
  const folder = new URL('./results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const result = { bench: name, when: new Date().toISOString(), rows };
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(result, null, 2)}\n`);
}
