/** What the engines of one test run share: the ledger page, a temporary folder, the cleaning up of killed runs. */
import { chmodSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { EngineOptions } from '../../local/engines/engine-options.ts';
import { freePort } from '../../local/ports.ts';
import { openRunLedger, type RunLedger, sweepStaleRuns } from '../../local/processes/run-ledger.ts';
import { localPath } from '../../local/project-paths.ts';
import { oncePerProcess, stopAfterAllTests } from './process-wide.ts';

interface TestRun {
  readonly ledger: RunLedger;
  readonly folder: string;
}

/** `npm test` for mocha, else the script's own name (demo, bench). */
function titleOfThisProcess(): string {
  const script = process.argv[1] ?? '';
  return script.includes('mocha') ? 'npm test' : path.basename(script);
}

async function openTestRun(): Promise<TestRun> {
  await sweepStaleRuns(localPath('runs'));
  const ledger = openRunLedger(localPath('runs'), titleOfThisProcess());
  const folder = mkdtempSync(path.join(os.tmpdir(), 'urr-test-'));
  // PostgreSQL runs as another user when we are root, and must be able to walk in.
  chmodSync(folder, 0o755);
  ledger.addFolder(folder);
  stopAfterAllTests(async () => {
    await ledger.endChildren();
    ledger.close();
  });
  return { ledger, folder };
}

/** The run of this process, opened on first use; closed after everything that uses it has stopped. */
export function testRun(): Promise<TestRun> {
  return oncePerProcess('test run', openTestRun);
}

/**
 * Options for an engine of this process: a free port, data that is thrown away, nothing taken over. Addresses given in the
 * environment are not used either: tests flush Redis and drop databases.
 */
export async function testEngineOptions(): Promise<EngineOptions> {
  const { ledger, folder } = await testRun();
  return {
    env: { PATH: process.env.PATH },
    port: await freePort(),
    dataFolder: path.join(folder, 'data'),
    logFolder: path.join(folder, 'logs'),
    ledger,
    takeOver: false,
    durable: false,
    say: (line) => console.log(`      ${line}`),
  };
}
