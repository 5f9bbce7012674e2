import { expect } from 'chai';
import { Breaker, type CallOutcome } from './breaker.ts';

function setUp() {
  const time = { ms: 0 };
  const breaker = new Breaker(() => time.ms);
  const make = (...outcomes: CallOutcome[]) => {
    for (const outcome of outcomes) if (breaker.allows()) breaker.report(outcome);
  };
  return { time, breaker, make };
}
const times = (count: number, outcome: CallOutcome) => Array.from({ length: count }, () => outcome);

describe('Breaker', () => {
  it('opens when 5 of the last 10 calls failed', () => {
    const { breaker, make } = setUp();

    make(...times(6, 'fine'), ...times(4, 'failed'));
    expect(breaker.allows()).to.equal(true);
    make('failed');

    expect(breaker.allows()).to.equal(false);
  });

  it('opens when 8 of the last 10 calls were slow', () => {
    const { breaker, make } = setUp();

    make(...times(2, 'fine'), ...times(8, 'slow'));

    expect(breaker.isOpen).to.equal(true);
  });

  it('judges nothing before 10 calls', () => {
    const { breaker, make } = setUp();

    make(...times(9, 'failed'));

    expect(breaker.isOpen).to.equal(false);
  });

  it('forgets failures older than the last 10 calls', () => {
    const { breaker, make } = setUp();

    for (let i = 0; i < 20; i += 1) make(...times(4, 'failed'), ...times(6, 'fine'));

    expect(breaker.isOpen).to.equal(false);
  });

  it('stays open for 10 s, then lets three calls try', () => {
    const { breaker, make, time } = setUp();
    make(...times(10, 'failed'));

    time.ms = 9_999;
    expect(breaker.allows()).to.equal(false);
    time.ms = 10_000;

    expect([1, 2, 3, 4].map(() => breaker.allows())).to.deep.equal([true, true, true, false]);
  });

  it('closes when three trials were fine, and counts anew', () => {
    const { breaker, make, time } = setUp();
    make(...times(10, 'failed'));
    time.ms = 10_000;

    make(...times(3, 'fine'), ...times(9, 'failed'));

    expect(breaker.isOpen).to.equal(false);
  });

  it('opens for another 10 s when a trial failed', () => {
    const { breaker, make, time } = setUp();
    make(...times(10, 'failed'));
    time.ms = 10_000;

    make('fine', 'failed');

    time.ms = 19_999;
    expect(breaker.allows()).to.equal(false);
    time.ms = 20_000;
    expect(breaker.allows()).to.equal(true);
  });

  it('gives a trial back when its client left', () => {
    const { breaker, make, time } = setUp();
    make(...times(10, 'failed'));
    time.ms = 10_000;

    make(...times(50, 'unknown'));

    expect(breaker.allows()).to.equal(true);
  });
});
