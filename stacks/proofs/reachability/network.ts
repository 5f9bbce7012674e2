/** What the proof knows about the network of one environment, read from the synthesised JSON. */
export interface Network {
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly rules: readonly GroupRule[];
  readonly workloads: readonly Workload[];
  /** Addresses of all security groups that the stack makes, without the default group. */
  readonly groups: readonly string[];
  /** Interface and gateway endpoints by the last part of the service name (`ecr.api`). */
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  /** The target groups of the load balancer: where it forwards to. */
  readonly targets: readonly Target[];
  /** What the reading itself found wrong: rules that name nobody, resources that the proof does not know. */
  readonly faults: readonly string[];
}

/** Where 0.0.0.0/0 leads from a subnet; `broken` says why a route leads nowhere. */
export type WayOut =
  | { readonly kind: 'none' }
  | { readonly kind: 'igw' }
  | { readonly kind: 'nat' }
  | { readonly kind: 'broken'; readonly why: string };

export interface Subnet {
  readonly address: string;
  readonly zone: string;
  readonly cidr: string;
  /** Address of the route table; undefined where none is associated. */
  readonly routeTable: string | undefined;
  readonly wayOut: WayOut;
}

/** One rule of a security group; ports are 0 to 65,535 where the rule lets everything through. */
export interface GroupRule {
  readonly address: string;
  readonly direction: 'in' | 'out';
  readonly group: string;
  readonly first: number;
  readonly last: number;
  readonly peer: Peer;
}

export type Peer =
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'cidr'; readonly cidr: string }
  | { readonly kind: 'prefix list'; readonly name: string };

/** Something with network interfaces in the VPC. */
export interface Workload {
  /** The name people use: `nodes`, `proxy`, `ticket-worker`. */
  readonly name: string;
  readonly address: string;
  readonly groups: readonly string[];
  readonly subnets: readonly string[];
  /** Ports on which it answers; `any` where it runs programs of others (nodes). */
  readonly listens: readonly number[] | 'any';
  /** True when it has public addresses. */
  readonly facesInternet: boolean;
  /** True for what keeps data and must have no way out (architecture.md 1.3). */
  readonly isolated: boolean;
}

export interface Target {
  readonly address: string;
  readonly port: number;
  /** True when a listener or one of its rules sends requests there. */
  readonly forwarded: boolean;
}

export interface Endpoint {
  readonly service: string;
  readonly kind: 'gateway' | 'interface';
  /** Name of the workload that answers under the public name; undefined where none does. */
  readonly workload: string | undefined;
  /** Tables that know the way, of a gateway endpoint. */
  readonly routeTables: readonly string[];
}

/** The world outside the VPC: CloudFront by its prefix list, the internet as any address, or listed blocks. */
export type Outside =
  | { readonly name: 'CloudFront'; readonly kind: 'prefix list' }
  | { readonly name: 'listed visitors'; readonly kind: 'cidrs'; readonly cidrs: readonly string[] }
  | { readonly name: 'internet'; readonly kind: 'cidrs'; readonly cidrs: readonly string[] };

export const internet = { name: 'internet', kind: 'cidrs', cidrs: ['0.0.0.0/0'] } as const satisfies Outside;
export const cloudFront = { name: 'CloudFront', kind: 'prefix list' } as const satisfies Outside;
/** AWS's list of the addresses from which CloudFront asks origins. */
export const CLOUDFRONT_LIST = 'com.amazonaws.global.cloudfront.origin-facing';
