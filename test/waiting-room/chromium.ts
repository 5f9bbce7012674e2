import { spawnSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

const program = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0,
);

/** What tests in a browser lack on this machine, or undefined. */
export const missingBrowser = program === undefined ? 'a browser: apt-get install chromium' : undefined;

/** The browser of this machine, without a window. */
export async function startChromium(): Promise<Browser> {
  const found = spawnSync('which', [program ?? 'chromium'], { encoding: 'utf8' }).stdout.trim();
  // Containers run tests as root and have no user namespaces.
  return chromium.launch({ executablePath: found, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}
