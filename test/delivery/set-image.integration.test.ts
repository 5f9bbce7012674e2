import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { parse } from 'yaml';
import { goTool, missingGo } from '../go-tools/go-tools.ts';
import { describeWith } from '../needs.ts';

const root = path.resolve(import.meta.dirname, '../..');
const name = path.join('.github', 'scripts', 'set-image.sh');
const repository = '123456789012.dkr.ecr.ap-northeast-2.amazonaws.com/urr-staging';

describeWith(missingGo(), 'what a release writes (.github/scripts/set-image.sh)', function () {
  this.timeout(300_000);
  let folder: string;
  let origin: string;
  let env: NodeJS.ProcessEnv;

  const git = (cwd: string, ...args: string[]) => execFileSync('git', args, { cwd, env, encoding: 'utf8' });
  const clone = (name: string) => {
    git(folder, 'clone', '--quiet', origin, name);
    return path.join(folder, name);
  };
  const script = (cwd: string, ...args: string[]) =>
    promisify(execFile)(path.join(cwd, name), args, { cwd, env }).then(({ stdout }) => stdout);
  const tags = (overlay: string) => {
    const at = clone(`look-${Math.random().toString(36).slice(2)}`);
    const file = readFileSync(path.join(at, `k8s/spring/overlays/${overlay}/kustomization.yaml`), 'utf8');
    const { images } = parse(file) as { images: { name: string; newName: string; newTag: string }[] };
    return new Map(images.map(({ name, newName, newTag }) => [name, `${newName}:${newTag}`]));
  };

  before(async () => {
    const kustomize = await goTool('kustomize');
    folder = mkdtempSync(path.join(tmpdir(), 'urr-release-'));
    mkdirSync(path.join(folder, 'bin'));
    cpSync(kustomize, path.join(folder, 'bin/kustomize'));
    env = {
      PATH: `${path.join(folder, 'bin')}:${process.env['PATH']}`,
      HOME: folder,
      GIT_AUTHOR_NAME: 'ci',
      GIT_AUTHOR_EMAIL: 'ci@example.com',
      GIT_COMMITTER_NAME: 'ci',
      GIT_COMMITTER_EMAIL: 'ci@example.com',
    };
    // A repository with what the script touches, and a bare one that stands for GitHub.
    const first = path.join(folder, 'first');
    for (const part of ['k8s', '.github/scripts'])
      cpSync(path.join(root, part), path.join(first, part), { recursive: true });
    git(first, 'init', '--quiet', '--initial-branch=main');
    git(first, 'add', '--all');
    git(first, 'commit', '--quiet', '--message', 'first');
    origin = path.join(folder, 'origin.git');
    git(folder, 'clone', '--quiet', '--bare', first, origin);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('sets one image in one overlay, in one commit that starts no pipeline', async () => {
    const at = clone('release');
    const before = tags('prod');

    await script(at, 'staging', 'ticket', `${repository}/ticket`, 'abc1234-20261122120000');

    expect(tags('staging').get('urr/ticket')).to.equal(`${repository}/ticket:abc1234-20261122120000`);
    expect(tags('prod')).to.deep.equal(before);
    const log = git(clone('log'), 'log', '-1', '--format=%s', '--stat');
    expect(log).to.contain('staging: ticket abc1234-20261122120000 [skip ci]');
    expect(log).to.contain('1 file changed');
  });

  it('loses none of four releases that push at the same moment', async () => {
    const released = ['gateway', 'auth', 'payment', 'queue'];
    const places = released.map((service) => clone(`at-once-${service}`));

    await Promise.all(
      released.map((service, n) =>
        script(places[n] ?? '', 'staging', service, `${repository}/${service}`, 'same-moment'),
      ),
    );

    const now = tags('staging');
    for (const service of released) expect(now.get(`urr/${service}`)).to.equal(`${repository}/${service}:same-moment`);
    expect(now.get('urr/ticket'), 'what was released before').to.match(/:abc1234-20261122120000$/);
  });

  it('goes back to a tag that ran before, and writes nothing when it runs already', async () => {
    const at = clone('rollback');
    await script(at, 'prod', 'ticket', `${repository}/ticket`, 'good');
    await script(at, 'prod', 'ticket', `${repository}/ticket`, 'bad');
    await script(at, 'prod', 'ticket', `${repository}/ticket`, 'good');
    const again = await script(at, 'prod', 'ticket', `${repository}/ticket`, 'good');

    expect(tags('prod').get('urr/ticket')).to.equal(`${repository}/ticket:good`);
    expect(again).to.contain('prod: ticket is good already');
    const log = git(clone('history'), 'log', '--format=%s', '-3').trim().split('\n');
    expect(log).to.deep.equal(['good', 'bad', 'good'].map((tag) => `prod: ticket ${tag} [skip ci]`));
  });

  it('refuses an overlay, a service and a tag that cannot be meant', () => {
    const at = clone('refused');
    const refused = (...args: string[]) => spawnSync(path.join(at, name), args, { cwd: at, env, encoding: 'utf8' });
    for (const [args, words] of [
      [['kind', 'ticket', 'x', 'y'], 'overlay kind: allowed are staging and prod'],
      [['prod', 'tickets', 'x', 'y'], 'has no image urr/tickets'],
      [['prod', 'ticket', 'x', '$(id)'], 'not a tag of an image'],
      [['prod', 'ticket', 'x'], 'usage: set-image.sh'],
    ] as const) {
      const { status, stderr } = refused(...args);
      expect(stderr).to.contain(words);
      expect(status).to.equal(2);
    }
  });
});
