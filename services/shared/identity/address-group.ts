/** An IPv4 address in its plain form also when it came over an IPv6 socket. */
export function plainAddress(address: string): string {
  const small = address.toLowerCase();
  return /^::ffff:\d+\./.test(small) ? small.slice('::ffff:'.length) : small;
}

/**
 * Who shares a limit: an IPv4 address, or the /64 of an IPv6 one, because one household or server has a whole /64 to
 * choose its addresses from.
 */
export function addressGroup(address: string): string {
  const plain = plainAddress(address);
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
