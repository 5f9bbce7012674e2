import { expect } from 'chai';
import { changesOf, judge, readPlan } from './second-plan.ts';

interface Change {
  readonly actions: readonly string[];
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly after_unknown?: Readonly<Record<string, unknown>>;
  readonly replace_paths?: readonly (readonly unknown[])[];
}

const changed = (change: Change) => {
  const written = { address: 'aws_x.one', type: 'aws_x', mode: 'managed', change: { after_unknown: {}, ...change } };
  return changesOf(readPlan(JSON.stringify({ resource_changes: [written] })));
};

describe('second plan', () => {
  it('passes over what does not change', () => {
    expect(changed({ actions: ['no-op'], before: { a: 1 }, after: { a: 1 } })).to.deep.equal([]);
  });

  it('names the attributes that differ, an empty collection being none', () => {
    const [change] = changed({
      actions: ['update'],
      before: { a: 1, tags: {}, b: 'same' },
      after: { a: 2, tags: null, b: 'same' },
    });

    expect(change?.attributes).to.deep.equal(['a']);
  });

  it('names only what asks for a replacement', () => {
    const [change] = changed({
      actions: ['delete', 'create'],
      before: { a: 1, id: 'x' },
      after: { a: null },
      after_unknown: { id: true },
      replace_paths: [['url', 0]],
    });

    expect(change?.attributes).to.deep.equal(['url']);
  });

  it('names what is known only after apply when nothing else differs', () => {
    const [change] = changed({
      actions: ['update'],
      before: { version: '1' },
      after: {},
      after_unknown: { version: true, list: [false] },
    });

    expect(change?.attributes).to.deep.equal(['version']);
  });

  it('tells the drift of the emulator from a fault of the stack, attribute by attribute', () => {
    const drift = { type: 'aws_x', attribute: 'policy', reason: 'white space' };
    const change = (...attributes: string[]) => [
      { address: 'aws_x.one', type: 'aws_x', actions: ['update'], attributes },
    ];

    expect(judge(change('policy'), [drift])).to.deep.equal({ known: [drift], faults: [] });
    expect(judge(change('policy', 'size'), [drift]).faults).to.deep.equal(['aws_x.one: update because of size']);
    expect(judge(change(), [drift]).faults).to.deep.equal(['aws_x.one: update because of nothing that it names']);
  });
});
