import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../prisma/generated/ticket_db/client.ts';
import { kafkaAuthOf } from '../shared/events/kafka-iam.ts';
import { createKafkaLog } from '../shared/events/kafka-log.ts';
import { eventHeaders } from '../shared/events/outbox.ts';
import { createFoundation, type Foundation } from '../shared/http/foundation.ts';
import { createInternalClient } from '../shared/http/internal-client.ts';
import { createPool } from '../shared/postgres/pool.ts';
import { closeRedis, createRedis } from '../shared/redis/redis-client.ts';
import { senderFrom } from '../shared/sqs/message-sender.ts';
import { generateSigningJwk, importSigningKeys } from '../shared/tokens/keys.ts';
import type { TicketConfig } from './config.ts';
import { askPaymentOver } from './jobs/reconcile.ts';
import { createReservationReads } from './reservations/reservation-reads.ts';
import type { Sale } from './reservations/sale.ts';
import { createSaleMetrics } from './reservations/sale-metrics.ts';
import { createSeatLocks } from './seats/seat-lock.ts';
import { createSeatMaps } from './seats/seat-map.ts';
import { createHoldGauge } from './shedding/hold-gauge.ts';
import { createLoadShedding } from './shedding/shed-load.ts';
import { createCodeKeys } from './ticket-codes/code-keys.ts';

export type TicketDependencies = ReturnType<typeof buildDependencies>;

/** Builds everything ticket works with; opens connections but waits for none. */
export function buildDependencies(config: TicketConfig, foundation: Foundation = createFoundation('ticket', config)) {
  const { logger, tracing, metrics } = foundation;
  const pool = createPool({ url: config.DATABASE_URL, max: config.DATABASE_POOL_MAX, name: 'ticket', logger });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const redis = createRedis({ url: config.REDIS_URL, logger });
  const log = createKafkaLog({ clientId: 'ticket', brokers: config.KAFKA_BROKERS, auth: kafkaAuthOf(config), logger });
  const paymentClient = createInternalClient({
    target: 'payment',
    baseUrl: config.PAYMENT_SERVICE_URL,
    caller: 'ticket',
    credential: config.INTERNAL_CREDENTIAL,
    tracing,
    metrics,
  });
  const saleMetrics = createSaleMetrics(metrics);
  // The relay starts after the app is built (server.ts); until then there is nobody to wake.
  const relay = { wake: (): void => undefined };
  const sale: Sale = {
    db: pool,
    locks: createSeatLocks({
      redis,
      ttlSeconds: config.SEAT_LOCK_TTL_SECONDS,
      logger,
      now: Date.now,
      onFailure: saleMetrics.lockFailed,
    }),
    metrics: saleMetrics,
    newId: randomUUID,
    now: () => new Date(),
    eventHeaders: () => JSON.stringify(eventHeaders(tracing)),
    wakeRelay: () => relay.wake(),
    ticketLimit: config.MAX_TICKETS_PER_PERSON,
    holdSeconds: config.HOLD_SECONDS,
  };

  const sender = senderFrom(config);
  const shedding = createLoadShedding({
    sender,
    locks: sale.locks,
    gauge: createHoldGauge({ connections: config.DATABASE_POOL_MAX, clock: () => performance.now() }),
    shedAfterMs: config.SHED_AFTER_MS,
    requestSeconds: config.BOOKING_REQUEST_SECONDS,
    now: sale.now,
    metrics,
    logger,
  });

  return {
    foundation,
    sale,
    shedding,
    desk: { ...sale, pool },
    codeKeys: createCodeKeys(config.TICKET_CODE_KEYS ?? importSigningKeys([generateSigningJwk('own')]), sale.now),
    pool,
    log,
    relay,
    seatMaps: createSeatMaps(pool, Date.now),
    reads: createReservationReads(prisma),
    askPayment: askPaymentOver(paymentClient),
    dependencies: [
      { name: 'postgres', check: () => pool.query('SELECT 1') },
      { name: 'redis', check: () => redis.ping(), optional: true },
      { name: 'kafka', check: () => log.ping(), optional: true },
    ],
    async close() {
      await paymentClient.close();
      sender?.close();
      await log.close();
      await closeRedis(redis);
      await prisma.$disconnect();
      await pool.end();
      await tracing.shutdown();
    },
  };
}
