/** The last way to an engine: a container of our own. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** @returns null when a Docker engine answers, otherwise a sentence why not */
export async function whyNoDocker(): Promise<string | null> {
  try {
    await run('docker', ['info', '--format', '{{.ServerVersion}}'], { timeout: 10_000 });
    return null;
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return missing ? 'docker is not installed' : 'docker is installed but no engine answers';
  }
}

export interface Container {
  readonly stop: () => Promise<void>;
}

/**
 * Runs a container that Docker removes when it stops. An older one of the same name (a killed run's) is removed first.
 * @param args options, image and command, after `docker run --rm --detach --name <name>`
 */
export async function runContainer(name: string, args: readonly string[]): Promise<Container> {
  await run('docker', ['rm', '--force', name]).catch(() => undefined);
  await run('docker', ['run', '--rm', '--detach', '--name', name, ...args], { timeout: 600_000 });
  return { stop: async () => void (await run('docker', ['stop', name], { timeout: 60_000 })) };
}
