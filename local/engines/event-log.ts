/** The log for events: Kafka, or, said plainly, Redis Streams where no Kafka can be had (design.md section 4). */
import type { EngineOptions } from './engine-options.ts';
import { NothingWorks } from './first-that-works.ts';
import { type KafkaEngine, startKafka } from './kafka.ts';
import { createTopics } from './kafka-admin.ts';

export interface EventLogEngine extends KafkaEngine {
  readonly kind: 'kafka' | 'redis-streams';
}

/**
 * Starts Kafka and makes the topics; falls back to Redis.
 * @param redisUrl where the streams would be; awaited only when there is no Kafka
 * @throws Error when Kafka was asked for by KAFKA_BROKERS and does not answer
 */
export async function startEventLog(options: EngineOptions, redisUrl: Promise<string>): Promise<EventLogEngine> {
  try {
    const kafka = await startKafka(options);
    await createTopics(kafka.brokers);
    return { ...kafka, kind: 'kafka' };
  } catch (error) {
    if (!(error instanceof NothingWorks)) throw error;
    options.say(
      `${error.message}\n  so events go through Redis Streams: fine for trying things out, NOT what is deployed`,
    );
    return {
      kind: 'redis-streams',
      brokers: [await redisUrl],
      how: 'NOT KAFKA: Redis Streams behind the same event interface (why is said above)',
      ours: false,
      // It lives and ends with Redis.
      stop: async () => undefined,
    };
  }
}
