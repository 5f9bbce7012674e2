/** The five kinds of subnets of architecture.md 1.2. */
export type SubnetTier = 'public' | 'app' | 'database' | 'cache' | 'streaming';

/**
 * The subnets of one tier, one per availability zone, in the order of the zones. The tier is part of the type, so that a
 * database refuses App subnets when it is compiled.
 */
export interface Subnets<Tier extends SubnetTier> {
  readonly tier: Tier;
  readonly ids: readonly string[];
  /** IPv4 CIDR blocks, literal, in the order of `ids`. */
  readonly cidrs: readonly string[];
}
