import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { goTool, missingGo } from '../go-tools/go-tools.ts';
import { describeWith } from '../needs.ts';
import { missingPython, pythonTools } from '../python-tools/venv.ts';

const root = path.resolve(import.meta.dirname, '../..');
const workflows = readdirSync(path.join(root, '.github/workflows')).map((file) => `.github/workflows/${file}`);
const missingShellcheck = () =>
  spawnSync('shellcheck', ['--version']).status === 0
    ? undefined
    : 'shellcheck on the PATH (Debian: apt-get install shellcheck)';
const said = (program: string, ...args: readonly string[]) => {
  const { stdout, stderr, status } = spawnSync(program, args, { cwd: root, encoding: 'utf8' });
  return { status, text: `${stdout}${stderr}` };
};

describeWith(missingGo() ?? missingShellcheck(), 'workflows before actionlint and shellcheck', function () {
  this.timeout(300_000);

  it('are understood, down to the scripts inside them', async () => {
    const { status, text } = said(await goTool('actionlint'), ...workflows);
    expect(text).to.equal('');
    expect(status).to.equal(0);
  });

  it('call scripts in which shellcheck finds nothing', () => {
    expect(said('shellcheck', '.github/scripts/set-image.sh', '.ci/run').text).to.equal('');
  });
});

describeWith(missingPython(), 'workflows before zizmor', function () {
  this.timeout(300_000);

  it('open no way in: no template injection, no loose action, no wide rights', async () => {
    const { program } = await pythonTools();
    const { status, text } = said(program('zizmor'), '--offline', '.github/workflows');
    expect(text).to.contain('No findings to report');
    expect(status).to.equal(0);
  });
});
