import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Database, databases, prismaFolder, schemaPath } from './databases.ts';

// `npm run db:generate`, and npm's postinstall: the five typed clients, in parallel, into prisma/generated/<database>/.
// A schema engine "binary" that does nothing is enough for generate; without it the CLI would download the real one.
const offline = { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' };
const require = createRequire(import.meta.url);
const run = promisify(execFile);

const outputPath = (database: Database): string => path.join(prismaFolder, 'generated', database);
const stampPath = (database: Database): string => path.join(outputPath(database), '.made-from');

// The schema and the generator's version: when both are those of the last run, the client is up to date.
function fingerprint(database: Database): string {
  const version = readFileSync(require.resolve('prisma/package.json'));
  return createHash('sha256')
    .update(version)
    .update(readFileSync(schemaPath(database)))
    .digest('hex');
}

function isCurrent(database: Database): boolean {
  return existsSync(stampPath(database)) && readFileSync(stampPath(database), 'utf8') === fingerprint(database);
}

async function generate(database: Database): Promise<void> {
  rmSync(outputPath(database), { recursive: true, force: true });
  const cli = path.join(path.dirname(require.resolve('prisma/package.json')), 'build', 'index.js');
  const args = [cli, 'generate', '--schema', schemaPath(database), '--no-hints'];
  await run(process.execPath, args, { cwd: prismaFolder, env: { ...process.env, ...offline } });
  writeFileSync(stampPath(database), fingerprint(database));
}

// Installed without the development tools there is nothing to generate with, and the bundle already carries the clients.
function hasGenerator(): boolean {
  try {
    require.resolve('prisma/package.json');
    return true;
  } catch {
    return false;
  }
}

if (hasGenerator()) {
  const stale = databases.filter((database) => !isCurrent(database));
  const startedAt = Date.now();
  await Promise.all(stale.map(generate));
  console.log(
    stale.length === 0
      ? 'prisma: clients are current'
      : `prisma: made ${stale.join(', ')} in ${Date.now() - startedAt} ms`,
  );
} else {
  console.log('prisma: the generator is not installed, clients are left as they are');
}
