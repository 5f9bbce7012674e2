import type { SubnetTier } from '../subnets.ts';
import { subnetCidr } from './cidr.ts';
import { type Egress, SUBNET_PREFIX, type VpcSettings } from './settings.ts';

/** One subnet before it becomes a resource. */
export interface PlannedSubnet {
  readonly tier: SubnetTier;
  /** Name of the zone, for example ap-northeast-2a. */
  readonly zone: string;
  readonly cidr: string;
  readonly egress: Egress;
}

/** All subnets of the settings, tier by tier, each in the order of the zones. */
export function plannedSubnets(settings: Required<VpcSettings>): PlannedSubnet[] {
  return settings.tiers.flatMap(({ name, offset, egress }) =>
    settings.availabilityZones.map((zone, at) => ({
      tier: name,
      zone,
      cidr: subnetCidr(settings.cidr, SUBNET_PREFIX, offset + at),
      egress,
    })),
  );
}

/** The planned subnets without those of a zone named twice: they would crash the construct before the rules speak. */
export function distinctSubnets(settings: Required<VpcSettings>): PlannedSubnet[] {
  const key = ({ tier, zone }: PlannedSubnet) => `${tier}-${zoneSuffix(zone)}`;
  return [...new Map(plannedSubnets(settings).map((subnet) => [key(subnet), subnet])).values()];
}

/** `a` of ap-northeast-2a: zones are told apart by it in names and addresses. */
export function zoneSuffix(zone: string): string {
  return zone.slice(-1);
}
