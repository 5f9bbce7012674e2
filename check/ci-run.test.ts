import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';

const script = path.resolve(import.meta.dirname, '..', '.ci', 'run');

/** What the pretended `npm` of a run does: how its check ends, what its tests print and how they end. */
type Pretence = { check?: number; tests: string; test?: number };

describe('.ci/run', function () {
  this.timeout(20_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'urr-ci-'));

  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs the real script with pretended programs in front of the PATH; answers its last line and exit code. */
  function run({ check = 0, tests, test = 0 }: Pretence): { last: string | undefined; exitCode: number | null } {
    const npm = `case "$1" in run) exit ${check};; test) printf '%b\\n' '${tests}'; exit ${test};; esac`;
    for (const [name, body] of Object.entries({ npm, 'redis-server': '', java: '', mvn: '' })) {
      writeFileSync(path.join(folder, name), `#!/bin/sh\n${body}\n`);
      chmodSync(path.join(folder, name), 0o755);
    }
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
    const answer = spawnSync('bash', [script], { env, encoding: 'utf8' });
    return { last: answer.stdout.trimEnd().split('\n').at(-1), exitCode: answer.status };
  }

  it('ends with the closing line of the tests when all is well', () => {
    expect(run({ tests: 'a test\\n12 passed, 0 failed' })).to.deep.equal({ last: '12 passed, 0 failed', exitCode: 0 });
  });

  it('fails when a test fails', () => {
    expect(run({ tests: '11 passed, 1 failed', test: 1 })).to.deep.equal({ last: '11 passed, 1 failed', exitCode: 1 });
  });

  it('counts a failed check as a failure although every test passes', () => {
    expect(run({ check: 1, tests: '12 passed, 0 failed' })).to.deep.equal({ last: '12 passed, 1 failed', exitCode: 1 });
  });

  it('counts skipped tests as failed', () => {
    expect(run({ tests: '12 passed, 0 failed, 2 skipped' })).to.deep.equal({
      last: '12 passed, 2 failed',
      exitCode: 1,
    });
  });

  it('fails when no test ran, even if npm test ends well', () => {
    expect(run({ tests: 'nothing to do' })).to.deep.equal({ last: '0 passed, 1 failed', exitCode: 1 });
  });

  it('fails when npm test dies after its closing line', () => {
    expect(run({ tests: '12 passed, 0 failed', test: 137 })).to.deep.equal({
      last: '12 passed, 1 failed',
      exitCode: 1,
    });
  });
});
