import { setTimeout as delay } from 'node:timers/promises';
import kafkajs from 'kafkajs';
import type { TopicToCreate } from './topics-to-create.ts';

const { ConfigResourceTypes } = kafkajs;

/** What was done; the names of topics are no secret. */
export interface TopicReport {
  readonly created: readonly string[];
  /** Topics that were there with other settings. */
  readonly changed: readonly string[];
}

/**
 * Creates the topics that are missing and puts back the settings of the others; partitions and copies of a topic that
 * exists stay as they are, because changing them moves keys to other partitions. A second run changes nothing.
 */
export async function setUpTopics(admin: kafkajs.Admin, wanted: readonly TopicToCreate[]): Promise<TopicReport> {
  const existing = new Set(await admin.listTopics());
  const missing = wanted.filter(({ topic }) => !existing.has(topic));
  if (missing.length > 0) {
    await admin.createTopics({
      // true throws UNKNOWN_TOPIC_OR_PARTITION on a cluster that has just started (dependencies.md 3).
      waitForLeaders: false,
      topics: missing.map((topic) => ({ ...topic, configEntries: [...topic.configEntries] })),
    });
    await untilListed(admin, missing);
  }
  const changed = await different(
    admin,
    wanted.filter(({ topic }) => existing.has(topic)),
  );
  if (changed.length > 0)
    await admin.alterConfigs({
      validateOnly: false,
      resources: changed.map(({ topic, configEntries }) => ({
        type: ConfigResourceTypes.TOPIC,
        name: topic,
        configEntries: [...configEntries],
      })),
    });
  return { created: missing.map(({ topic }) => topic), changed: changed.map(({ topic }) => topic) };
}

/** A topic that was just made is not known to every broker yet. The time-out of the function ends a wait that never ends. */
async function untilListed(admin: kafkajs.Admin, topics: readonly TopicToCreate[]): Promise<void> {
  for (;;) {
    const listed = new Set(await admin.listTopics());
    if (topics.every(({ topic }) => listed.has(topic))) return;
    await delay(100);
  }
}

async function different(admin: kafkajs.Admin, topics: readonly TopicToCreate[]): Promise<TopicToCreate[]> {
  if (topics.length === 0) return [];
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map(({ topic }) => ({ type: ConfigResourceTypes.TOPIC, name: topic })),
  });
  const has = (topic: string, name: string): string | undefined =>
    resources
      .find(({ resourceName }) => resourceName === topic)
      ?.configEntries.find((entry) => entry.configName === name)?.configValue;
  return topics.filter(({ topic, configEntries }) =>
    configEntries.some(({ name, value }) => has(topic, name) !== value),
  );
}
