import type { Foundation } from '../shared/http/foundation.ts';
import type { Rotation } from './sessions/session-store.ts';

/** What the person on call wants to know about sign-ins; every method is safe to pass as a callback. */
export function createAuthMetrics({ metrics, logger }: Pick<Foundation, 'metrics' | 'logger'>) {
  const refreshes = metrics.counter('auth_refreshes_total', 'Refresh tokens presented, by outcome', ['outcome']);
  const redisFailures = metrics.counter('auth_redis_failures_total', 'Questions to Redis answered without it');
  return {
    refreshed: (rotation: Rotation) => {
      refreshes.inc({ outcome: rotation.outcome });
      if (rotation.outcome !== 'reused') return;
      const { userId, familyId } = rotation;
      logger.warn({ userId, familyId }, 'a spent refresh token came back; its session has been ended');
    },
    redisAway: (error: unknown) => {
      redisFailures.inc();
      logger.debug({ err: error }, 'went on without redis');
    },
  };
}
