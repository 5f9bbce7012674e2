import { expect } from 'chai';
import { tierTwoNow } from '../vwr-line/line-state.ts';
import { rateOf, throughBoth, waitFor } from './pacing.ts';

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

  it('is one wait through both tiers, and asks as often as before (ruling E3)', () => {
    const rate = { slowest: 40, typical: 50, fastest: 60 };
    const alone = waitFor(1_000, rate);
    expect(throughBoth(alone, 0)).to.deep.equal(alone);
    expect(throughBoth(alone, 90)).to.deep.equal({
      estimatedWait: 110,
      estimatedWaitRange: { shortest: 16, longest: 115 },
      nextPoll: alone.nextPoll,
    });
    const nobodyKnows = waitFor(1_000, { slowest: 0, typical: 0, fastest: 0 });
    expect(throughBoth(nobodyKnows, 90)).to.deep.equal(nobodyKnows);
  });

  it('believes of Tier 2 what was said within a minute, whichever clock is ahead', () => {
    const tier2 = { free: 0, waiting: 10, waitSeconds: 5, at: 1_000_000 };
    for (const [now, counts] of [
      [1_000_000, true],
      [1_059_999, true],
      [1_060_000, false],
      [940_001, true],
      [940_000, false],
    ] as const)
      expect(tierTwoNow({ tier2 }, now) !== undefined, String(now)).to.equal(counts);
    expect(tierTwoNow({ tier2: null }, 0)).to.equal(undefined);
  });
});
