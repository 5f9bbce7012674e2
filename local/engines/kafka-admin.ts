/** What is asked of a Kafka from outside: whether it serves, which cluster it is, and that the topics exist. */
import kafkajs from 'kafkajs';
import { dlqOf, topicNames, topicSettings } from '../../services/shared/events/topics.ts';

const { Kafka, logLevel } = kafkajs;

async function withAdmin<T>(brokers: readonly string[], ask: (admin: kafkajs.Admin) => Promise<T>): Promise<T> {
  const kafka = new Kafka({
    clientId: 'urr-local',
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1000,
    requestTimeout: 5000,
    retry: { retries: 0 },
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await ask(admin);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/** @returns the id of the cluster, or null while no broker serves */
export async function clusterIdAt(brokers: readonly string[]): Promise<string | null> {
  try {
    return await withAdmin(brokers, async (admin) => {
      const cluster = await admin.describeCluster();
      return cluster.brokers.length > 0 ? cluster.clusterId : null;
    });
  } catch {
    return null;
  }
}

/**
 * Makes the documented topics and their dead letter topics where they are missing (3 partitions). The replication factor
 * is the documented one as far as there are brokers.
 * @returns the names that were made
 */
export async function createTopics(brokers: readonly string[]): Promise<string[]> {
  return withAdmin(brokers, async (admin) => {
    const existing = new Set(await admin.listTopics());
    const missing = topicNames.flatMap((topic) => [topic, dlqOf(topic)]).filter((topic) => !existing.has(topic));
    if (missing.length === 0) return [];
    const { brokers: nodes } = await admin.describeCluster();
    const replicas = Math.min(topicSettings.replicationFactor, nodes.length);
    await admin.createTopics({
      // true throws UNKNOWN_TOPIC_OR_PARTITION on a cluster that has just started (dependencies.md section 3).
      waitForLeaders: false,
      topics: missing.map((topic) => ({
        topic,
        numPartitions: topicSettings.partitions,
        replicationFactor: replicas,
        configEntries: [
          { name: 'retention.ms', value: String(topicSettings.retentionHours * 3_600_000) },
          { name: 'min.insync.replicas', value: String(Math.min(topicSettings.minInSyncReplicas, replicas)) },
        ],
      })),
    });
    return missing;
  });
}
