import { isIP } from 'node:net';
import { plainAddress } from '../../shared/identity/address-group.ts';

/**
 * The address of the client: the socket's peer, or with `hops` trusted proxies in front the entry that the outermost of
 * them wrote into X-Forwarded-For. Everything further left is the client's own claim (E7, 10.1 no. 26).
 * @param hops proxies of ours between the client and the gateway: 0 locally, 2 behind CloudFront and the load balancer
 */
export function clientAddress(peer: string | undefined, forwardedFor: string | undefined, hops: number): string {
  const fallback = knownAddress(peer ?? '');
  if (hops === 0 || forwardedFor === undefined) return fallback;
  const entries = forwardedFor.split(',');
  const claimed = knownAddress(entries[Math.max(0, entries.length - hops)]?.trim() ?? '');
  return claimed === 'unknown' ? fallback : claimed;
}

/** `unknown` for what is no address. */
function knownAddress(address: string): string {
  const plain = plainAddress(address);
  return isIP(plain) === 0 ? 'unknown' : plain;
}
