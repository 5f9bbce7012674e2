import { isIP } from 'node:net';

/**
 * The address of the client: the socket's peer, or with `hops` trusted proxies in front the entry that the outermost of
 * them wrote into X-Forwarded-For. Everything further left is the client's own claim (E7, 10.1 no. 26).
 * @param hops proxies of ours between the client and the gateway: 0 locally, 2 behind CloudFront and the load balancer
 */
export function clientAddress(peer: string | undefined, forwardedFor: string | undefined, hops: number): string {
  const fallback = plainAddress(peer ?? '');
  if (hops === 0 || forwardedFor === undefined) return fallback;
  const entries = forwardedFor.split(',');
  const claimed = plainAddress(entries[Math.max(0, entries.length - hops)]?.trim() ?? '');
  return claimed === 'unknown' ? fallback : claimed;
}

/** An IPv4 address in its plain form also when it came over an IPv6 socket; `unknown` for what is no address. */
function plainAddress(address: string): string {
  const small = address.toLowerCase();
  const plain = small.startsWith('::ffff:') ? small.slice('::ffff:'.length) : small;
  return isIP(plain) === 0 ? 'unknown' : plain;
}

/**
 * Who shares a limit: an IPv4 address, or the /64 of an IPv6 one, because one household or server has a whole /64 to
 * choose its addresses from.
 */
export function addressGroup(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
