import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { ConfigError } from '../config/load-config.ts';
import { armKillPoint, killPoint } from './kill-point.ts';

describe('kill point', () => {
  let kills = 0;
  const arm = (KILL_POINT: string | undefined, KILL_POINT_SKIP = 0, NODE_ENV = 'test') => {
    armKillPoint({ NODE_ENV, KILL_POINT, KILL_POINT_SKIP }, () => {
      kills += 1;
    });
  };

  beforeEach(() => {
    kills = 0;
  });
  afterEach(() => {
    arm(undefined);
  });

  it('does nothing when none is armed', () => {
    killPoint('payment.after-approving-commit');

    expect(kills).to.equal(0);
  });

  it('fires at its own label only', () => {
    arm('payment.after-approving-commit');

    killPoint('payment.before-approving-commit');
    expect(kills).to.equal(0);

    killPoint('payment.after-approving-commit');
    expect(kills).to.equal(1);
  });

  it('lets the first n passes go by', () => {
    arm('outbox.after-send', 2);

    killPoint('outbox.after-send');
    killPoint('outbox.after-send');
    expect(kills).to.equal(0);

    killPoint('outbox.after-send');
    expect(kills).to.equal(1);
  });

  it('is refused in production', () => {
    expect(() => arm('payment.after-approving-commit', 0, 'production')).to.throw(ConfigError, 'KILL_POINT');
  });

  it('ends a real process by SIGKILL, without its exit handlers', () => {
    const script = `
      import { armKillPoint, killPoint } from ${JSON.stringify(new URL('./kill-point.ts', import.meta.url).href)};
      process.on('exit', () => console.log('exit handler ran'));
      armKillPoint({ NODE_ENV: 'test', KILL_POINT: 'here', KILL_POINT_SKIP: 0 });
      killPoint('here');
      setTimeout(() => console.log('survived'), 200);
    `;

    const run = spawnSync(process.execPath, ['--import=tsx', '--input-type=module', '-e', script], {
      encoding: 'utf8',
    });

    expect(run.signal).to.equal('SIGKILL');
    expect(run.stdout).to.equal('');
  }).timeout(20_000);
});
