import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { freePort } from './ports.ts';
import { openRunLedger, type RunLedger } from './processes/run-ledger.ts';
import { createSupervisor, type Program, type Supervisor } from './supervisor.ts';

const program = `
  import http from 'node:http';
  console.log('starting as ' + process.env.GREETING);
  if (process.env.GREETING === 'crash') throw new Error('cannot go on');
  const server = http.createServer((req, res) => {
    if (req.url === '/die') { console.log('dying'); process.exit(3); }
    res.end(process.env.GREETING + ' ' + (process.env.EXPORTED_BY_SOMEBODY ?? 'clean'));
  });
  server.listen(Number(process.env.PORT), '127.0.0.1');
  process.on('SIGTERM', () => server.close(() => process.exit(0)));
`;

describe('supervisor', function () {
  this.timeout(30_000);
  let folder: string;
  let ledger: RunLedger;
  let supervisor: Supervisor;
  const crashes: string[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'urr-supervisor-'));
    ledger = openRunLedger(folder, 'test');
    crashes.length = 0;
    const bundle = path.join(folder, 'program.mjs');
    writeFileSync(bundle, program);
    const one = async (name: string): Promise<Program> => {
      const port = await freePort();
      return { name, bundle, port, env: { PORT: String(port), GREETING: name }, readinessPath: '/ready' };
    };
    supervisor = createSupervisor({
      programs: [await one('first'), await one('second')],
      ledger,
      logFolder: folder,
      onCrash: (name, exit, lines) => crashes.push(`${name} ${exit.code} ${lines.at(-1)}`),
    });
  });
  afterEach(async () => {
    await supervisor.stopAll();
    ledger.close();
    rmSync(folder, { recursive: true });
  });
  const ask = async (name: string) => (await fetch(supervisor.urlOf(name))).text();

  it('starts all programs at once and stops them', async () => {
    await supervisor.startAll();
    const answers = [await ask('first'), await ask('second')];
    await supervisor.stopAll();

    expect(answers).to.deep.equal(['first clean', 'second clean']);
    expect(supervisor.isRunning('first')).to.equal(false);
    expect(crashes).to.deep.equal([]);
  });

  it('keeps what is exported in the terminal away from the programs', async () => {
    process.env.EXPORTED_BY_SOMEBODY = 'leaked';
    await supervisor.start('first');
    delete process.env.EXPORTED_BY_SOMEBODY;

    expect(await ask('first')).to.equal('first clean');
  });

  it('kills one and starts it again with other settings, under the same address', async () => {
    await supervisor.startAll();
    const before = supervisor.pidOf('first');
    await supervisor.kill('first');

    await supervisor.start('first', { env: { GREETING: 'again' } });

    expect(await ask('first')).to.equal('again clean');
    expect(await ask('second')).to.equal('second clean');
    expect(supervisor.pidOf('first')).to.not.equal(before);
    expect(crashes).to.deep.equal([]);
  });

  it('reports a program that ends by itself, with its last lines', async () => {
    await supervisor.start('first');

    await fetch(`${supervisor.urlOf('first')}/die`).catch(() => undefined);
    while (supervisor.isRunning('first')) await new Promise((resolve) => setImmediate(resolve));

    expect(crashes).to.deep.equal(['first 3 dying']);
  });

  it('waits for an end that is meant to come without calling it a crash', async () => {
    await supervisor.start('first');
    const ended = supervisor.ended('first');

    await fetch(`${supervisor.urlOf('first')}/die`).catch(() => undefined);

    expect((await ended).code).to.equal(3);
    expect(crashes).to.deep.equal([]);
  });

  it('speaks of waiting only when a start takes long', async () => {
    const late = path.join(folder, 'late.mjs');
    writeFileSync(
      late,
      program.replace('server.listen(', 'await new Promise((go) => setTimeout(go, 400));\nserver.listen('),
    );
    const port = await freePort();
    const lines: string[] = [];
    const one = {
      name: 'late',
      bundle: late,
      port,
      env: { PORT: String(port), GREETING: 'late' },
      readinessPath: '/ready',
    };
    const waiting = (quietMs?: number) =>
      createSupervisor({
        programs: [one],
        ledger,
        logFolder: folder,
        say: (line) => lines.push(line),
        ...(quietMs !== undefined && { quietMs }),
      });

    for (const [quietMs, said] of [
      [undefined, 0],
      [50, 1],
    ] as const) {
      const patient = waiting(quietMs);
      await patient.start('late');
      await patient.stopAll();
      expect(lines).to.have.length(said);
    }
    expect(lines[0]).to.equal('late: waiting, it does not listen yet');
  });

  it('says why a program did not start', async () => {
    const error = await supervisor.start('first', { env: { GREETING: 'crash' } }).catch((thrown: unknown) => thrown);

    expect(String(error)).to.contain('first ended while starting').and.to.contain('cannot go on');
  });

  it('refuses names that it does not know', async () => {
    const error = await supervisor.stop('third').catch((thrown: unknown) => thrown);

    expect(String(error)).to.equal('Error: no program "third"; there are first, second');
  });
});
