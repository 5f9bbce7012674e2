import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const folder = path.resolve(import.meta.dirname, '../../.local/go-tools');

/** Programs that are to be had as Go modules and by no package manager: name to module and version. */
const modules = {
  actionlint: 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12',
  kustomize: 'sigs.k8s.io/kustomize/kustomize/v5@v5.7.1',
} as const;

/** What this machine lacks to build them, or undefined. */
export function missingGo(): string | undefined {
  return spawnSync('go', ['version']).status === 0 ? undefined : 'go on the PATH';
}

/**
 * Builds a program into .local/go-tools, once per version (half a minute each).
 * @returns its absolute path
 * @throws Error when go is not there (missingGo) or the build fails
 */
export async function goTool(name: keyof typeof modules): Promise<string> {
  const program = path.join(folder, modules[name].replaceAll('/', '_'));
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  // Built aside and moved: a build that was killed, and another at the same time, leave nothing half done.
  const aside = mkdtempSync(path.join(folder, 'building-'));
  try {
    console.log(`building ${name}: once, about half a minute`);
    await run('go', ['install', modules[name]], { env: { ...process.env, GOBIN: aside, GOFLAGS: '-buildvcs=false' } });
    renameSync(path.join(aside, name), program);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return program;
}
