import { expect } from 'chai';
import { addressGroup } from './address-group.ts';

describe('addressGroup', () => {
  it('keeps IPv4 addresses apart', () => {
    expect(addressGroup('203.0.113.1')).to.equal('203.0.113.1');
    expect(addressGroup('::FFFF:203.0.113.1')).to.equal('203.0.113.1');
  });

  it('puts the addresses of one /64 together, however they are spelt', () => {
    const spellings = [
      '2001:db8:0:1::1',
      '2001:DB8:0:1:ffff:ffff:ffff:ffff',
      '2001:0db8:0000:0001:0:0:0:2',
      '2001:db8:0:1::',
    ];

    expect(new Set(spellings.map(addressGroup))).to.deep.equal(new Set(['2001:db8:0:1::/64']));
  });

  it('keeps different /64 apart', () => {
    expect(addressGroup('2001:db8:0:2::1')).to.not.equal(addressGroup('2001:db8:0:1::1'));
    expect(addressGroup('::1')).to.equal('0:0:0:0::/64');
  });
});
