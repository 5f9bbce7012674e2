import { expect } from 'chai';
import { clientAddress } from './client-address.ts';

describe('clientAddress', () => {
  const cases: [
    what: string,
    peer: string | undefined,
    forwarded: string | undefined,
    hops: number,
    expected: string,
  ][] = [
    ['the peer without proxies, whatever is claimed', '203.0.113.1', '1.1.1.1', 0, '203.0.113.1'],
    ['the last entry behind one proxy', '10.0.0.1', '1.1.1.1, 203.0.113.7', 1, '203.0.113.7'],
    ['the last but one behind two proxies', '10.0.0.1', '1.1.1.1, 203.0.113.7, 10.0.0.2', 2, '203.0.113.7'],
    ['the only entry when a hop is missing', '10.0.0.1', '203.0.113.7', 2, '203.0.113.7'],
    ['the peer when the entry is no address', '10.0.0.1', 'unknown', 1, '10.0.0.1'],
    ['the peer when the entry is a host and port', '10.0.0.1', '203.0.113.7:80', 1, '10.0.0.1'],
    ['the peer when the header is empty', '10.0.0.1', '', 1, '10.0.0.1'],
    ['the peer without a header', '10.0.0.1', undefined, 1, '10.0.0.1'],
    ['plain IPv4 from an IPv6 socket', '::ffff:203.0.113.1', undefined, 0, '203.0.113.1'],
    ['plain IPv4 in capitals', '::FFFF:203.0.113.1', undefined, 0, '203.0.113.1'],
    ['IPv6 as it is', '2001:db8::1', undefined, 0, '2001:db8::1'],
    ['"unknown" when the socket is gone', undefined, undefined, 0, 'unknown'],
  ];
  for (const [what, peer, forwarded, hops, expected] of cases) {
    it(`answers ${what}`, () => {
      expect(clientAddress(peer, forwarded, hops)).to.equal(expected);
    });
  }
});
