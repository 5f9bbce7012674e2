import path from 'node:path';
import { CHECKS } from './check-list.ts';
import { runChecks } from './run-checks.ts';

// `npm run check` looks at everything, `npm run check -- lint types` at what is named, and then shows every fault.
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !CHECKS.some((check) => check.name === name));

if (unknown.length > 0) {
  console.error(`no such check: ${unknown.join(', ')}; there are ${CHECKS.map(({ name }) => name).join(', ')}`);
  process.exitCode = 2;
} else {
  const all = wanted.length === 0;
  const checks = CHECKS.filter(({ name }) => all || wanted.includes(name));
  const projectRoot = path.resolve(import.meta.dirname, '..');
  const faulty = await runChecks(projectRoot, checks, (line) => console.log(line), all ? undefined : Infinity);
  process.exitCode = faulty === 0 ? 0 : 1;
}
