import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { describeWith } from '../needs.ts';
import { missingPython, pythonTools } from './venv.ts';

describeWith(missingPython(), 'pythonTools', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'urr-venv-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('installs once, and again when the list has changed; the lock of a dead process counts for nothing', async () => {
    const requirements = path.join(folder, 'requirements.txt');
    const venv = path.join(folder, 'venv');
    const mark = path.join(venv, 'mark');
    writeFileSync(requirements, '# nothing to install\n');
    writeFileSync(`${venv}.lock`, '999999999');
    const tools = await pythonTools(requirements, venv);

    expect(existsSync(tools.python)).to.equal(true);
    expect(existsSync(`${venv}.lock`), 'the lock is given back').to.equal(false);

    writeFileSync(mark, '');
    await pythonTools(requirements, venv);
    expect(existsSync(mark), 'same list: kept').to.equal(true);

    writeFileSync(requirements, '# still nothing\n');
    await pythonTools(requirements, venv);
    expect(existsSync(mark), 'other list: made again').to.equal(false);
  });
});
