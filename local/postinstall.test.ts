import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';

describe('postinstall', function () {
  this.timeout(30_000);

  it('says what it leaves out, and does not fail, where no development tools are installed (npm ci --omit=dev)', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'urr-postinstall-'));
    mkdirSync(path.join(folder, 'local'));
    const script = path.join(folder, 'local', 'postinstall.mjs');
    copyFileSync(path.join(import.meta.dirname, 'postinstall.mjs'), script);

    const { status, stdout, stderr } = spawnSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' });
    rmSync(folder, { recursive: true });

    expect([status, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.contain('no development tools are installed');
  });

  it('makes the clients where they are', () => {
    const script = path.join(import.meta.dirname, 'postinstall.mjs');
    const { status, stdout } = spawnSync(process.execPath, [script], { cwd: os.tmpdir(), encoding: 'utf8' });

    expect(status, stdout).to.equal(0);
    expect(stdout).to.match(/^prisma: /);
  });
});
