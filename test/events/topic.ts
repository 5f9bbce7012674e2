/** What a test does to Kafka directly, past the services: read a topic to its end, publish anything, look at the lag. */
import { randomUUID } from 'node:crypto';
import kafkajs from 'kafkajs';

export interface TopicRecord {
  readonly topic: string;
  readonly partition: number;
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

const clientOf = (brokers: readonly string[]) =>
  new kafkajs.Kafka({ clientId: 'urr-test', brokers: [...brokers], logLevel: kafkajs.logLevel.NOTHING });

async function asAdmin<T>(brokers: readonly string[], ask: (admin: kafkajs.Admin) => Promise<T>): Promise<T> {
  const admin = clientOf(brokers).admin();
  await admin.connect();
  try {
    return await ask(admin);
  } finally {
    await admin.disconnect();
  }
}

/** @returns every record that is in the topic now, in the order of each partition */
export async function recordsOf(brokers: readonly string[], topic: string): Promise<TopicRecord[]> {
  const ends = await asAdmin(brokers, (admin) => admin.fetchTopicOffsets(topic));
  const open = new Map(ends.filter(({ low, high }) => low !== high).map((end) => [end.partition, BigInt(end.high)]));
  const records: TopicRecord[] = [];
  if (open.size === 0) return records;
  const consumer = clientOf(brokers).consumer({ groupId: `test-${randomUUID()}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    consumer.on('consumer.crash', ({ payload }) => reject(payload.error));
    const eachMessage = async ({ partition, message }: kafkajs.EachMessagePayload) => {
      const { key, value, headers = {}, offset } = message;
      const texts = Object.entries(headers).map(([name, header]) => [name, String(header)]);
      records.push({ topic, partition, key: String(key), value: String(value), headers: Object.fromEntries(texts) });
      if (BigInt(offset) + 1n >= (open.get(partition) ?? 0n)) open.delete(partition);
      if (open.size === 0) resolve();
    };
    consumer.run({ eachMessage }).catch(reject);
  });
  await consumer.disconnect();
  return records;
}

/** Publishes as they are, one after the other. */
export async function publish(brokers: readonly string[], records: readonly TopicRecord[]): Promise<void> {
  const producer = clientOf(brokers).producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  for (const topic of new Set(records.map((record) => record.topic))) {
    const messages = records
      .filter((record) => record.topic === topic)
      .map(({ key, value, headers, partition }) => ({ key, value, headers: { ...headers }, partition }));
    await producer.send({ topic, messages });
  }
  await producer.disconnect();
}

/** @returns how many records of the topic the group has not finished */
export function lagOf(brokers: readonly string[], groupId: string, topic: string): Promise<number> {
  return asAdmin(brokers, async (admin) => {
    const [ends, [done]] = await Promise.all([
      admin.fetchTopicOffsets(topic),
      admin.fetchOffsets({ groupId, topics: [topic] }),
    ]);
    const offsets = new Map((done?.partitions ?? []).map(({ partition, offset }) => [partition, Number(offset)]));
    return ends.reduce((sum, { partition, high }) => sum + Number(high) - Math.max(0, offsets.get(partition) ?? 0), 0);
  });
}
