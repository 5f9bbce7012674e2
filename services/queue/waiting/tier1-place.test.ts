import { expect } from 'chai';
import { tier1PlaceOf } from './tier1-place.ts';

const event = '00000000-0000-4000-8000-00000000000e';
const pass = '00000000-0000-4000-8000-00000000000a';
const headers = { 'x-vwr-event': event, 'x-vwr-place': '17', 'x-vwr-jti': pass };

describe('the place of Tier 1 that the gateway tells', () => {
  it('is read from its headers', () => {
    expect(tier1PlaceOf(headers, event)).to.deep.equal({ place: 17, pass });
  });

  it('counts for its own event only', () => {
    expect(tier1PlaceOf(headers, '00000000-0000-4000-8000-00000000000f')).to.equal(undefined);
    expect(tier1PlaceOf({}, event)).to.equal(undefined);
  });

  it('is refused when it is no place', () => {
    for (const wrong of [{ 'x-vwr-place': '-1' }, { 'x-vwr-place': '0' }, { 'x-vwr-jti': 'x' }, { 'x-vwr-event': 'x' }])
      expect(() => tier1PlaceOf({ ...headers, ...wrong }, event)).to.throw('malformed');
  });
});
