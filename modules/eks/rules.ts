import type { Rule } from '../rule.ts';
import type { Subnets } from '../subnets.ts';
import { architectureOf, takesPrefixes } from './instance-types.ts';
import type { EksSettings } from './settings.ts';

/** The settings with their defaults, and the wiring that rules look at. */
type Ruled = Required<EksSettings> & {
  readonly subnets: Subnets<'app'>;
  readonly adminRoleArns: readonly string[];
};

/** What CloudWatch Logs takes as a retention (PutRetentionPolicy), in days; 0 would mean for ever. */
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const amiArchitecture = { AL2023_x86_64_STANDARD: 'x86_64', AL2023_ARM_64_STANDARD: 'arm64' } as const;

/** What EKS refuses, and what would leave a cluster that nobody can use (Amazon EKS User Guide). */
export const eksRules: readonly Rule<Ruled>[] = [
  {
    id: 'eks/version-is-a-minor-release',
    reads: ['kubernetesVersion'],
    allowed: 'a minor release such as 1.35',
    remedy: 'Pass the deployed version of stacks/lifecycle.ts.',
    holds: (p) => /^1\.\d{2}$/.test(p.kubernetesVersion),
    hcl: 'can(regex("^1\\\\.[0-9]{2}$", var.kubernetes_version))',
  },
  {
    id: 'eks/nodes-in-two-zones',
    reads: ['subnets'],
    allowed: 'App subnets in at least two availability zones',
    remedy:
      'Give the subnets of both zones: EKS refuses a cluster in one zone, and one zone down would be everything down.',
    holds: (p) => p.subnets.ids.length >= 2,
    hcl: 'length(var.subnets.ids) >= 2',
  },
  {
    id: 'eks/node-counts-in-order',
    reads: ['minNodes', 'desiredNodes', 'maxNodes'],
    allowed: 'whole numbers with 1 <= minNodes <= desiredNodes <= maxNodes',
    remedy: 'Put the three numbers in order; the autoscaler moves between the outer two.',
    holds: (p) =>
      [p.minNodes, p.desiredNodes, p.maxNodes].every(Number.isInteger) &&
      p.minNodes >= 1 &&
      p.minNodes <= p.desiredNodes &&
      p.desiredNodes <= p.maxNodes,
    hcl: 'var.min_nodes >= 1 && var.min_nodes <= var.desired_nodes && var.desired_nodes <= var.max_nodes',
  },
  {
    id: 'eks/update-leaves-a-node',
    reads: ['maxUnavailableNodes', 'maxNodes'],
    allowed: 'at least 1 and fewer than maxNodes (1 where maxNodes is 1)',
    remedy: 'Lower maxUnavailableNodes: an update that replaces every node at once is an outage.',
    holds: (p) =>
      Number.isInteger(p.maxUnavailableNodes) &&
      p.maxUnavailableNodes >= 1 &&
      p.maxUnavailableNodes <= Math.max(1, p.maxNodes - 1),
    hcl: 'var.max_unavailable_nodes >= 1 && var.max_unavailable_nodes <= max(1, var.max_nodes - 1)',
  },
  {
    id: 'eks/image-fits-the-processor',
    reads: ['instanceTypes', 'amiType'],
    allowed: 'one or more EC2 types, all with the processor of amiType',
    remedy: 'Graviton types (t4g, m7g ...) need AL2023_ARM_64_STANDARD, all others AL2023_x86_64_STANDARD.',
    holds: (p) =>
      p.instanceTypes.length > 0 &&
      p.instanceTypes.every((type) => architectureOf(type) === amiArchitecture[p.amiType]),
    hcl: 'length(var.instance_types) > 0 && alltrue([for t in var.instance_types : can(regex("^[a-z]+[0-9]+[a-z]*\\\\.[0-9]*[a-z]+$", t)) && can(regex("^(a1\\\\.|[a-z]+[0-9]+g)", t)) == (var.ami_type == "AL2023_ARM_64_STANDARD")])',
  },
  {
    id: 'eks/nodes-take-prefixes',
    reads: ['instanceTypes'],
    allowed: 'Nitro types (t3, t4g, m5 and later)',
    remedy: 'Older types take no address prefixes, so a small node would have a handful of pod slots (ruling B1).',
    holds: (p) => p.instanceTypes.every(takesPrefixes),
    hcl: 'alltrue([for t in var.instance_types : !can(regex("^(t1|t2|m[1-4]|c[134]|r[34]|i[23]|d2|h1|x1e?|p[23]|g2|g3s?|f1|cc2|cr1|hs1|a1)\\\\.", t))])',
  },
  {
    id: 'eks/pod-slots-in-range',
    reads: ['maxPodsPerNode'],
    allowed: '11 to 110 pods',
    remedy: 'EKS caps nodes below 30 vCPU at 110 slots; fewer than 11 leaves no room beside the daemons.',
    holds: (p) => Number.isInteger(p.maxPodsPerNode) && p.maxPodsPerNode >= 11 && p.maxPodsPerNode <= 110,
    hcl: 'var.max_pods_per_node >= 11 && var.max_pods_per_node <= 110',
  },
  {
    id: 'eks/service-addresses-apart',
    reads: ['serviceCidr'],
    allowed: 'a /12 to /24 inside 172.16.0.0/12 or 192.168.0.0/16',
    remedy: 'Keep services out of 10.0.0.0/8, where the VPCs of all environments are: EKS refuses an overlap.',
    holds: (p) => /^(172\.(1[6-9]|2\d|3[01])|192\.168)(\.\d{1,3}){2}\/(1[2-9]|2[0-4])$/.test(p.serviceCidr),
    hcl: 'can(regex("^(172\\\\.(1[6-9]|2[0-9]|3[01])|192\\\\.168)(\\\\.[0-9]{1,3}){2}/(1[2-9]|2[0-4])$", var.service_cidr))',
  },
  {
    id: 'eks/disk-holds-the-image',
    reads: ['diskGb'],
    allowed: '20 to 16,384 GB',
    remedy: 'The node image alone needs 20 GB.',
    holds: (p) => Number.isInteger(p.diskGb) && p.diskGb >= 20 && p.diskGb <= 16_384,
    hcl: 'var.disk_gb >= 20 && var.disk_gb <= 16384',
  },
  {
    id: 'eks/log-retention-known',
    reads: ['logRetentionDays'],
    allowed: `one of ${retentions.join(', ')} days`,
    remedy: 'CloudWatch Logs takes these values only.',
    holds: (p) => retentions.includes(p.logRetentionDays),
    hcl: `contains([${retentions.join(', ')}], var.log_retention_days)`,
  },
  {
    id: 'eks/addon-versions-are-builds',
    reads: ['addonVersions'],
    allowed: 'EKS builds such as v1.20.4-eksbuild.2',
    remedy:
      'Take one from `aws eks describe-addon-versions`, or leave it out for the default of the Kubernetes version.',
    holds: (p) => Object.values(p.addonVersions).every((version) => /^v\d+\.\d+\.\d+-eksbuild\.\d+$/.test(version)),
    hcl: 'alltrue([for v in values(var.addon_versions) : can(regex("^v[0-9]+\\\\.[0-9]+\\\\.[0-9]+-eksbuild\\\\.[0-9]+$", v))])',
  },
  {
    id: 'eks/somebody-may-enter',
    reads: ['adminRoleArns'],
    allowed: 'at least one role that administers the cluster',
    remedy: 'Name the CI role: whoever creates the cluster gets no rights in it, and the endpoint is private.',
    holds: (p) => p.adminRoleArns.length > 0,
    hcl: 'length(var.admin_role_arns) > 0',
  },
];
