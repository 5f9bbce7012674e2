interface BrokerSettings {
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly minInSyncReplicas: number;
  readonly retentionHours: number;
}

/** The brokers' configuration, a line per property (Amazon MSK Developer Guide, "Custom configurations"). */
export function serverProperties(settings: BrokerSettings): string {
  const properties = {
    // A misspelt topic must fail, not appear with other settings than the documented ones.
    'auto.create.topics.enable': false,
    'default.replication.factor': settings.replicationFactor,
    'min.insync.replicas': settings.minInSyncReplicas,
    'num.partitions': settings.partitions,
    'log.retention.hours': settings.retentionHours,
    // Kafka's own topics ask for three copies, which two brokers cannot hold: no consumer would ever start.
    'offsets.topic.replication.factor': settings.replicationFactor,
    'transaction.state.log.replication.factor': settings.replicationFactor,
    'transaction.state.log.min.isr': settings.minInSyncReplicas,
    // A broker that missed messages never becomes leader: better no leader than lost payments.
    'unclean.leader.election.enable': false,
  };
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');
}
