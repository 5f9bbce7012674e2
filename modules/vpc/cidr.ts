import { Fn, Op, Token } from 'cdktf';

/** An IPv4 block: first address and prefix length. */
export interface Cidr {
  readonly first: number;
  readonly prefix: number;
}

/** Reads `10.0.0.0/16`; undefined for anything else, also for a block whose address has bits beyond its prefix. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (!match) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  if ([a, b, c, d].some((octet) => octet > 255) || prefix > 32) return undefined;
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  return first % size({ first, prefix }) === 0 ? { first, prefix } : undefined;
}

/** True when every address of `inner` lies in `outer`; false when one of them cannot be read. */
export function cidrContains(outer: string, inner: string): boolean {
  const [large, small] = [parseCidr(outer), parseCidr(inner)];
  return large !== undefined && small !== undefined && large.prefix <= small.prefix && meet(large, small);
}

/** True when two blocks share an address. */
export function cidrsOverlap(one: string, other: string): boolean {
  const [left, right] = [parseCidr(one), parseCidr(other)];
  return left !== undefined && right !== undefined && meet(left, right);
}

/**
 * The block of `prefix` bits with number `index` in `outer`, like Terraform's cidrsubnet: 10 in 10.0.0.0/16 is
 * 10.0.10.0/24. It may lie outside: the rules tell.
 */
export function subnetCidr(outer: string, prefix: number, index: number): string {
  if (Token.isUnresolved(outer)) {
    const ownPrefix = Fn.tonumber(Fn.element(Fn.split('/', outer), 1));
    return Fn.cidrsubnet(outer, Token.asNumber(Op.sub(prefix, ownPrefix)), index);
  }
  const block = parseCidr(outer);
  if (block === undefined) return `${outer}#${index}`;
  const first = block.first + index * size({ first: 0, prefix });
  if (first < 0 || first >= 2 ** 32) return `${outer}#${index}`;
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${octets.join('.')}/${prefix}`;
}

function size({ prefix }: Cidr): number {
  return 2 ** (32 - prefix);
}

function meet(one: Cidr, other: Cidr): boolean {
  return one.first < other.first + size(other) && other.first < one.first + size(one);
}
