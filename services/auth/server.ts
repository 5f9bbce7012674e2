import { loadConfig } from '../shared/config/load-config.ts';
import { createExpressServer } from '../shared/http/express-server.ts';
import { runService } from '../shared/http/run-service.ts';
import type { Loop } from '../shared/jobs/loop.ts';
import { seedAdmin } from './admin/seed-admin.ts';
import { createAuthApp } from './app.ts';
import { authConfig } from './config.ts';
import { startDepartureJob } from './departure/departure-job.ts';
import { buildDependencies } from './dependencies.ts';

const config = loadConfig(authConfig, process.env);
const deps = buildDependencies(config);
const { logger } = deps.foundation;
let isReady = true;

async function seedConfiguredAdmin(): Promise<void> {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = config;
  if (email === undefined || password === undefined) return;
  logger.info({ done: await seedAdmin(deps, { email, password }) }, 'administrator of the environment');
}

let departures: Loop | undefined;
function startDepartures(): void {
  departures = startDepartureJob(deps.departures, logger);
}

await runService({
  server: createExpressServer(createAuthApp({ ...deps, isReady: () => isReady })),
  host: config.HOST,
  port: config.PORT,
  logger,
  graceMs: config.SHUTDOWN_GRACE_MS,
  parts: [
    { name: 'tracing', stop: () => deps.foundation.tracing.shutdown() },
    { name: 'clients', stop: () => deps.close() },
    { name: 'administrator', start: seedConfiguredAdmin },
    { name: 'departures', start: startDepartures, stop: () => departures?.stop() },
  ],
  onStopping: () => {
    isReady = false;
  },
});
