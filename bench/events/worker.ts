/**
 * One process of the events benchmark: an outbox relay and a consumer that counts effects. Killed and restarted by
 * bench/events.ts, so that both ends of the path die in the middle of their work.
 */
import { z } from 'zod';
import { startConsumer } from '../../services/shared/events/consumer.ts';
import { createKafkaLog } from '../../services/shared/events/kafka-log.ts';
import { startOutboxRelay } from '../../services/shared/events/outbox-relay.ts';
import { createLogger } from '../../services/shared/logging/logger.ts';
import { createMetrics } from '../../services/shared/metrics/metrics.ts';
import { createPool } from '../../services/shared/postgres/pool.ts';
import { createTracing } from '../../services/shared/tracing/tracing.ts';

const env = z
  .object({
    DATABASE_URL: z.string(),
    KAFKA_BROKERS: z.string(),
    TOPIC: z.string(),
    GROUP: z.string(),
    RELAY: z.stringbool(),
  })
  .parse(process.env);

const service = 'bench-events';
const logger = createLogger({ service, level: 'warn' });
const metrics = createMetrics(service, false);
const tracing = createTracing({ service, probability: 0 });
const pool = createPool({ url: env.DATABASE_URL, max: 8, name: service, logger });
const brokers = env.KAFKA_BROKERS.split(',');
const log = createKafkaLog({ clientId: service, brokers, logger });

if (env.RELAY) startOutboxRelay({ pool, log, logger, metrics });
await startConsumer({
  log: createKafkaLog({ clientId: `${service}-consumer`, brokers, logger }),
  pool,
  group: env.GROUP,
  topic: env.TOPIC,
  schema: z.object({ id: z.uuid(), type: z.literal('COUNTED'), account: z.int() }),
  handle: async (tx, events) => {
    await tx.query(`INSERT INTO effects (event_id, account) SELECT * FROM unnest($1::uuid[], $2::int[])`, [
      events.map(({ id }) => id),
      events.map(({ account }) => account),
    ]);
  },
  logger,
  metrics,
  tracing,
});
process.send?.('ready');
