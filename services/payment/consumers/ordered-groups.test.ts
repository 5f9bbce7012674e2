import { expect } from 'chai';
import fc from 'fast-check';
import { inOrderedGroups } from './ordered-groups.ts';

const event = (type: string, referenceId: string) => ({ type, referenceId });

describe('ordered groups', () => {
  it('puts different things into one group, whatever their types', () => {
    const events = [event('REQUESTED', 'a'), event('COMPLETED', 'b'), event('REQUESTED', 'c')];

    expect(inOrderedGroups(events)).to.deep.equal([events]);
  });

  it('begins a new group when a thing changes its type', () => {
    const events = [event('REQUESTED', 'a'), event('WITHDRAWN', 'a'), event('REQUESTED', 'a')];

    expect(inOrderedGroups(events).map((group) => group.length)).to.deep.equal([1, 1, 1]);
  });

  it('keeps all events, in order, and never two types of one thing in a group', () => {
    const events = fc.array(
      fc.record({ type: fc.constantFrom('R', 'W', 'C'), referenceId: fc.constantFrom('a', 'b', 'c') }),
    );

    fc.assert(
      fc.property(events, (list) => {
        const groups = inOrderedGroups(list);
        expect(groups.flat()).to.deep.equal(list);
        for (const group of groups) {
          const kinds = new Set(group.map((entry) => `${entry.referenceId}${entry.type}`));
          expect(kinds.size).to.equal(new Set(group.map((entry) => entry.referenceId)).size);
        }
      }),
    );
  });
});
