import { expect } from 'chai';
import type { StackJson } from '../stack-query.ts';
import { deviationRows } from './deviations.ts';
import { type Grounds, judge } from './judge.ts';
import { deviates, each, inSection, later, onceThere, prodOnly, same, type Value, whenThere } from './passage.ts';
import { the } from './readings.ts';
import { closingLines } from './report.ts';

const queue = (seconds: number): StackJson => ({ resource: { aws_sqs_queue: { q: { delay_seconds: seconds } } } });
const grounds = (prod: StackJson, staging: StackJson): Grounds => ({
  built: {
    prod: { environment: 'prod', stack: prod, platform: {}, manifests: () => [] },
    staging: { environment: 'staging', stack: staging, platform: {}, manifests: () => [] },
  },
  isListed: (row) => row === 'A1',
  exists: (path) => path === 'there',
});
const delay = the('aws_sqs_queue', 'delay_seconds');
const stateOf = (value: Value, prod = queue(5), staging = queue(5)) =>
  judge([inSection('1').line('five', value)], grounds(prod, staging))[0]!.state;

describe('verdict on a documented value', () => {
  it('is met when every named environment has it', () => {
    expect(stateOf(same('delay', delay, 5))).to.equal('met');
    expect(stateOf(each('delay', delay, 5, 6), queue(5), queue(6))).to.equal('met');
    expect(stateOf(prodOnly('delay', delay, 5), queue(5), queue(9))).to.equal('met');
  });

  it('is wrong when one environment differs, or the resource is not there', () => {
    expect(stateOf(same('delay', delay, 5), queue(5), queue(6))).to.equal('wrong');
    expect(stateOf(same('delay', delay, 5), queue(5), {})).to.equal('wrong');
  });

  it('never takes a fault for a documented absence', () => {
    expect(stateOf(same('delay', delay, undefined), {}, {})).to.equal('wrong');
  });

  it('is deviating when the ruling is listed and the value is the one that it names', () => {
    expect(stateOf(deviates(same('delay', delay, 4), 'A1', 5))).to.equal('deviating');
    expect(stateOf(deviates(same('delay', delay, 4), 'A1', 6))).to.equal('wrong');
    expect(stateOf(deviates(same('delay', delay, 4), 'A2', 5))).to.equal('wrong');
  });

  it('is met again when the documented value is deployed by its switch', () => {
    expect(stateOf(deviates(same('delay', delay, 5), 'A1', 6))).to.equal('met');
  });

  it('waits for its issue until what that brings is there', () => {
    expect(stateOf(later('pods', 8, 'not there'))).to.equal('not built yet');
    expect(stateOf(later('pods', 8, 'there'))).to.equal('wrong');
  });

  it('is read as soon as the issue has brought it', () => {
    const yes = { from: 'there', of: () => true };

    expect(stateOf(whenThere('pods', 8, 'not there', yes))).to.equal('not built yet');
    expect(stateOf(whenThere('pods', 8, 'there', yes))).to.equal('met');
    expect(stateOf(whenThere('pods', 8, 'there', { from: 'there', of: () => false }))).to.equal('wrong');
  });

  it('waits for its row in docs/deviations.md as for a path', () => {
    const differs = (row: string, built: number) =>
      onceThere(8, 'there', deviates(same('delay', delay, 4), row, built));

    expect(stateOf(differs('A1', 5))).to.equal('deviating');
    expect(stateOf(differs('A2', 5))).to.equal('not built yet');
    expect(stateOf(differs('A2', 6))).to.equal('wrong');
  });

  it('ends with the counts, wrong ones among the missing', () => {
    const values = [
      same('a', delay, 5),
      deviates(same('b', delay, 4), 'A1', 5),
      later('c', 8, 'not there'),
      same('d', delay, 1),
    ];

    const verdicts = judge([inSection('1').line('five', ...values)], grounds(queue(5), queue(5)));

    expect(closingLines(verdicts)).to.deep.equal([
      'of 4 documented values: 1 wait for issue 8, 1 wrong',
      '1 met, 1 deviating as listed, 2 missing',
    ]);
  });
});

describe('rows of the deviations', () => {
  it('are known by their id, or by what is documented where they have none', () => {
    const markdown = '| | documented | built |\n|---|---|---|\n| A1 | 1.28 | 1.35 |\n| | kind | processes |\n';

    expect([...deviationRows(markdown)]).to.include.members(['A1', 'kind']);
  });
});
