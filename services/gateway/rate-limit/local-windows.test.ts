import { expect } from 'chai';
import fc from 'fast-check';
import { LocalWindows } from './local-windows.ts';

describe('LocalWindows', () => {
  it('admits up to the limit, says how long to wait, and keeps its word', () => {
    const windows = new LocalWindows();
    const answers = [0, 0, 7, 7].map((second) => windows.take('a', 3, 1_000 + second));

    expect(answers).to.deep.equal([1, 2, 3, -58]);
    expect(windows.take('a', 3, 1_064)).to.equal(-1);
    expect(windows.take('a', 3, 1_065)).to.equal(2);
  });

  it('never admits more than the limit in any 60 s, for any times', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 200 }), fc.integer({ min: 1, max: 8 }), (gaps, limit) => {
        const windows = new LocalWindows();
        const admitted: number[] = [];
        let now = 1_000;
        for (const gap of gaps) {
          now += gap / 2;
          if (windows.take('a', limit, now) > 0) admitted.push(now);
        }
        for (const start of admitted) {
          expect(admitted.filter((then) => then >= start && then < start + 60).length).to.be.at.most(limit);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps clients apart and remembers at most as many as it may', () => {
    const windows = new LocalWindows(1_000);

    for (let i = 0; i < 10_000; i += 1) expect(windows.take(`c${i}`, 5, 1_000)).to.equal(1);

    expect(windows.size).to.be.at.most(1_000);
  });
});
