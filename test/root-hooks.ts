/** mocha loads this first: what the tests start lazily is stopped here, once, after all of them. */
import { stopAll } from './engines/process-wide.ts';

const patienceMs = 20_000;

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
