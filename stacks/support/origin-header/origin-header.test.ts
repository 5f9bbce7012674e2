import { expect } from 'chai';
import { synth } from '../../testing/synth.ts';
import { OriginHeader } from './origin-header.ts';

describe('origin header', () => {
  it('makes two random values that stay, so that one can be replaced while the other is sent (ruling B14)', () => {
    let header: OriginHeader | undefined;
    const stack = synth((scope) => {
      header = new OriginHeader(scope, 'origin-header');
    });
    const values = Object.values(stack.resource?.terraform_data ?? {});

    expect(values).to.have.length(2);
    for (const value of values)
      expect(value).to.deep.include({ input: '${uuid()}', lifecycle: { ignore_changes: ['input'] } });
    expect(header?.sent('blue')).to.equal(header?.blue);
    expect(header?.sent('green')).to.equal(header?.green).and.not.to.equal(header?.blue);
  });
});
