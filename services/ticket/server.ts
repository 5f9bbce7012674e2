import { loadConfig } from '../shared/config/load-config.ts';
import { startConsumer } from '../shared/events/consumer.ts';
import { keepSubscribing } from '../shared/events/keep-subscribing.ts';
import { startOutboxRelay } from '../shared/events/outbox-relay.ts';
import { type ReservationEvent, reservationEventSchema } from '../shared/events/topics.ts';
import { armKillPoint, killPoint } from '../shared/faults/kill-point.ts';
import { createExpressServer } from '../shared/http/express-server.ts';
import { runService } from '../shared/http/run-service.ts';
import { forgetIdempotencyKeys } from '../shared/idempotency/idempotency-store.ts';
import { watchInvariants } from '../shared/invariants/watch-invariants.ts';
import { createTicketApp } from './app.ts';
import { callOffRound } from './call-off/call-off.ts';
import { ticketConfigSchema } from './config.ts';
import { applyReservationEvents, paidThings } from './consumers/reservation-events.ts';
import { buildDependencies } from './dependencies.ts';
import { ticketInvariants } from './invariants.ts';
import { updateEventStatus } from './jobs/event-status.ts';
import { reconcile } from './jobs/reconcile.ts';
import { startJob } from './jobs/repeating-job.ts';
import { expireMemberships } from './memberships/expire-memberships.ts';
import { sweepExpired } from './reservations/sweep-expired.ts';
import { forgetOldOutcomes } from './shedding/booking-outcomes.ts';
import { sweepClaims } from './transfers/claim-transfer.ts';
import { drawReturnedSeats } from './waitlist/draw-seats.ts';

const config = loadConfig(ticketConfigSchema, process.env);
armKillPoint(config);
const deps = buildDependencies(config);
const { foundation, sale, pool, log, relay } = deps;
const { logger } = foundation;
let isReady = true;

const running: Array<{ stop(): Promise<void> }> = [];

function startParts(): void {
  const outbox = startOutboxRelay({ ...foundation, pool, log, killPoint });
  relay.wake = () => outbox.wake();
  running.push(outbox);
  const things = paidThings(sale, deps.desk, logger);
  const subscribe = () =>
    startConsumer<ReservationEvent>({
      ...foundation,
      log,
      pool,
      group: 'ticket-service-group',
      topic: 'reservation-events',
      schema: reservationEventSchema,
      handle: (tx, events) => applyReservationEvents(things, tx, events),
      onCommitted: () => relay.wake(),
      killPoint,
    });
  running.push(keepSubscribing(subscribe, logger));
  const intervalMs = config.INVARIANT_CHECK_INTERVAL_MS;
  running.push(watchInvariants({ ...foundation, pool, invariants: ticketInvariants, intervalMs }));
  const everyRound = config.RESERVATION_RECONCILIATION_INTERVAL_MS;
  running.push(
    startJob({
      name: 'expiry',
      intervalMs: config.RESERVATION_CLEANUP_INTERVAL_MS,
      work: () => sweepExpired(sale, logger),
      logger,
    }),
    startJob({
      name: 'transfer claims',
      intervalMs: config.RESERVATION_CLEANUP_INTERVAL_MS,
      work: () => sweepClaims(pool, sale.wakeRelay),
      logger,
    }),
    startJob({
      name: 'membership expiry',
      intervalMs: config.MEMBERSHIP_EXPIRY_INTERVAL_MS,
      work: () => expireMemberships(pool, sale.wakeRelay),
      logger,
    }),
    startJob({
      name: 'idempotency keys',
      intervalMs: 3_600_000,
      work: () => forgetIdempotencyKeys(pool),
      logger,
    }),
    startJob({
      name: 'booking requests',
      intervalMs: 3_600_000,
      work: () => forgetOldOutcomes(pool),
      logger,
    }),
    startJob({
      name: 'event status',
      intervalMs: config.EVENT_STATUS_INTERVAL_MS,
      work: () => updateEventStatus(pool),
      logger,
    }),
    startJob({
      name: 'cancelled events',
      intervalMs: config.EVENT_STATUS_INTERVAL_MS,
      work: () => callOffRound(sale),
      logger,
    }),
    startJob({
      name: 'waiting list',
      intervalMs: config.WAITLIST_DRAW_INTERVAL_MS,
      work: () => drawReturnedSeats({ pool, sale, offerSeconds: config.WAITLIST_OFFER_SECONDS }),
      logger,
    }),
    startJob({
      name: 'reconciliation',
      intervalMs: everyRound,
      work: () => reconcile(sale, deps.askPayment, logger, Math.ceil((2 * everyRound) / 1_000)),
      logger,
    }),
  );
}

/** Jobs and the consumer first, then the relay, which publishes what they wrote last. */
async function stopParts(): Promise<void> {
  for (const part of running.toReversed()) await part.stop();
}

await runService({
  server: createExpressServer(
    createTicketApp(deps, { checkResponses: config.NODE_ENV !== 'production', isReady: () => isReady }),
  ),
  host: config.HOST,
  port: config.PORT,
  logger,
  graceMs: config.SHUTDOWN_GRACE_MS,
  parts: [
    { name: 'clients', stop: deps.close },
    { name: 'relay, consumer and jobs', start: startParts, stop: stopParts },
  ],
  onStopping: () => {
    isReady = false;
  },
});
