import type { Rule } from '../rule.ts';
import type { Subnets } from '../subnets.ts';
import type { ElasticacheSettings } from './settings.ts';

/** What the rules read: the settings and where the nodes stand. */
export interface ElasticacheRuleInput extends Required<ElasticacheSettings> {
  readonly namePrefix: string;
  readonly subnets: Subnets<'cache'>;
  readonly availabilityZones: readonly string[];
}

/** What ElastiCache refuses, and what would lose seat locks and queues (Amazon ElastiCache User Guide). */
export const elasticacheRules: readonly Rule<ElasticacheRuleInput>[] = [
  {
    id: 'elasticache/redis-7',
    reads: ['engineVersion'],
    allowed: '7.0 or 7.1',
    remedy: 'Give the last version that ElastiCache has under the name redis; later ones are called valkey.',
    holds: (p) => /^7\.[01]$/.test(p.engineVersion),
    hcl: 'contains(["7.0", "7.1"], var.engine_version)',
  },
  {
    id: 'elasticache/nodes-in-range',
    reads: ['nodeCount'],
    allowed: '1 to 6 nodes',
    remedy: 'A group without sharding has one primary and at most five copies.',
    holds: (p) => Number.isInteger(p.nodeCount) && p.nodeCount >= 1 && p.nodeCount <= 6,
    hcl: 'var.node_count >= 1 && var.node_count <= 6 && floor(var.node_count) == var.node_count',
  },
  {
    id: 'elasticache/failover-needs-two-nodes',
    reads: ['nodeCount', 'automaticFailover'],
    allowed: 'failover with at least two nodes',
    remedy: 'Raise nodeCount, or set automaticFailover and multiAz to false: one node has nobody to take over.',
    holds: (p) => !p.automaticFailover || p.nodeCount >= 2,
    hcl: '!var.automatic_failover || var.node_count >= 2',
  },
  {
    id: 'elasticache/zones-need-failover',
    reads: ['multiAz', 'automaticFailover'],
    allowed: 'multiAz together with automaticFailover',
    remedy: 'Set automaticFailover to true, or multiAz to false: ElastiCache refuses the one without the other.',
    holds: (p) => !p.multiAz || p.automaticFailover,
    hcl: '!var.multi_az || var.automatic_failover',
  },
  {
    id: 'elasticache/zones-for-nodes',
    reads: ['multiAz', 'availabilityZones', 'subnets'],
    allowed: 'one subnet per zone, and two zones where multiAz is on',
    remedy: 'Give the zones of the cache subnets, in their order.',
    holds: (p) => p.availabilityZones.length === p.subnets.ids.length && p.subnets.ids.length >= (p.multiAz ? 2 : 1),
    hcl: 'length(var.availability_zones) == length(var.subnets.ids) && length(var.subnets.ids) >= (var.multi_az ? 2 : 1)',
  },
  {
    id: 'elasticache/keeps-locks',
    reads: ['maxmemoryPolicy'],
    allowed: 'noeviction or volatile-ttl',
    remedy: 'Keep noeviction (B21): any other policy drops seat locks and places in the queue when the memory is full.',
    holds: (p) => p.maxmemoryPolicy === 'noeviction' || p.maxmemoryPolicy === 'volatile-ttl',
    hcl: 'contains(["noeviction", "volatile-ttl"], var.maxmemory_policy)',
  },
  {
    id: 'elasticache/idle-clients',
    reads: ['idleTimeoutSeconds'],
    allowed: '0 (never), or at least 60 seconds',
    remedy: 'Raise idleTimeoutSeconds: below it healthy pools are cut off between two sales.',
    holds: (p) => p.idleTimeoutSeconds === 0 || p.idleTimeoutSeconds >= 60,
    hcl: 'var.idle_timeout_seconds == 0 || var.idle_timeout_seconds >= 60',
  },
  {
    id: 'elasticache/snapshots-in-range',
    reads: ['snapshotRetentionDays'],
    allowed: '0 to 35 days',
    remedy: 'Choose how long ElastiCache keeps a snapshot; 0 makes none.',
    holds: (p) => p.snapshotRetentionDays >= 0 && p.snapshotRetentionDays <= 35,
    hcl: 'var.snapshot_retention_days >= 0 && var.snapshot_retention_days <= 35',
  },
  {
    id: 'elasticache/name-fits',
    reads: ['namePrefix'],
    allowed: '1 to 34 lower-case letters, digits and single hyphens, beginning with a letter',
    remedy: 'Shorten namePrefix: the group is called <namePrefix>-redis and may have 40 characters.',
    holds: (p) => p.namePrefix.length <= 34 && /^[a-z](-?[a-z0-9])*$/.test(p.namePrefix),
    hcl: 'length(var.name_prefix) <= 34 && can(regex("^[a-z](-?[a-z0-9])*$", var.name_prefix))',
  },
];
