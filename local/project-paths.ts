/** Where things lie on this machine. Everything that a run writes is below `.local/`, which git ignores. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');

/** A path below `.local/`; what lies there may be deleted at any time when nothing runs. */
export const localPath = (...parts: readonly string[]): string => path.join(projectRoot, '.local', ...parts);
