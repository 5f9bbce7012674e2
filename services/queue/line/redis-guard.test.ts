import { expect } from 'chai';
import { SimpleError } from 'redis';
import { createRedisGuard } from './redis-guard.ts';

const code = async (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error) => (error.code as string | undefined) ?? error.message,
  );

describe('the guard before Redis', () => {
  function newGuard() {
    let now = 0;
    let asked = 0;
    const guard = createRedisGuard({ timeoutMs: 5, failures: 3, trialMs: 1_000 }, () => now);
    return {
      ask: (work: () => Promise<unknown>) =>
        code(
          guard(() => {
            asked += 1;
            return work();
          }),
        ),
      asked: () => asked,
      pass: (ms: number) => {
        now += ms;
      },
    };
  }
  const away = () => Promise.reject(new Error('Socket closed unexpectedly'));

  it('turns a lost connection, a hanging server and a passing state of the server into one code', async () => {
    const { ask } = newGuard();

    expect(await ask(away)).to.equal('DEPENDENCY_UNAVAILABLE');
    expect(await ask(() => new Promise(() => undefined))).to.equal('DEPENDENCY_UNAVAILABLE');
    for (const reply of ['LOADING Redis is loading', 'READONLY You can’t write', 'OOM command not allowed']) {
      const { ask: askFresh } = newGuard();
      expect(await askFresh(() => Promise.reject(new SimpleError(reply)))).to.equal('DEPENDENCY_UNAVAILABLE');
    }
  });

  it('does not hide errors of our own scripts', async () => {
    const { ask } = newGuard();

    expect(await ask(() => Promise.reject(new SimpleError('ERR wrong number of arguments')))).to.match(/^ERR/);
  });

  it('stops asking after failures in a row, tries once a second, and is open again after one answer', async () => {
    const { ask, asked, pass } = newGuard();
    for (let i = 0; i < 10; i += 1) await ask(away);
    expect(asked()).to.equal(3);

    pass(1_000);
    await Promise.all([ask(away), ask(away)]);
    expect(asked(), 'the trial went through').to.be.within(4, 5);

    pass(1_000);
    expect(await ask(() => Promise.resolve('PONG'))).to.equal('ok');
    expect(await ask(() => Promise.resolve('PONG'))).to.equal('ok');
  });
});
