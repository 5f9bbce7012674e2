import { createServer } from 'node:http';
import { expect } from 'chai';
import { fakeFoundation } from '../testing/foundation-fake.ts';
import { type Part, type RunningService, runService } from './run-service.ts';

const { logger } = fakeFoundation('test');
const history: string[] = [];
const part = (name: string): Part => ({
  name,
  start: () => history.push(`start ${name}`),
  stop: () => history.push(`stop ${name}`),
});
const options = { host: '127.0.0.1', port: 0, logger, graceMs: 1_000, drainDelayMs: 10 };

describe('running a service', () => {
  beforeEach(() => history.splice(0));

  it('starts parts in order and stops them in reverse after running requests have ended', async () => {
    let finish: () => void = () => undefined;
    let arrived: () => void = () => undefined;
    const inside = new Promise<void>((resolve) => (arrived = resolve));
    const server = createServer((_req, res) => {
      arrived();
      finish = () => {
        history.push('request ended');
        res.end('done');
      };
    });
    const running = await runService({
      ...options,
      server,
      parts: [part('pool'), part('consumer')],
      onStopping: () => history.push('not ready'),
    });
    const answer = fetch(`http://127.0.0.1:${running.port}/`).then((response) => response.text());
    await inside;

    const stopped = running.stop();
    setTimeout(() => finish(), 20);
    await stopped;

    expect(await answer).to.equal('done');
    expect(history).to.deep.equal([
      'start pool',
      'start consumer',
      'not ready',
      'request ended',
      'stop consumer',
      'stop pool',
    ]);
  });

  it('still answers while it stops, and asks for another connection', async () => {
    const server = createServer((_req, res) => res.end('done'));
    const running = await runService({ ...options, drainDelayMs: 300, server, parts: [] });

    const stopped = running.stop();
    const answer = await fetch(`http://127.0.0.1:${running.port}/`);
    await stopped;

    expect(await answer.text()).to.equal('done');
    expect(answer.headers.get('connection')).to.equal('close');
  });

  it('stops what it had started when a part fails to start', async () => {
    const broken: Part = {
      name: 'broken',
      start: () => Promise.reject(new Error('no broker')),
      stop: () => history.push('stop broken'),
    };

    const failure = await runService({
      ...options,
      server: createServer(),
      parts: [part('pool'), broken, part('never')],
    }).then(
      () => 'started',
      (error: Error) => error.message,
    );

    expect(failure).to.equal('no broker');
    expect(history).to.deep.equal(['start pool', 'stop broken', 'stop pool']);
  });

  it('goes on stopping when one part does not stop well, and stops only once', async () => {
    const stubborn: Part = { name: 'stubborn', stop: () => Promise.reject(new Error('stuck')) };
    const running: RunningService = await runService({
      ...options,
      server: createServer(),
      parts: [part('pool'), stubborn],
    });

    await Promise.all([running.stop(), running.stop()]);

    expect(history).to.deep.equal(['start pool', 'stop pool']);
  });
});
