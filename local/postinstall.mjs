// npm's postinstall: makes the database clients (prisma/generate.ts). Plain JavaScript, because after
// `npm ci --omit=dev` there is nothing that could run TypeScript: then the clients are left as they are.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

function hasTsx() {
  try {
    createRequire(import.meta.url).resolve('tsx');
    return true;
  } catch {
    return false;
  }
}

if (hasTsx()) {
  // Node looks for tsx from the folder it runs in.
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const { status } = spawnSync(process.execPath, ['--import=tsx', 'prisma/generate.ts'], { cwd, stdio: 'inherit' });
  process.exitCode = status ?? 1;
} else {
  console.log('postinstall: no development tools are installed, so the database clients are not made here');
}
