import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../prisma/generated/payment_db/client.ts';
import { kafkaAuthOf } from '../shared/events/kafka-iam.ts';
import { createKafkaLog } from '../shared/events/kafka-log.ts';
import { createFoundation, type Foundation } from '../shared/http/foundation.ts';
import { createInternalClient } from '../shared/http/internal-client.ts';
import { createIdempotencyStore } from '../shared/idempotency/idempotency-store.ts';
import { createPool } from '../shared/postgres/pool.ts';
import type { PaymentConfig } from './config.ts';
import { createPaymentMetrics } from './payment-metrics.ts';
import { createInFlight } from './payments/in-flight.ts';
import { createMoneyRecords } from './payments/money-records.ts';
import { createPaymentReads } from './payments/payment-reads.ts';
import type { SettleParts } from './payments/settle-payment.ts';
import { createTicketGateway } from './payments/ticket-gateway.ts';
import { createPaymentLog } from './provider/payment-log.ts';
import { createTossProvider } from './provider/toss-provider.ts';

export type PaymentDependencies = ReturnType<typeof buildDependencies>;

/** Builds everything payment works with; opens connections but waits for none. */
export function buildDependencies(config: PaymentConfig, foundation: Foundation = createFoundation('payment', config)) {
  const { logger, tracing, metrics } = foundation;
  const clock = () => new Date();
  const newId = randomUUID;
  const counts = createPaymentMetrics(metrics);
  const pool = createPool({ url: config.DATABASE_URL, max: config.DATABASE_POOL_MAX, name: 'payment', logger });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const log = createKafkaLog({ clientId: 'payment', brokers: config.KAFKA_BROKERS, auth: kafkaAuthOf(config), logger });
  const ticketClient = createInternalClient({
    target: 'ticket',
    baseUrl: config.TICKET_SERVICE_URL,
    caller: 'payment',
    credential: config.INTERNAL_CREDENTIAL,
    tracing,
    metrics,
  });
  const provider = createTossProvider({
    name: config.PAYMENT_PROVIDER,
    takesSyntheticKeys: config.PAYMENT_PROVIDER === 'test',
    baseUrl: config.PAYMENT_PROVIDER === 'test' ? (config.TEST_PROVIDER_URL ?? '') : config.TOSS_API_URL,
    secretKey: config.TOSS_SECRET_KEY,
    timeoutMs: config.PROVIDER_TIMEOUT_MS,
    log: createPaymentLog(pool, counts.providerCall),
  });
  // The relay starts after the app is built (server.ts); until then there is nobody to wake.
  const relay = { wake: (): void => undefined };
  const records = createMoneyRecords({ pool, relay: { wake: () => relay.wake() }, clock, newId, tracing });
  const settle: SettleParts = { pool, provider, records, logger, onTrouble: counts.trouble };
  // Longer than a request can take: approve, look-up, approve again, and the wait for ticket.
  const idempotencyStore = createIdempotencyStore(pool, 3 * config.PROVIDER_TIMEOUT_MS + 10_000);

  return {
    ...settle,
    foundation,
    settle,
    counts,
    log,
    relay,
    inFlight: createInFlight(),
    clock,
    newId,
    ticket: createTicketGateway(ticketClient, counts.delivery),
    reads: createPaymentReads(prisma),
    idempotencyStore,
    provider,
    clientKey: config.TOSS_CLIENT_KEY,
    webhookSecrets: [
      config.WEBHOOK_SECRET,
      ...(config.WEBHOOK_SECRET_PREVIOUS ? [config.WEBHOOK_SECRET_PREVIOUS] : []),
    ],
    dependencies: [
      { name: 'postgres', check: () => pool.query('SELECT 1') },
      { name: 'kafka', check: () => log.ping(), optional: true },
    ],
    async close() {
      await provider.close();
      await ticketClient.close();
      await log.close();
      await prisma.$disconnect();
      await pool.end();
      await tracing.shutdown();
    },
  };
}
