import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { createCallerCheck, internalAuthorization } from './internal-credential.ts';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const callerOf = createCallerCheck({ gateway: digest('g'.repeat(40)), payment: digest('p'.repeat(40)) });

describe('the check of internal callers (ruling E8)', () => {
  it('knows each caller by its own secret, again and again', () => {
    expect(callerOf(internalAuthorization('gateway', 'g'.repeat(40)))).to.equal('gateway');
    expect(callerOf(internalAuthorization('gateway', 'g'.repeat(40)))).to.equal('gateway');
    expect(callerOf(internalAuthorization('payment', 'p'.repeat(40)))).to.equal('payment');
  });

  const refused = {
    nothing: undefined,
    'an empty header': '',
    "another caller's secret": internalAuthorization('gateway', 'p'.repeat(40)),
    'an unknown caller': internalAuthorization('stats', 'g'.repeat(40)),
    'a secret with a tail': internalAuthorization('gateway', `${'g'.repeat(40)}x`),
    'a name of the prototype': 'Bearer constructor.x',
    'a huge header': `Bearer gateway.${'g'.repeat(10_000)}`,
    'a user token': 'Bearer eyJhbGciOiJFUzI1NiJ9.e30.c2ln',
  };
  for (const [what, header] of Object.entries(refused)) {
    it(`refuses ${what}`, () => {
      expect(callerOf(header)).to.equal(undefined);
    });
  }
});
