/** mocha loads this first: what the tests start lazily is stopped here, once, after all of them. */
import { stopAll } from './engines/process-wide.ts';

/** Stops platforms before the engines they use. */
export async function mochaGlobalTeardown(): Promise<void> {
  await stopAll();
}
