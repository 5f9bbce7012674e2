import { createFoundation, type Foundation } from '../shared/http/foundation.ts';
import { createInternalClient } from '../shared/http/internal-client.ts';
import { createPool } from '../shared/postgres/pool.ts';
import type { CommunityConfig } from './config.ts';
import { createViewerOf } from './reads/viewer.ts';

export type CommunityDependencies = ReturnType<typeof buildDependencies>;

/** Builds everything community works with, the only place that does; opens connections but waits for none. */
export function buildDependencies(
  config: CommunityConfig,
  foundation: Foundation = createFoundation('community', config),
) {
  const { logger, tracing, metrics } = foundation;
  const pool = createPool({ url: config.DATABASE_URL, max: config.DATABASE_POOL_MAX, name: 'community', logger });
  const ticket = createInternalClient({
    target: 'ticket',
    baseUrl: config.TICKET_SERVICE_URL,
    caller: 'community',
    credential: config.INTERNAL_CREDENTIAL,
    tracing,
    metrics,
  });
  // The job that gives points starts after the app is built (server.ts); until then there is nobody to wake.
  const points = { wake: (): void => undefined };
  return {
    foundation,
    pool,
    ticket,
    points,
    onEarned: () => points.wake(),
    viewerOf: createViewerOf(config.INTERNAL_CREDENTIAL),
    viewWindowSeconds: config.VIEW_WINDOW_SECONDS,
    dependencies: [{ name: 'postgres', check: () => pool.query('SELECT 1') }],
    async close() {
      await ticket.close();
      await pool.end();
      await tracing.shutdown();
    },
  };
}
