/**
 * The event log on Redis Streams, for machines without Java and Docker (design.md section 4). It keeps what services
 * count on: order within a key, at least once, one consumer per partition and group, dead letters on the same partition.
 * It does not keep Kafka's promise about lost machines, so it is never part of a service's own code: local/build.ts puts
 * it in the place of services/shared/events/kafka-log.ts when no Kafka can be had.
 */
import { createHash } from 'node:crypto';
import type { EventLog, EventRecord } from '../../services/shared/events/event-log.ts';
import { topicSettings } from '../../services/shared/events/topics.ts';
import type { Logger } from '../../services/shared/logging/logger.ts';
import { consumePartition } from './partition-consumer.ts';
import { connect, type StreamsClient, streamOf } from './streams-client.ts';

/** The same key is always on the same partition. */
export function partitionOf(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE(0) % topicSettings.partitions;
}

/** A record as the fields of a stream entry. */
const fieldsOf = ({ key, value, headers }: EventRecord) => ({ key, value, headers: JSON.stringify(headers) });

/**
 * Has the name and the arguments of the function whose place it takes.
 * @param options.brokers one redis:// address
 */
export function createKafkaLog(options: { clientId: string; brokers: readonly string[]; logger: Logger }): EventLog {
  const { logger, brokers } = options;
  const url = brokers[0] ?? '';
  let connecting: Promise<StreamsClient> | undefined;
  const client = () => {
    connecting ??= connect(url, logger).catch((error: unknown) => {
      connecting = undefined;
      throw error;
    });
    return connecting;
  };
  const stops = new Set<() => Promise<void>>();

  return {
    async publish(records) {
      if (records.length === 0) return;
      const oldest = Date.now() - topicSettings.retentionHours * 3_600_000;
      // All or nothing: half a batch would come again whole, which the inbox bears, but there is no need for it.
      const batch = (await client()).multi();
      for (const record of records) {
        const stream = streamOf(record.topic, record.partition ?? partitionOf(record.key));
        const TRIM = { strategy: 'MINID', strategyModifier: '~', threshold: oldest } as const;
        batch.xAdd(stream, '*', fieldsOf(record), { TRIM });
      }
      await batch.exec();
    },

    async subscribe(group, topic, onBatch) {
      const connected = await client();
      const partitions = [topic]
        .flat()
        .flatMap((each) =>
          Array.from({ length: topicSettings.partitions }, (_, partition) =>
            consumePartition({ client: connected, group, topic: each, partition, onBatch, logger }),
          ),
        );
      const stop = async () => {
        stops.delete(stop);
        await Promise.all(partitions.map((partition) => partition.stop()));
      };
      stops.add(stop);
      return { stop };
    },

    async ping() {
      await (await client()).ping();
    },

    async close() {
      await Promise.all([...stops].map((stop) => stop()));
      if (connecting) (await connecting).destroy();
    },
  };
}
