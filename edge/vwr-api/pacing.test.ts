import { expect } from 'chai';
import { rateOf, waitFor } from './pacing.ts';

const even = { isPaused: false, plannedPerSecond: 10, pace: Array.from({ length: 12 }, () => [10_000, 500] as const) };

describe('the pace of the waiting room', () => {
  it('is measured over the cycles during which somebody waited, with a range', () => {
    const { slowest, typical, fastest } = rateOf(even);
    expect(typical).to.equal(50);
    expect(slowest).to.be.closeTo(45, 0.001);
    expect(fastest).to.be.closeTo(55, 0.001);
  });

  it('has a wider range when it was uneven', () => {
    const pace = [...even.pace.slice(0, 8), ...Array.from({ length: 4 }, () => [10_000, 0] as const)];
    const { slowest, typical, fastest } = rateOf({ ...even, pace });
    expect(typical).to.be.closeTo(33.3, 0.1);
    expect(slowest).to.equal(0);
    expect(fastest).to.be.closeTo(55, 0.001);
    expect(waitFor(1_000, { slowest, typical, fastest }).estimatedWaitRange).to.deep.equal({
      shortest: 18,
      longest: null,
    });
  });

  it('is what the advancer plans until it was measured, and 50 a second until it has run (domain.md 10.1 #24)', () => {
    expect(rateOf({ ...even, pace: [] }).typical).to.equal(10);
    expect(rateOf({ ...even, pace: [], plannedPerSecond: null }).typical).to.equal(50);
  });

  it('says nothing rather than something wrong while an operator holds the line', () => {
    expect(waitFor(10, rateOf({ ...even, isPaused: true }))).to.deep.equal({
      estimatedWait: null,
      estimatedWaitRange: null,
      nextPoll: 30,
    });
  });

  const polls: [ahead: number, seconds: number][] = [
    [0, 2],
    [1, 2],
    [1_000, 2],
    [1_001, 3],
    [5_000, 10],
    [50_000, 100],
    [150_000, 300],
    [1_000_000, 300],
  ];
  for (const [ahead, seconds] of polls)
    it(`asks who has ${ahead} people ahead to come again after ${seconds} s (runtime.md 2.5)`, () => {
      expect(waitFor(ahead, rateOf(even)).nextPoll).to.equal(seconds);
    });
});
