/** The services as `npm start` runs them, for tests that kill a single one: a bundle starts in a third of the time of tsx. */
import { buildPrograms } from '../../local/build.ts';
import { localPath } from '../../local/project-paths.ts';
import type { ServiceName } from '../../services/registry.ts';
import { oncePerProcess } from './process-wide.ts';
import { testRun } from './test-run.ts';

async function bundle(name: ServiceName): Promise<string> {
  const { ledger } = await testRun();
  const folder = localPath('build', `bundle-${name}-${process.pid}`);
  ledger.addFolder(folder);
  const bundleOf = await buildPrograms({ [name]: `services/${name}/server.ts` }, folder);
  return bundleOf(name);
}

/** What follows `node` to start a service, which is bundled once per test process. */
export async function serviceCommand(name: ServiceName): Promise<readonly string[]> {
  return ['--enable-source-maps', await oncePerProcess(`bundle of ${name}`, () => bundle(name))];
}
