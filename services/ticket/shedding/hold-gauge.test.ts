import { expect } from 'chai';
import { createHoldGauge } from './hold-gauge.ts';

/** A gauge over two connections, and holds that end when they are told. */
function stage() {
  let now = 1_000;
  const gauge = createHoldGauge({ connections: 2, clock: () => now });
  const ends: (() => void)[] = [];
  return {
    gauge,
    pass: (ms: number) => {
      now += ms;
    },
    begin: () => void gauge.run(() => new Promise<void>((resolve) => ends.push(resolve))),
    async endOne() {
      ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('the load of the direct path', () => {
  it('is nothing while a connection is free, however slow a hold is', () => {
    const { gauge, begin, pass } = stage();
    begin();
    pass(60_000);

    expect(gauge.expectedWaitMs()).to.equal(0);
  });

  it('is the people before you times the time between two completions', async () => {
    const { gauge, begin, pass, endOne } = stage();
    for (let n = 0; n < 200; n += 1) begin();
    for (let n = 0; n < 100; n += 1) {
      pass(20);
      await endOne();
    }

    // 100 left, two of them on connections: 99 completions until it is one's turn.
    expect(gauge.expectedWaitMs()).to.be.closeTo(99 * 20, 20);
  });

  it('sees a database that hangs: nothing is completed, and the wait grows', () => {
    const { gauge, begin, pass } = stage();
    for (let n = 0; n < 4; n += 1) begin();
    pass(2_000);

    expect(gauge.expectedWaitMs()).to.equal(3 * 2_000);
  });

  it('counts a hold that failed as ended', async () => {
    const { gauge, begin } = stage();
    begin();
    await gauge.run(() => Promise.reject(new Error('no'))).catch(() => undefined);

    expect(gauge.expectedWaitMs()).to.equal(0);
  });
});
