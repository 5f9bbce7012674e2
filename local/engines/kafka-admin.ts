/** What is asked of a Kafka from outside: whether it serves, which cluster it is, and that the topics exist. */
import kafkajs from 'kafkajs';
import { setUpTopics } from '../../services/data-setup/set-up-topics.ts';
import { topicsToCreate } from '../../services/data-setup/topics-to-create.ts';
import { topicSettings } from '../../services/shared/events/topics.ts';

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
 * Makes the documented topics and their dead letter topics where they are missing, as the set-up on AWS does. Copies are
 * as many as documented, as far as there are brokers.
 * @returns the names that were made
 */
export async function createTopics(brokers: readonly string[]): Promise<readonly string[]> {
  return withAdmin(brokers, async (admin) => {
    const { brokers: nodes } = await admin.describeCluster();
    const replicationFactor = Math.min(topicSettings.replicationFactor, nodes.length);
    const minInSyncReplicas = Math.min(topicSettings.minInSyncReplicas, replicationFactor);
    const wanted = topicsToCreate({ ...topicSettings, replicationFactor, minInSyncReplicas });
    return (await setUpTopics(admin, wanted)).created;
  });
}
