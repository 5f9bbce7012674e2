/** mocha loads this first: what the tests start lazily is stopped here, once, after all of them. */
import { beginRequestRecord } from './endpoints/request-record.ts';
import { stopAll } from './engines/process-wide.ts';

const patienceMs = 20_000;

/** What the services answer during this run is written down (test/endpoints/exercised.ts). */
export async function mochaGlobalSetup(): Promise<void> {
  await beginRequestRecord();
}

/** Stops platforms before the engines they use, then makes sure that the process ends. */
export async function mochaGlobalTeardown(): Promise<void> {
  await stopAll();
  // A forgotten pool or server would keep a green run from ever ending. The timer itself keeps nobody: it only fires when
  // something else still does. mocha's own exit code stands.
  setTimeout(() => {
    console.error(`Something is still open after all tests: ${process.getActiveResourcesInfo().join(', ')}`);
    process.exit();
  }, patienceMs).unref();
}
