/** `npm run k8s`: writes k8s/spring for Argo CD and kind from services/registry.ts and stacks/environments. */
import { generate, K8S_FOLDER } from './generate.ts';
import { writeFiles } from './write-files.ts';

const started = performance.now();
try {
  const { files, warnings } = generate(process.env);
  writeFiles(K8S_FOLDER, files);
  for (const warning of warnings) console.error(`warning  ${warning}`);
  const seconds = ((performance.now() - started) / 1_000).toFixed(2);
  console.log(`${Object.keys(files).length} files in k8s/spring: base, overlays kind, staging, prod, in ${seconds} s`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
