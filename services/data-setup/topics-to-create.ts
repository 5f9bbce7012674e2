import { dlqOf, topicNames } from '../shared/events/topics.ts';

/** How topics are kept; the values of modules/msk, so that its presets change both. */
export interface TopicSettings {
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly minInSyncReplicas: number;
  readonly retentionHours: number;
}

/** A topic as kafkajs wants it. */
export interface TopicToCreate {
  readonly topic: string;
  readonly numPartitions: number;
  readonly replicationFactor: number;
  readonly configEntries: { readonly name: string; readonly value: string }[];
}

/** The four documented topics and the dead letter topic of each (architecture.md 5.3, ruling E12), from their one source. */
export function topicsToCreate(settings: TopicSettings): readonly TopicToCreate[] {
  return topicNames
    .flatMap((topic) => [topic, dlqOf(topic)])
    .map((topic) => ({
      topic,
      numPartitions: settings.partitions,
      replicationFactor: settings.replicationFactor,
      configEntries: [
        { name: 'retention.ms', value: String(settings.retentionHours * 3_600_000) },
        { name: 'min.insync.replicas', value: String(settings.minInSyncReplicas) },
      ],
    }));
}
