import kafkajs, { type Consumer, type EachBatchPayload, type IHeaders, type Producer } from 'kafkajs';
import type { Logger } from '../logging/logger.ts';
import type { EventLog, EventRecord, ReceivedRecord } from './event-log.ts';
import { connectionSecurity, type KafkaAuth } from './kafka-iam.ts';

const { CompressionTypes, Kafka, logLevel } = kafkajs;

/**
 * Kafka through kafkajs 2.2.4. Its idempotent producer loses acknowledged messages when several sends are in flight
 * and a leader changes, so one publish is in flight at a time (dependencies.md 3); a producer whose send failed is
 * thrown away, because its sequence numbers are no longer certain.
 */
export function createKafkaLog(options: {
  clientId: string;
  brokers: readonly string[];
  logger: Logger;
  /** How to sign in. Default not at all. */
  auth?: KafkaAuth;
}): EventLog {
  const kafka = new Kafka({
    clientId: options.clientId,
    brokers: [...options.brokers],
    ...connectionSecurity(options.auth ?? { mechanism: 'none' }),
    connectionTimeout: 3_000,
    requestTimeout: 8_000,
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 3 },
    logLevel: logLevel.INFO,
    logCreator: () => kafkaLogger(options.logger),
  });
  let producer: Producer | undefined;
  const consumers = new Set<Consumer>();
  // One admin connection for pings; opened on first use.
  const admin = kafka.admin();
  let adminConnected: Promise<void> | undefined;
  const connectAdmin = () => {
    adminConnected ??= admin.connect().catch((error: unknown) => {
      adminConnected = undefined;
      throw error;
    });
    return adminConnected;
  };

  async function send(records: readonly EventRecord[]): Promise<void> {
    if (!producer) {
      const created = kafka.producer({ idempotent: true, maxInFlightRequests: 1, retry: { retries: 3 } });
      await created.connect();
      producer = created;
    }
    try {
      await producer.sendBatch({ acks: -1, compression: CompressionTypes.None, topicMessages: byTopic(records) });
    } catch (error) {
      const failed = producer;
      producer = undefined;
      await failed.disconnect().catch(() => undefined);
      throw error;
    }
  }
  // The outbox relay and the dead letters share this log: their sends queue up behind one another.
  let lastSend: Promise<void> = Promise.resolve();

  return {
    publish(records) {
      lastSend = lastSend.catch(() => undefined).then(() => send(records));
      return lastSend;
    },

    async subscribe(group, topic, onBatch) {
      const consumer = kafka.consumer({
        groupId: group,
        // A broker answers when this much is there or the time is over: batches of many events cost little more than one.
        // kafkajs waits 5 s by default, and so long takes every stop and rebalance.
        minBytes: 16_384,
        maxWaitTimeInMs: 100,
        // How long a killed consumer's partitions stand still; the shortest a broker allows. Events seen twice do no harm.
        sessionTimeout: 6_000,
        rebalanceTimeout: 15_000,
        heartbeatInterval: 1_500,
        allowAutoTopicCreation: false,
        retry: { initialRetryTime: 200, maxRetryTime: 5_000, retries: 5, restartOnFailure: async () => true },
      });
      await consumer.connect();
      await consumer.subscribe({ topics: [topic].flat(), fromBeginning: true });
      consumers.add(consumer);
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 3,
        eachBatch: (payload) => onBatch(received(payload, consumer)),
      });
      return {
        stop: async () => {
          consumers.delete(consumer);
          await consumer.disconnect();
        },
      };
    },

    async ping() {
      await connectAdmin();
      await admin.describeCluster();
    },

    async close() {
      await Promise.all([...consumers].map((consumer) => consumer.disconnect().catch(() => undefined)));
      await producer?.disconnect().catch(() => undefined);
      if (adminConnected) await admin.disconnect().catch(() => undefined);
    },
  };
}

function byTopic(records: readonly EventRecord[]) {
  const topics = new Map<
    string,
    { key: string; value: string; headers: Record<string, string>; partition?: number }[]
  >();
  for (const { topic, key, value, headers, partition } of records) {
    const messages = topics.get(topic) ?? [];
    messages.push({ key, value, headers: { ...headers }, ...(partition === undefined ? {} : { partition }) });
    topics.set(topic, messages);
  }
  return [...topics].map(([topic, messages]) => ({ topic, messages }));
}

function received(payload: EachBatchPayload, consumer: Consumer) {
  const { batch, heartbeat, resolveOffset, isRunning, isStale } = payload;
  const { topic, partition } = batch;
  return {
    topic,
    partition,
    records: batch.messages.map((message) => ({
      topic,
      partition,
      key: message.key?.toString() ?? '',
      value: message.value?.toString() ?? '',
      headers: textHeaders(message.headers ?? {}),
      offset: message.offset,
    })),
    heartbeat,
    done: async (record: ReceivedRecord) => {
      resolveOffset(record.offset);
      await consumer.commitOffsets([{ topic, partition, offset: String(BigInt(record.offset) + 1n) }]);
    },
    isMine: () => isRunning() && !isStale(),
  };
}

function textHeaders(headers: IHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, String(Array.isArray(value) ? value[0] : value)]),
  );
}

/** kafkajs calls everything an error that it will try again ("coordinator is loading"); only what stays is news. */
function kafkaLogger(logger: Logger) {
  return ({
    level,
    namespace,
    log,
  }: {
    level: number;
    namespace: string;
    log: { message: string; error?: unknown };
  }) => {
    const fields = { kafka: namespace, error: typeof log.error === 'string' ? log.error : undefined };
    if (
      level <= logLevel.ERROR &&
      !/The group is rebalancing|coordinator|leadership|Connection error|Request .* has no/i.test(
        `${log.message} ${fields.error}`,
      )
    ) {
      logger.warn(fields, log.message);
    } else logger.debug(fields, log.message);
  };
}
