import { expect } from 'chai';
import { estimatedWait, nextPoll } from './pacing.ts';

describe('the pace of polling', () => {
  const steps: [position: number, seconds: number][] = [
    [-1, 3],
    [0, 3],
    [1, 3],
    [1_000, 3],
    [1_001, 5],
    [5_000, 5],
    [5_001, 10],
    [10_000, 10],
    [10_001, 30],
    [100_000, 30],
    [100_001, 60],
    [1_000_000, 60],
  ];
  for (const [position, seconds] of steps) {
    it(`asks position ${position} to come again after ${seconds} s`, () => {
      expect(nextPoll(position)).to.equal(seconds);
    });
  }
});

describe('polling as told', () => {
  it('stays below half of the 60 requests a minute that one person has for the queue (E7), wherever they stand', () => {
    for (let position = 0; position <= 200_000; position += 50) {
      expect(60 / nextPoll(position), `position ${position}`).to.be.below(30);
    }
  });
});

describe('the estimated wait', () => {
  const measured = { threshold: 1_000, rate: { overMs: 30_000, admitted: 600 } };

  it('divides the position by the measured rate and rounds up', () => {
    expect(estimatedWait({ ...measured, position: 1_000 })).to.equal(50);
    expect(estimatedWait({ ...measured, position: 1_001 })).to.equal(51);
    expect(estimatedWait({ ...measured, position: 1 })).to.equal(1);
  });

  it('assumes 50 a second and at least 5 s before 5 s have been measured', () => {
    const early = { threshold: 1_000, rate: { overMs: 4_999, admitted: 400 } };

    expect(estimatedWait({ ...early, position: 1_000 })).to.equal(20);
    expect(estimatedWait({ ...early, position: 10 })).to.equal(5);
  });

  it('says nothing rather than something wrong while nobody is admitted', () => {
    expect(estimatedWait({ threshold: 1_000, rate: { overMs: 40_000, admitted: 0 }, position: 7 })).to.equal(null);
    expect(estimatedWait({ ...measured, threshold: 0, position: 7 })).to.equal(null);
  });
});
