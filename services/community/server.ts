import { loadConfig } from '../shared/config/load-config.ts';
import { createExpressServer } from '../shared/http/express-server.ts';
import { runService } from '../shared/http/run-service.ts';
import { createCommunityApp } from './app.ts';
import { communityConfig } from './config.ts';
import { buildDependencies } from './dependencies.ts';
import { startHousekeeping } from './housekeeping.ts';
import { startDeliveringPoints } from './points/deliver-points.ts';

const config = loadConfig(communityConfig, process.env);
const deps = buildDependencies(config);
const { logger } = deps.foundation;
let isReady = true;

const running: { stop(): Promise<void> }[] = [];

await runService({
  server: createExpressServer(
    createCommunityApp(deps, { checkResponses: config.NODE_ENV !== 'production', isReady: () => isReady }),
  ),
  host: config.HOST,
  port: config.PORT,
  logger,
  graceMs: config.SHUTDOWN_GRACE_MS,
  parts: [
    { name: 'clients', stop: deps.close },
    {
      name: 'points and housekeeping',
      start: () => {
        const points = startDeliveringPoints({ db: deps.pool, ticket: deps.ticket, logger }, config.POINTS_INTERVAL_MS);
        deps.points.wake = points.wake;
        running.push(points, startHousekeeping(deps.pool, deps.viewWindowSeconds, logger));
      },
      stop: async () => {
        for (const part of running.toReversed()) await part.stop();
      },
    },
  ],
  onStopping: () => {
    isReady = false;
  },
});
