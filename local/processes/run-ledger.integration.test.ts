import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { identify, stillRuns } from './process-identity.ts';
import { liveRuns, openRunLedger, sweepStaleRuns } from './run-ledger.ts';

const ledgerModule = JSON.stringify(new URL('./run-ledger.ts', import.meta.url).href);
const launchModule = JSON.stringify(new URL('./launch.ts', import.meta.url).href);
const tsx = fileURLToPath(import.meta.resolve('tsx'));

/** A run that starts a child which would live for ever, says its id, and waits to be killed. */
const runProgram = (folder: string, temporary: string) => `
  import { openRunLedger } from ${ledgerModule};
  import { launch } from ${launchModule};
  const ledger = openRunLedger(${JSON.stringify(folder)}, 'npm start');
  ledger.addFolder(${JSON.stringify(temporary)});
  const child = await launch({
    name: 'stubborn', command: process.execPath, ledger, logFile: ${JSON.stringify(path.join(folder, 'child.log'))},
    args: ['-e', "process.on('SIGINT', () => {}); setInterval(() => {}, 1000)"],
  });
  console.log(child.pid);
  setInterval(() => {}, 1000);
`;

describe('run ledger', function () {
  this.timeout(30_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'urr-runs-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('lets the next run end what a run killed with -9 has left, and delete its folders', async () => {
    const temporary = path.join(folder, 'data');
    mkdirSync(temporary);
    const script = path.join(folder, 'run.mts');
    writeFileSync(script, runProgram(folder, temporary));
    const run = spawn(process.execPath, [`--import=${tsx}`, script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const childPid = await new Promise<number>((resolve) => run.stdout.once('data', (text) => resolve(Number(text))));
    const child = identify(childPid)!;
    const ended = new Promise((resolve) => run.once('exit', resolve));
    run.kill('SIGKILL');
    await ended;
    expect(stillRuns(child), 'the child outlives its killed parent').to.equal(true);

    const found = await sweepStaleRuns(folder);

    expect(found).to.deep.equal([`a killed "npm start" (process ${run.pid}) had left stubborn: ended`]);
    expect(stillRuns(child)).to.equal(false);
    expect(existsSync(temporary)).to.equal(false);
    expect(readdirSync(folder).filter((name) => name.endsWith('.json'))).to.deep.equal([]);
  });

  it('leaves a process alone that has got the id of an ended one', async () => {
    const innocent = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await new Promise((resolve) => innocent.once('spawn', resolve));
    const page = {
      title: 'npm start',
      owner: { pid: 2 ** 22 + 1, startedAt: '1' },
      children: [{ name: 'postgres', pid: innocent.pid, startedAt: '1' }],
      folders: [],
    };
    writeFileSync(path.join(folder, 'npm-start-1.json'), JSON.stringify(page));

    const found = await sweepStaleRuns(folder);
    const alive = identify(innocent.pid!) !== null;
    innocent.kill('SIGKILL');

    expect(found).to.deep.equal([]);
    expect(alive).to.equal(true);
  });

  it('leaves a run alone that is alive, and names it', async () => {
    const page = {
      title: 'npm start',
      owner: identify(process.ppid)!,
      children: [],
      folders: [folder],
    };
    writeFileSync(path.join(folder, 'npm-start-1.json'), JSON.stringify(page));

    expect(await sweepStaleRuns(folder)).to.deep.equal([]);
    expect(liveRuns(folder)).to.deep.equal([{ title: 'npm start', pid: process.ppid }]);
    expect(existsSync(folder)).to.equal(true);
  });

  it('ignores a page that cannot be read', async () => {
    writeFileSync(path.join(folder, 'npm-start-1.json'), '{ "children": [{ "pid": 1 }] }');

    expect(await sweepStaleRuns(folder)).to.deep.equal([]);
  });

  it('is closed without a trace', () => {
    const temporary = path.join(folder, 'data');
    mkdirSync(temporary);
    const ledger = openRunLedger(folder, 'npm test');
    ledger.addFolder(temporary);
    const [name] = readdirSync(folder).filter((entry) => entry.endsWith('.json'));
    const page = JSON.parse(readFileSync(path.join(folder, name!), 'utf8')) as { owner: { pid: number } };

    ledger.close();

    expect(page.owner.pid).to.equal(process.pid);
    expect(readdirSync(folder)).to.deep.equal([]);
  });
});
