import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { createFoundation, type Foundation } from '../shared/http/foundation.ts';
import { createInternalClient, UpstreamProblem } from '../shared/http/internal-client.ts';
import { closeRedis, createRedis } from '../shared/redis/redis-client.ts';
import { senderFrom } from '../shared/sqs/message-sender.ts';
import { entryToken } from '../shared/tokens/claims.ts';
import { createTokenSigner } from '../shared/tokens/sign.ts';
import { createAdmissionJob } from './admission/admission-job.ts';
import { createAdmissionNews } from './admission/admission-news.ts';
import { createEventCatalog } from './catalog/event-catalog.ts';
import type { QueueConfig } from './config.ts';
import { createLine } from './line/line-repository.ts';
import { createQueueMetrics } from './queue-metrics.ts';
import { createStreamHub } from './streams/stream-hub.ts';
import { createWaiting } from './waiting/queue-use-cases.ts';
import { openRooms } from './waiting-room/open-rooms.ts';
import { createTierTwoReport } from './waiting-room/tier-two-report.ts';

export type QueueDependencies = ReturnType<typeof buildDependencies>;

/** A lease outlives three missed rounds of its owner (documented 4 s). */
const leaseMs = 4_000;
const queueInfoSchema = z.object({ title: z.string(), artist: z.string(), status: z.string() });

/** Builds everything the queue works with; opens connections but waits for none. */
export function buildDependencies(config: QueueConfig, foundation: Foundation = createFoundation('queue', config)) {
  const { logger, tracing } = foundation;
  const metrics = createQueueMetrics(foundation.metrics);
  const redis = createRedis({ url: config.REDIS_URL, logger });
  const catalog = createInternalClient({
    target: 'catalog',
    baseUrl: config.CATALOG_SERVICE_URL,
    caller: 'queue',
    credential: config.INTERNAL_CREDENTIAL,
    tracing,
    metrics: foundation.metrics,
    // A title is not worth waiting for.
    connectTimeoutMs: 1_000,
    readTimeoutMs: 2_000,
  });
  const eventInfo = createEventCatalog({
    fetch: async (eventId) => {
      try {
        const path = `/internal/events/${eventId}/queue-info`;
        return await catalog.call({ method: 'GET', path, response: queueInfoSchema });
      } catch (error) {
        if (error instanceof UpstreamProblem && error.status === 404 && error.code !== 'ROUTE_NOT_FOUND') {
          return undefined;
        }
        throw error;
      }
    },
    clock: () => performance.now(),
    onFailure: (error) => logger.warn({ err: error }, 'the catalog did not answer, the line goes on without titles'),
  });
  const line = createLine(redis, {
    threshold: config.QUEUE_THRESHOLD,
    admissionMs: config.QUEUE_ACTIVE_TTL_SECONDS * 1_000,
    admissionCapMs: config.QUEUE_ACTIVE_CAP_SECONDS * 1_000,
    claimMs: config.QUEUE_CLAIM_SECONDS * 1_000,
    heartbeatTimeoutMs: config.QUEUE_HEARTBEAT_TIMEOUT_SECONDS * 1_000,
    intervalMs: config.QUEUE_ADMISSION_INTERVAL_MS,
    batch: config.QUEUE_ADMISSION_BATCH_SIZE,
    leaseMs: Math.max(leaseMs, 4 * config.QUEUE_ADMISSION_INTERVAL_MS),
  });
  const sender = senderFrom(config);
  const news = createAdmissionNews({ sender, metrics, logger });
  const waiting = createWaiting({
    line,
    eventInfo,
    signer: createTokenSigner({ kind: entryToken, key: config.ENTRY_TOKEN_KEYS[0], clock: () => new Date() }),
    metrics,
    entryTokenSeconds: config.QUEUE_ENTRY_TOKEN_TTL_SECONDS,
    announce: news.announce,
  });
  const hub = createStreamHub({
    look: waiting.status,
    clock: () => performance.now(),
    onCount: (open) => metrics.streams.set(open),
  });
  const admission = createAdmissionJob({
    line,
    owner: randomUUID(),
    intervalMs: config.QUEUE_ADMISSION_INTERVAL_MS,
    metrics,
    logger,
  });
  const rooms = openRooms(config);
  return {
    foundation,
    redis,
    line,
    waiting,
    hub,
    admission,
    news,
    /** Both undefined where Tier 1 is not configured. */
    rooms,
    tierTwoReport: rooms && createTierTwoReport({ line, keep: rooms.keepTierTwo, clock: () => new Date(), logger }),
    async close() {
      sender?.close();
      await catalog.close();
      await closeRedis(redis);
      await tracing.shutdown();
    },
  };
}
