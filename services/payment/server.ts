import { loadConfig } from '../shared/config/load-config.ts';
import { startConsumer } from '../shared/events/consumer.ts';
import { keepSubscribing } from '../shared/events/keep-subscribing.ts';
import { startOutboxRelay } from '../shared/events/outbox-relay.ts';
import { type PaymentEvent, paymentEventSchema } from '../shared/events/topics.ts';
import { armKillPoint, killPoint } from '../shared/faults/kill-point.ts';
import { createExpressServer } from '../shared/http/express-server.ts';
import { runService } from '../shared/http/run-service.ts';
import { watchInvariants } from '../shared/invariants/watch-invariants.ts';
import { createPaymentApp } from './app.ts';
import { paymentConfigSchema } from './config.ts';
import { applyPaymentEvents, asksForRefund } from './consumers/payment-events.ts';
import { buildDependencies } from './dependencies.ts';
import { startHousekeeping } from './housekeeping.ts';
import { paymentInvariants } from './invariants.ts';
import { startSettlementJob } from './payments/settlement-job.ts';

const config = loadConfig(paymentConfigSchema, process.env);
armKillPoint(config);
const deps = buildDependencies(config);
const { foundation, pool, log, relay } = deps;
const { logger } = foundation;
let isReady = true;

const running: Array<() => Promise<void>> = [];
/** Starts something that is stopped in the reverse order of starting. */
function started<T extends { stop(): Promise<void> }>(part: T): T {
  running.push(() => part.stop());
  return part;
}

function startParts(): void {
  const outbox = started(startOutboxRelay({ ...foundation, pool, log, killPoint }));
  relay.wake = () => outbox.wake();
  const { settle, counts } = deps;
  const job = started(
    startSettlementJob({
      pool,
      settle,
      logger,
      intervalMs: config.SETTLEMENT_INTERVAL_MS,
      leaseMs: config.SETTLEMENT_LEASE_MS,
      onStuck: counts.stuck,
    }),
  );
  started(startHousekeeping(pool, logger));
  const intervalMs = config.INVARIANT_CHECK_INTERVAL_MS;
  started(watchInvariants({ ...foundation, pool, invariants: paymentInvariants, intervalMs }));
  const subscribe = () =>
    startConsumer<PaymentEvent>({
      ...foundation,
      log,
      pool,
      group: 'payment-service-group',
      topic: 'payment-events',
      schema: paymentEventSchema,
      handle: (tx, events) => applyPaymentEvents(deps, tx, events),
      onCommitted: (events) => {
        if (!asksForRefund(events)) return;
        killPoint('payment.after-refunding-commit');
        job.wake();
      },
      killPoint,
    });
  started(keepSubscribing(subscribe, logger));
}

/** The consumer and the jobs first, then the relay, which publishes what they wrote last. */
async function stopParts(): Promise<void> {
  for (const stop of running.toReversed()) await stop();
}

await runService({
  server: createExpressServer(
    createPaymentApp(deps, { checkResponses: config.NODE_ENV !== 'production', isReady: () => isReady }),
  ),
  host: config.HOST,
  port: config.PORT,
  logger,
  graceMs: config.SHUTDOWN_GRACE_MS,
  parts: [
    { name: 'clients', stop: deps.close },
    { name: 'consumer, relay and jobs', start: startParts, stop: stopParts },
  ],
  onStopping: () => {
    isReady = false;
  },
});
