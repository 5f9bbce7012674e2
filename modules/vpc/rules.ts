import type { Rule } from '../rule.ts';
import type { SubnetTier } from '../subnets.ts';
import { cidrContains, cidrsOverlap, parseCidr } from './cidr.ts';
import { plannedSubnets } from './plan.ts';
import type { Egress, VpcSettings } from './settings.ts';

const PRIVATE_BLOCKS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
const DOCUMENTED_EGRESS: Readonly<Record<SubnetTier, Egress>> = {
  public: 'igw',
  app: 'nat',
  database: 'none',
  cache: 'none',
  streaming: 'nat',
};
// CloudWatch Logs keeps groups for these numbers of days only (PutRetentionPolicy).
const RETENTIONS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288];

/** What a VPC refuses, and what would break the isolation of architecture.md 1.3 (Amazon VPC User Guide: CIDR blocks). */
export const vpcRules: readonly Rule<Required<VpcSettings>>[] = [
  {
    id: 'vpc/private-block',
    reads: ['cidr'],
    allowed: 'a block of /16 to /28 inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, without bits beyond its prefix',
    remedy: 'Choose a private block such as 10.0.0.0/16: foreign addresses would be cut off for everybody inside.',
    holds: (p) => {
      const prefix = parseCidr(p.cidr)?.prefix ?? 0;
      return prefix >= 16 && prefix <= 28 && PRIVATE_BLOCKS.some((block) => cidrContains(block, p.cidr));
    },
    hcl: 'can(cidrsubnet(var.cidr, 0, 0)) && cidrsubnet(var.cidr, 0, 0) == var.cidr && tonumber(split("/", var.cidr)[1]) >= 16 && tonumber(split("/", var.cidr)[1]) <= 28 && anytrue([for b in ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] : cidrsubnet(format("%s/%s", cidrhost(var.cidr, 0), split("/", b)[1]), 0, 0) == b])',
  },
  {
    id: 'vpc/no-overlap-with-neighbours',
    reads: ['cidr', 'neighbourCidrs'],
    allowed: 'a block that shares no address with a neighbour',
    remedy: 'Choose another block: two networks with the same addresses can never be joined.',
    holds: (p) => p.neighbourCidrs.every((neighbour) => !cidrsOverlap(p.cidr, neighbour)),
    hcl: 'alltrue([for n in var.neighbour_cidrs : cidrsubnet(format("%s/%d", cidrhost(var.cidr, 0), min(tonumber(split("/", var.cidr)[1]), tonumber(split("/", n)[1]))), 0, 0) != cidrsubnet(format("%s/%d", cidrhost(n, 0), min(tonumber(split("/", var.cidr)[1]), tonumber(split("/", n)[1]))), 0, 0)])',
  },
  {
    id: 'vpc/two-zones',
    reads: ['availabilityZones'],
    allowed: 'two or more different zones of one region, by name',
    remedy: 'Name at least two zones, for example ap-northeast-2a and ap-northeast-2c: ALB, RDS and MSK refuse one.',
    holds: (p) =>
      new Set(p.availabilityZones).size === p.availabilityZones.length &&
      p.availabilityZones.length >= 2 &&
      p.availabilityZones.every((zone) => /^[a-z]{2}(-[a-z]+)+-\d[a-z]$/.test(zone)) &&
      new Set(p.availabilityZones.map((zone) => zone.slice(0, -1))).size === 1,
    hcl: 'length(var.availability_zones) >= 2 && length(distinct(var.availability_zones)) == length(var.availability_zones) && alltrue([for z in var.availability_zones : can(regex("^[a-z]{2}(-[a-z]+)+-[0-9][a-z]$", z))]) && length(distinct([for z in var.availability_zones : substr(z, 0, length(z) - 1)])) == 1',
  },
  {
    id: 'vpc/subnets-inside',
    reads: ['cidr', 'tiers', 'availabilityZones'],
    allowed: 'offsets whose /24 of every zone lies inside the block of the VPC',
    remedy: 'Lower the offset or take a larger block.',
    holds: (p) => plannedSubnets(p).every(({ cidr }) => cidrContains(p.cidr, cidr)),
    hcl: 'alltrue([for t in var.tiers : t.offset >= 0 && t.offset == floor(t.offset) && can(cidrsubnet(var.cidr, 24 - tonumber(split("/", var.cidr)[1]), t.offset + length(var.availability_zones) - 1))])',
  },
  {
    id: 'vpc/subnets-disjoint',
    reads: ['cidr', 'tiers', 'availabilityZones'],
    allowed: 'tiers whose blocks share no address',
    remedy: 'Set the offsets apart by at least the number of zones.',
    holds: (p) => {
      const cidrs = plannedSubnets(p).map(({ cidr }) => cidr);
      return cidrs.every((one, at) => cidrs.slice(at + 1).every((other) => one !== other && !cidrsOverlap(one, other)));
    },
    hcl: 'length(distinct(flatten([for t in var.tiers : range(t.offset, t.offset + length(var.availability_zones))]))) == length(var.tiers) * length(var.availability_zones)',
  },
  {
    id: 'vpc/documented-tiers',
    reads: ['tiers'],
    allowed: 'public (igw), app (nat), database (none), cache (none), streaming (nat), each once',
    remedy:
      'Give each tier its documented way out: data tiers have none, workloads go through NAT (architecture.md 1.3).',
    holds: (p) =>
      p.tiers.length === Object.keys(DOCUMENTED_EGRESS).length &&
      new Set(p.tiers.map(({ name }) => name)).size === p.tiers.length &&
      p.tiers.every(({ name, egress }) => DOCUMENTED_EGRESS[name] === egress),
    hcl: 'length(var.tiers) == 5 && { for t in var.tiers : t.name => t.egress... } == { public = ["igw"], app = ["nat"], database = ["none"], cache = ["none"], streaming = ["nat"] }',
  },
  {
    id: 'vpc/flow-log-retention',
    reads: ['flowLogRetentionDays'],
    allowed: `one of ${RETENTIONS.join(', ')} days`,
    remedy: 'Choose a number of days that CloudWatch Logs knows; 0 would keep the logs for ever.',
    holds: (p) => RETENTIONS.includes(p.flowLogRetentionDays),
    hcl: `contains([${RETENTIONS.join(', ')}], var.flow_log_retention_days)`,
  },
];
