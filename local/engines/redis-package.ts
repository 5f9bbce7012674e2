/**
 * Redis from the Debian or Ubuntu archive without root: the package is fetched by apt with lists and cache of its own,
 * unpacked by dpkg into `.local/redis/` and never installed (dependencies.md section 2).
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { localPath } from '../project-paths.ts';

const run = promisify(execFile);
const packages = ['redis-tools', 'libjemalloc2', 'liblzf1'];

export interface RedisBinary {
  readonly command: string;
  /** Where its libraries are; empty when the system's own will do. */
  readonly libraryPath: string;
}

/** The folder `usr/lib/<triplet>` of the unpacked packages. */
function binaryIn(folder: string): RedisBinary | null {
  const command = path.join(folder, 'redis-server');
  if (!existsSync(command)) return null;
  const libraries = path.join(folder, 'usr', 'lib');
  const triplets = readdirSync(libraries).map((name) => path.join(libraries, name));
  return { command, libraryPath: triplets.join(path.delimiter) };
}

async function hasCommand(name: string): Promise<boolean> {
  return run(name, ['--version']).then(
    () => true,
    () => false,
  );
}

/**
 * @param say told when something is fetched (6 seconds, once)
 * @returns the unpacked server, or a sentence why it cannot be had this way
 * @throws Error when apt or dpkg fail
 */
export async function fetchRedisPackage(
  say: (line: string) => void,
  folder = localPath('redis'),
): Promise<RedisBinary | string> {
  const present = existsSync(folder) ? binaryIn(folder) : null;
  if (present) return present;
  if (!(await hasCommand('apt-get')) || !(await hasCommand('dpkg'))) return 'this is not Debian or Ubuntu';

  // A folder of its own, renamed when complete: two runs at once, or a kill in between, do no harm.
  const work = `${folder}.${process.pid}`;
  const state = path.join(work, 'apt');
  mkdirSync(path.join(state, 'lists', 'partial'), { recursive: true });
  mkdirSync(path.join(state, 'cache', 'archives', 'partial'), { recursive: true });
  const options = [
    ['Dir::State', state],
    ['Dir::State::lists', path.join(state, 'lists')],
    ['Dir::State::status', '/var/lib/dpkg/status'],
    ['Dir::Cache', path.join(state, 'cache')],
    ['Debug::NoLocking', '1'],
    // As root apt would read as the user _apt, who may not enter our folder.
    ['APT::Sandbox::User', ''],
  ].flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  try {
    say('Redis: reading the package lists');
    await run('apt-get', [...options, '-qq', 'update'], { timeout: 120_000 });
    say(`Redis: downloading ${packages.join(', ')}`);
    await run('apt-get', [...options, '-qq', 'download', ...packages], { cwd: work, timeout: 120_000 });
    for (const file of readdirSync(work).filter((name) => name.endsWith('.deb'))) {
      await run('dpkg', ['-x', path.join(work, file), work]);
      rmSync(path.join(work, file));
    }
    rmSync(state, { recursive: true });
    // Debian ships one binary under several names; the server is what it is when it is called redis-server.
    symlinkSync(path.join('usr', 'bin', 'redis-check-rdb'), path.join(work, 'redis-server'));
    if (!existsSync(folder)) renameSync(work, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const binary = binaryIn(folder);
  if (!binary) throw new Error('the packages hold no redis-server');
  return binary;
}
