import { type KafkaEngine, startKafka } from '../../local/engines/kafka.ts';
import { createTopics } from '../../local/engines/kafka-admin.ts';
import { oncePerProcess, stopAfterAllTests } from './process-wide.ts';
import { testEngineOptions } from './test-run.ts';

async function start(): Promise<KafkaEngine> {
  const engine = await startKafka(await testEngineOptions());
  stopAfterAllTests(engine.stop);
  await createTopics(engine.brokers);
  return engine;
}

/** The Kafka 3.6.0 of this test process with all topics made. Started on first use (2-10 s), stopped after all tests. */
export function kafka(): Promise<KafkaEngine> {
  return oncePerProcess('kafka', start);
}
