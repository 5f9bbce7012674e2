import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import net from 'node:net';
import { expect } from 'chai';
import { isPortFree } from './ports.ts';
import { localPath, projectRoot } from './project-paths.ts';

// A block far from everybody's, and below the ports that the system gives to clients (from 32768).
const shift = 10_000 + (process.pid % 10_000);
const running: ChildProcess[] = [];

/** `npm start` as a person runs it, on other ports; resolves when it says what `until` names, or ends. */
async function start(args: string[], until: string): Promise<{ child: ChildProcess; output: string }> {
  const command = ['--import=tsx', 'local/start.ts', '--port-shift', String(shift), ...args];
  const child = spawn(process.execPath, command, { cwd: projectRoot, env: { PATH: process.env.PATH } });
  running.push(child);
  let output = '';
  await new Promise<void>((resolve) => {
    const hear = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes(until)) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('close', () => resolve());
  });
  return { child, output };
}

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', (code) => resolve(code)));

describe('npm start', function () {
  this.timeout(240_000);
  after(async () => {
    for (const child of running.filter((each) => each.exitCode === null && each.signalCode === null)) {
      child.kill('SIGINT');
      await ended(child);
    }
    for (const folder of ['data', 'logs']) rmSync(localPath(`${folder}-${shift}`), { recursive: true, force: true });
  });

  it('serves, is killed with -9, and starts again over what was left', async () => {
    const first = await start(['--only', 'auth'], 'Ctrl-C stops everything');
    expect(first.output)
      .to.contain('Ready after')
      .and.to.contain(`http://127.0.0.1:${3005 + shift}`);
    first.child.kill('SIGKILL');
    await ended(first.child);
    expect(await isPortFree(3005 + shift), 'auth outlives its killed parent').to.equal(false);

    const second = await start(['--only', 'auth'], 'Ctrl-C stops everything');
    expect(second.output, second.output).to.contain('Ready after');
    const readiness = await fetch(`http://127.0.0.1:${3005 + shift}/actuator/health/readiness`);
    second.child.kill('SIGINT');
    const code = await ended(second.child);

    expect(second.output).to.match(/a killed "npm start.*had left .*auth.*: ended/);
    expect(readiness.status).to.equal(200);
    expect(code).to.equal(0);
    for (const port of [3005, 3054, 3079, 3092]) expect(await isPortFree(port + shift), `${port}`).to.equal(true);
  });

  it('says which port is taken by whom, and starts nothing', async () => {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(3005 + shift, '127.0.0.1', resolve));

    const { child, output } = await start(['--only', 'auth'], 'never said');
    server.close();

    expect(await ended(child)).to.equal(1);
    expect(output).to.contain(`port ${3005 + shift} (auth) is held by process ${process.pid}`);
    expect(output).to.contain('--port-shift');
    expect(output).to.not.contain('starting PostgreSQL');
  });

  it('says how it is used when a word is misspelt', async () => {
    const { child, output } = await start(['--onyl', 'auth'], 'never said');

    expect(await ended(child)).to.equal(2);
    expect(output).to.contain("Unknown option '--onyl'").and.to.contain('--fresh');
  });
});
