/**
 * `npm run test:apply [-- part ...]`: applies the stack prod to an emulator of AWS, part by part, and to a mocked provider as
 * a whole, so that every resource is applied somewhere. Nothing is skipped in silence; the last line counts.
 */
import { openRunLedger, sweepStaleRuns } from '../../local/processes/run-ledger.ts';
import { localPath } from '../../local/project-paths.ts';
import { missingPython, pythonTools } from '../python-tools/venv.ts';
import { partsToRun } from './parts.ts';
import { runParts } from './run-parts.ts';

const asked = process.argv.slice(2);
const serial = asked.includes('--serial');
const names = asked.filter((word) => !word.startsWith('--'));

const missing = missingPython();
if (missing !== undefined) {
  console.error(`0 passed, 1 failed: the emulator needs ${missing}`);
  process.exit(1);
}
const tools = await pythonTools();
await sweepStaleRuns(localPath('runs'));
const ledger = openRunLedger(localPath('runs'), 'npm run test:apply');
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void ledger.endChildren().then(() => process.exit(130)));
const run = { python: tools.python, ledger, folder: localPath('apply'), accountId: '123456789012' };
try {
  process.exitCode = (await runParts(partsToRun(run, names), serial ? 1 : 2)) === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
} finally {
  await ledger.endChildren();
  ledger.close();
}
