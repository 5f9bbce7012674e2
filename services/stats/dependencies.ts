import { kafkaAuthOf } from '../shared/events/kafka-iam.ts';
import { createKafkaLog } from '../shared/events/kafka-log.ts';
import { createFoundation, type Foundation } from '../shared/http/foundation.ts';
import { createPool } from '../shared/postgres/pool.ts';
import type { StatsConfig } from './config.ts';

export type StatsDependencies = ReturnType<typeof buildDependencies>;

/** Builds everything stats works with, the only place that does; opens connections but waits for none. */
export function buildDependencies(
  config: StatsConfig,
  foundation: Foundation = createFoundation('stats', config),
  clock: () => Date = () => new Date(),
) {
  const { logger } = foundation;
  const pool = createPool({ url: config.DATABASE_URL, max: config.DATABASE_POOL_MAX, name: 'stats', logger });
  const log = createKafkaLog({ clientId: 'stats', brokers: config.KAFKA_BROKERS, auth: kafkaAuthOf(config), logger });
  return {
    foundation,
    pool,
    log,
    reading: { db: pool, clock },
    dependencies: [
      { name: 'postgres', check: () => pool.query('SELECT 1') },
      // Without it the numbers stand still, but they can be read.
      { name: 'kafka', check: () => log.ping(), optional: true },
    ],
    async close() {
      await log.close();
      await pool.end();
      await foundation.tracing.shutdown();
    },
  };
}
