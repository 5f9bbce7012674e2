import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../local/project-paths.ts';
import { imagePrograms } from './image-programs.ts';
import { packProgram } from './pack-program.ts';
import { readStages } from './testing/dockerfile-steps.ts';

const dockerfile = path.join(projectRoot, 'images', 'service.Dockerfile');
/** What an image may weigh on top of Node.js: a node that starts pods in an on-sale fetches it many times. */
const budgetMebibytes = 70;

function mebibytesOf(folder: string): number {
  const bytes = (at: string): number =>
    readdirSync(at, { withFileTypes: true }).reduce((sum, entry) => {
      const file = path.join(at, entry.name);
      return sum + (entry.isDirectory() ? bytes(file) : statSync(file).size);
    }, 0);
  return bytes(folder) / 2 ** 20;
}

describe('images of the services', function () {
  this.timeout(300_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'urr-images-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const program of imagePrograms.keys()) {
    it(`${program}: holds all it imports, refuses to run without its settings, and is small`, async () => {
      const into = path.join(folder, program);

      const packages = await packProgram({ program, into, packagesFrom: projectRoot });

      const run = spawnSync(process.execPath, ['server.mjs'], { cwd: into, env: {}, encoding: 'utf8' });
      expect(run.stderr).to.contain('ConfigError: The environment is not usable');
      expect(mebibytesOf(into)).to.be.below(budgetMebibytes);
      const bill = JSON.parse(readFileSync(path.join(into, 'bom.cdx.json'), 'utf8')) as { components: unknown[] };
      expect(bill.components).to.have.length(packages.length).above(0);
    });
  }

  it('fails by name for a service that does not exist and for a package that is missing', async () => {
    const unknown = await packProgram({ program: 'tickets', into: folder, packagesFrom: projectRoot }).catch(String);
    expect(unknown).to.contain('SERVICE=tickets is no program. Take one of: gateway');
    const empty = path.join(folder, 'empty');
    mkdirSync(empty);
    const lacking = await packProgram({ program: 'gateway', into: path.join(folder, 'x'), packagesFrom: empty }).catch(
      String,
    );
    expect(lacking).to.match(/needs \S+, which is not installed below .*empty: run npm ci --omit=dev there/);
  });

  it('says that it is ill when nothing answers', async () => {
    const into = path.join(folder, 'ill');
    await packProgram({ program: 'gateway', into, packagesFrom: projectRoot });
    expect(spawnSync(process.execPath, ['health-check.mjs'], { cwd: into, env: { PORT: '1' } }).status).to.equal(1);
  });

  it('is built by the steps of the Dockerfile, for arm64, with native code for arm64 (ruling B8)', () => {
    const [, production, program] = readStages(dockerfile);
    expect([production?.name, program?.name]).to.deep.equal(['production', 'program']);
    const packages = path.join(folder, 'production');
    mkdirSync(packages);
    for (const file of ['package.json', 'package-lock.json', '.npmrc'])
      copyFileSync(path.join(projectRoot, file), path.join(packages, file));
    const app = path.join(folder, 'app');
    const steps = (runs: readonly string[] = [], cwd = projectRoot) => {
      for (const run of runs)
        execFileSync('sh', ['-ec', run.replaceAll('/app', app).replaceAll('/production', packages)], {
          cwd,
          env: { PATH: process.env['PATH'], HOME: process.env['HOME'], SERVICE: 'auth', TARGETARCH: 'arm64' },
          stdio: 'pipe',
        });
    };

    steps(production?.runs, packages);
    // The generated clients are those of this checkout; making them anew under running tests would pull them away.
    expect(program?.runs[0]).to.equal('node --import=tsx prisma/generate.ts');
    steps(program?.runs.slice(1));

    expect(existsSync(path.join(app, 'node_modules', '@node-rs', 'argon2-linux-arm64-gnu'))).to.equal(true);
    expect(readdirSync(path.join(app, 'node_modules', '@node-rs'))).to.have.members([
      'argon2',
      'argon2-linux-arm64-gnu',
    ]);
  });

  it('runs as user 1000 without npm, and looks after its health', () => {
    const text = readFileSync(dockerfile, 'utf8');
    expect(text).to.match(/^USER 1000:1000$/m);
    expect(text).to.match(/^HEALTHCHECK .*CMD \["node", "health-check.mjs"\]$/m);
    expect(text).to.match(/rm -rf \/usr\/local\/lib\/node_modules .*npm/);
    expect(text).to.match(/^ARG NODE_IMAGE=node:20\.\d+\.\d+-bookworm-slim$/m);
  });
});
