import type { Rule } from '../rule.ts';
import type { Subnets } from '../subnets.ts';
import type { MskSettings } from './settings.ts';

/** What the rules read: the settings and the zones that the subnets stand in. */
export interface MskRuleInput extends Required<MskSettings> {
  readonly subnets: Subnets<'streaming'>;
}

/** What MSK refuses, and what would lose messages or stop producers (Amazon MSK Developer Guide). */
export const mskRules: readonly Rule<MskRuleInput>[] = [
  {
    id: 'msk/kafka-version',
    reads: ['kafkaVersion'],
    allowed: 'a version as MSK writes it: 3.8.x, 3.9.x, 3.6.0',
    remedy: 'Take the version from stacks/lifecycle.ts.',
    holds: (p) => /^\d+\.\d+\.(\d+|x)$/.test(p.kafkaVersion),
    hcl: 'can(regex("^[0-9]+\\\\.[0-9]+\\\\.([0-9]+|x)$", var.kafka_version))',
  },
  {
    id: 'msk/broker-type',
    reads: ['brokerType'],
    allowed: 'kafka.t3.small, kafka.m5.* or kafka.m7g.*',
    remedy: 'Choose a type of standard brokers; the others have no disk of their own, which storageGb describes.',
    holds: (p) => /^kafka\.(t3\.small|m5\.\w+|m7g\.\w+)$/.test(p.brokerType),
    hcl: 'can(regex("^kafka\\\\.(t3\\\\.small|m5\\\\.[a-z0-9]+|m7g\\\\.[a-z0-9]+)$", var.broker_type))',
  },
  {
    id: 'msk/brokers-fill-zones',
    reads: ['brokerCount', 'subnets'],
    allowed: 'subnets in two or three zones and the same number of brokers in each',
    remedy: 'Give brokerCount as a multiple of the zones: three brokers need a third zone, with two zones take four.',
    holds: ({ brokerCount, subnets: { ids } }) =>
      (ids.length === 2 || ids.length === 3) && brokerCount > 0 && brokerCount % ids.length === 0,
    hcl: 'contains([2, 3], length(var.subnets.ids)) && var.broker_count > 0 && var.broker_count % length(var.subnets.ids) == 0',
  },
  {
    id: 'msk/storage-in-range',
    reads: ['storageGb'],
    allowed: '1 to 16,384 GB',
    remedy: 'MSK makes no other disks. Storage never shrinks, so begin small.',
    holds: (p) => p.storageGb >= 1 && p.storageGb <= 16_384,
    hcl: 'var.storage_gb >= 1 && var.storage_gb <= 16384',
  },
  {
    id: 'msk/copies-fit-brokers',
    reads: ['replicationFactor', 'brokerCount'],
    allowed: 'two copies or more, each on a broker of its own',
    remedy: 'Lower replicationFactor or raise brokerCount: a topic with more copies than brokers cannot be made.',
    holds: (p) => p.replicationFactor >= 2 && p.replicationFactor <= p.brokerCount,
    hcl: 'var.replication_factor >= 2 && var.replication_factor <= var.broker_count',
  },
  {
    id: 'msk/answered-when-safe',
    reads: ['minInSyncReplicas', 'replicationFactor'],
    allowed: 'two in-sync copies or more, not above the copies that there are',
    remedy: 'Keep minInSyncReplicas at 2: with 1 a payment event is lost together with its broker.',
    holds: (p) => p.minInSyncReplicas >= 2 && p.minInSyncReplicas <= p.replicationFactor,
    hcl: 'var.min_in_sync_replicas >= 2 && var.min_in_sync_replicas <= var.replication_factor',
  },
  {
    id: 'msk/goes-on-without-a-broker',
    reads: ['minInSyncReplicas', 'replicationFactor', 'acceptStopWhileBrokerAway'],
    allowed: 'minInSyncReplicas below replicationFactor, or the waiver acceptStopWhileBrokerAway',
    remedy:
      'Take three brokers in three zones or four in two (brokerCount), or set acceptStopWhileBrokerAway: producers then ' +
      'stand still in every rolling update and events wait in the outbox (B13).',
    holds: (p) => p.minInSyncReplicas < p.replicationFactor || p.acceptStopWhileBrokerAway,
    hcl: 'var.min_in_sync_replicas < var.replication_factor || var.accept_stop_while_broker_away',
  },
  {
    id: 'msk/topics-in-range',
    reads: ['partitions', 'retentionHours'],
    allowed: '1 to 100 partitions, 1 hour to 8,760 hours (a year)',
    remedy: 'Choose what a new topic has; -1 hours would keep everything until the disk is full.',
    holds: (p) => p.partitions >= 1 && p.partitions <= 100 && p.retentionHours >= 1 && p.retentionHours <= 8_760,
    hcl: 'var.partitions >= 1 && var.partitions <= 100 && var.retention_hours >= 1 && var.retention_hours <= 8760',
  },
];
