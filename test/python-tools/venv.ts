import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');

/** The programs of requirements-dev.txt, installed. */
export interface PythonTools {
  /** The interpreter of the virtual environment. */
  readonly python: string;
  /** Absolute path of a program, for example `checkov` or `moto_server`. */
  readonly program: (name: string) => string;
}

/**
 * Installs requirements-dev.txt into .local/venv, once per content of that file (82 s on two cores, then nothing).
 * @throws Error when python3 is not there (missingPython) or the installation fails.
 */
export async function pythonTools(
  requirements = path.join(root, 'requirements-dev.txt'),
  venv = path.join(root, '.local/venv'),
): Promise<PythonTools> {
  const missing = missingPython();
  if (missing !== undefined) throw new Error(`there is no ${missing.replace(/^a /, '')}`);
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  await alone(`${venv}.lock`, async () => {
    if (stampOf(venv) !== wanted) await install(requirements, venv, wanted);
  });
  const program = (name: string) => path.join(venv, 'bin', name);
  return { python: program('python3'), program };
}

/** What this machine lacks to install them, or undefined. */
export function missingPython(): string | undefined {
  const { error, status } = spawnSync('python3', ['-c', 'import venv, ensurepip']);
  if (error !== undefined) return 'python3 on the PATH';
  return status === 0
    ? undefined
    : 'a python3 that can make virtual environments (Debian: apt-get install python3-venv)';
}

const stampFile = (venv: string) => path.join(venv, 'requirements.sha256');

function stampOf(venv: string): string | undefined {
  return existsSync(stampFile(venv)) ? readFileSync(stampFile(venv), 'utf8') : undefined;
}

async function install(requirements: string, venv: string, stamp: string): Promise<void> {
  console.log(`installing ${path.basename(requirements)} into ${path.relative(root, venv)}: once, about two minutes`);
  rmSync(venv, { recursive: true, force: true });
  await run('python3', ['-m', 'venv', venv]);
  const arguments_ = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements];
  await run(path.join(venv, 'bin/python3'), arguments_, { maxBuffer: 64 * 1024 * 1024 });
  // Last of all: an installation that was killed has no stamp and is made again.
  writeFileSync(stampFile(venv), stamp);
}

/** One process at a time; the lock of a process that is gone counts for nothing. */
async function alone(lock: string, work: () => Promise<void>): Promise<void> {
  mkdirSync(path.dirname(lock), { recursive: true });
  while (!take(lock)) await sleep(200);
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!isAlive(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function isAlive(lock: string): boolean {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    // Empty for the moment between creation and the write of the number.
    if (pid > 0) process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
