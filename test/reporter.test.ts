import { expect } from 'chai';
import { failuresToReport, summaryLines } from './reporter.ts';

describe('test reporter', () => {
  it('ends with the number of passed and failed tests', () => {
    expect(summaryLines(41, 1, [])).to.deep.equal(['41 passed, 1 failed']);
  });

  it('names the skipped tests before the last line and counts them in it', () => {
    const lines = summaryLines(3, 0, ['queue admits']);

    expect(lines[0]).to.equal('NOT RUN: 1 test was skipped:');
    expect(lines).to.include('  - queue admits');
    expect(lines.at(-1)).to.equal('3 passed, 0 failed, 1 skipped');
  });

  it('counts skipped tests as failures in CI only', () => {
    expect(failuresToReport(0, 2, true)).to.equal(2);
    expect(failuresToReport(0, 2, false)).to.equal(0);
  });
});
