import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { compile } from '../../stacks/bundles/compile.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Loads the bundle in a Node.js of its own and says what it exports and how long that took. */
const load = `
const before = performance.now();
const exported = Object.keys(await import('./index.mjs'));
console.log(JSON.stringify({ exported, ms: performance.now() - before }));
process.exit();`;

describe('bundle of the ticket worker', function () {
  this.timeout(30_000);

  it('is smaller than 3 MB, loads as Lambda loads it, and its cold start is printed', () => {
    const source = { name: 'index', file: 'services/ticket-worker/handler.ts', format: 'esm' } as const;
    const code = compile(root, [source]).code.get('index')!;
    mkdirSync(path.join(root, 'dist'), { recursive: true });
    const folder = mkdtempSync(path.join(root, 'dist/ticket-worker-'));
    try {
      writeFileSync(path.join(folder, 'index.mjs'), code);
      const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', load], {
        cwd: folder,
        encoding: 'utf8',
        env: { DATABASE_URL: 'postgres://u:p@127.0.0.1:1/x', REDIS_URL: 'redis://127.0.0.1:1', NODE_ENV: 'test' },
      });
      expect(stderr).to.equal('');
      const { exported, ms } = JSON.parse(stdout) as { exported: string[]; ms: number };

      console.log(
        `      ${(code.length / 1_048_576).toFixed(2)} MB, cold start ${ms.toFixed(0)} ms (loading the code)`,
      );
      expect(exported).to.deep.equal(['handler']);
      expect(code.length).to.be.below(3 * 1_048_576);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('does not start with an environment that lacks something, and names all of it (E9)', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        '--import=tsx',
        '--eval',
        "import('./services/ticket-worker/handler.ts').catch((e) => { console.error(e.message); process.exit(3); })",
      ],
      { cwd: root, encoding: 'utf8', env: { PATH: process.env.PATH, REDIS_HOST: 'redis.example' } },
    );

    expect(status).to.equal(3);
    expect(stderr)
      .to.match(/DATABASE_HOST/)
      .and.match(/DATABASE_SECRET_ARN/)
      .and.match(/REDIS_SECRET_ARN/);
  });
});
