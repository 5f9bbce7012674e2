import type { SubnetTier } from '../subnets.ts';

/** Where packets for addresses outside the VPC go: to the internet gateway, the NAT gateway of the own zone, nowhere. */
export type Egress = 'igw' | 'nat' | 'none';

/** One kind of subnets; there is one subnet in each zone. */
export interface TierSettings {
  readonly name: SubnetTier;
  /** Number of the /24 of the first zone in the VPC; the other zones follow: 10 in 10.0.0.0/16 is 10.0.10.0/24, 10.0.11.0/24. */
  readonly offset: number;
  readonly egress: Egress;
}

/** What an environment may choose about its network; documented values are the defaults (architecture.md 1.1 to 1.3). */
export interface VpcSettings {
  /** IPv4 block of the VPC. Default 10.0.0.0/16 (staging: 10.1.0.0/16). */
  readonly cidr?: string;
  /** Zones by name: never by position, because the documented pair is a and c. Default ap-northeast-2a and ap-northeast-2c. */
  readonly availabilityZones?: readonly string[];
  /** The tiers. Default: the five of architecture.md 1.2. */
  readonly tiers?: readonly TierSettings[];
  /** Blocks of networks that this one may meet: another environment, the services of Kubernetes. Default 172.20.0.0/16 (Amazon EKS User Guide: service addresses in a VPC of 10.0.0.0/8). */
  readonly neighbourCidrs?: readonly string[];
  /** Days that flow logs are kept. Default 30; the document has no value. */
  readonly flowLogRetentionDays?: number;
}

/** Prefix length of every subnet (architecture.md 1.2). */
export const SUBNET_PREFIX = 24;

/** The documented values (architecture.md 1.1 to 1.3). */
export const vpcDefaults: Required<VpcSettings> = {
  cidr: '10.0.0.0/16',
  availabilityZones: ['ap-northeast-2a', 'ap-northeast-2c'],
  tiers: [
    { name: 'public', offset: 0, egress: 'igw' },
    { name: 'app', offset: 10, egress: 'nat' },
    { name: 'database', offset: 20, egress: 'none' },
    { name: 'cache', offset: 30, egress: 'none' },
    { name: 'streaming', offset: 40, egress: 'nat' },
  ],
  neighbourCidrs: ['172.20.0.0/16'],
  flowLogRetentionDays: 30,
};
