import { loadConfig } from '../shared/config/load-config.ts';
import { keepSubscribing } from '../shared/events/keep-subscribing.ts';
import { createExpressServer } from '../shared/http/express-server.ts';
import { runService } from '../shared/http/run-service.ts';
import { watchInvariants } from '../shared/invariants/watch-invariants.ts';
import { createStatsApp } from './app.ts';
import { statsConfig } from './config.ts';
import { consumeAllEvents } from './consumers/all-events.ts';
import { buildDependencies } from './dependencies.ts';
import { startHousekeeping } from './housekeeping.ts';
import { statsInvariants } from './invariants.ts';

const config = loadConfig(statsConfig, process.env);
const deps = buildDependencies(config);
const { logger } = deps.foundation;
let isReady = true;

const running: { stop(): Promise<void> }[] = [];

await runService({
  server: createExpressServer(
    createStatsApp(deps, { checkResponses: config.NODE_ENV !== 'production', isReady: () => isReady }),
  ),
  host: config.HOST,
  port: config.PORT,
  logger,
  graceMs: config.SHUTDOWN_GRACE_MS,
  parts: [
    { name: 'clients', stop: deps.close },
    {
      name: 'consumer and housekeeping',
      start: () => {
        running.push(
          startHousekeeping(deps.pool, logger),
          watchInvariants({
            ...deps.foundation,
            pool: deps.pool,
            invariants: statsInvariants,
            intervalMs: config.INVARIANT_CHECK_INTERVAL_MS,
          }),
          keepSubscribing(() => consumeAllEvents(deps), logger),
        );
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
