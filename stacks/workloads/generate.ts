import path from 'node:path';
import { environmentNamed } from '../environments/environment-named.ts';
import { readAddresses } from './addresses.ts';
import { allServices } from './app.ts';
import { prodOverlay, stagingOverlay } from './aws-overlay.ts';
import { baseFiles } from './base.ts';
import { readTags } from './image-tags.ts';
import { kindOverlay } from './kind/kind-overlay.ts';
import { overlayFiles } from './overlay.ts';
import { probesOf } from './probes.ts';
import { registryFaults } from './registry-faults.ts';
import { servedPaths } from './served-paths.ts';
import type { Files } from './write-files.ts';

/** Where Argo CD reads (architecture.md 8.3). */
export const K8S_FOLDER = path.resolve(import.meta.dirname, '../../k8s/spring');

export interface Generated {
  readonly files: Files;
  /** Examples that stand where a deployment must say something. */
  readonly warnings: readonly string[];
}

/**
 * Every file below k8s/spring.
 * @param root where the tags stand that the pipeline has set
 * @throws Error with everything that could not run, by name
 */
export function generate(env: NodeJS.ProcessEnv, root = K8S_FOLDER): Generated {
  const faults = registryFaults(allServices, { probesOf, servedPaths });
  if (faults.length > 0) throw new Error(`services/registry.ts cannot run:\n  ${faults.join('\n  ')}`);
  const deployed = (name: 'prod' | 'staging') => {
    const environment = environmentNamed(name, env);
    return { environment, addresses: readAddresses(environment, env), tags: readTags(root, name) };
  };
  const [prod, staging] = [deployed('prod'), deployed('staging')];
  const examples = [prod, staging].flatMap(({ environment, addresses }) => [
    ...environment.deployment.examples.filter((variable) => /_(ACCOUNT_ID|DOMAIN)$/.test(variable)),
    ...addresses.examples,
  ]);
  return {
    files: {
      ...baseFiles(),
      ...overlayFiles(kindOverlay(readTags(root, 'kind', 'local'))),
      ...overlayFiles(stagingOverlay(staging)),
      ...overlayFiles(prodOverlay(prod)),
    },
    warnings: examples.length === 0 ? [] : [`examples stand where nothing was set: ${examples.join(', ')}`],
  };
}
