import path from 'node:path';
import { expect } from 'chai';
import type { Check } from './check-list.ts';
import { runChecks } from './run-checks.ts';
import { run } from './run-tool.ts';

const clean: Check = { name: 'clean', holds: 'all is well', faults: () => Promise.resolve([]) };
const faulty: Check = {
  name: 'faulty',
  holds: 'no fault',
  faults: () => Promise.resolve(['a.ts:1 one', 'b.ts:2 two']),
};
const broken: Check = { name: 'broken', holds: 'it runs', faults: () => Promise.reject(new Error('no such tool')) };

describe('runChecks', () => {
  it('answers nought and says so when every check is clean', async () => {
    const lines: string[] = [];

    const count = await runChecks('.', [clean], (line) => lines.push(line));

    expect(count).to.equal(0);
    expect(lines.at(-1)).to.equal('1 checks, all clean');
  });

  it('prints each fault with its place, up to a limit, and how to see the rest', async () => {
    const lines: string[] = [];

    const count = await runChecks('.', [clean, faulty], (line) => lines.push(line), 1);

    expect(count).to.equal(1);
    expect(lines.map((line) => line.trim())).to.include.members(['a.ts:1 one', 'and 1 more: npm run check -- faulty']);
    expect(lines.at(-1)).to.equal('2 checks, 1 with faults');
  });

  it('counts a check that breaks as faulty', async () => {
    const lines: string[] = [];

    const count = await runChecks('.', [broken], (line) => lines.push(line));

    expect(count).to.equal(1);
    expect(lines.join('\n')).to.include('the check broke: Error: no such tool');
  });

  it('ends with exit code 2 and the list of checks when asked for one that does not exist', async () => {
    const repository = path.resolve(import.meta.dirname, '..');

    const answer = await run(repository, process.execPath, ['--import=tsx', 'check/check.ts', 'lnit']);

    expect(answer.exitCode).to.equal(2);
    expect(answer.stderr).to.include('no such check: lnit; there are types, lint,');
  }).timeout(20_000);
});
