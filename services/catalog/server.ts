import { loadConfig } from '../shared/config/load-config.ts';
import { createExpressServer } from '../shared/http/express-server.ts';
import { runService } from '../shared/http/run-service.ts';
import { createCatalogApp } from './app.ts';
import { catalogConfig } from './config.ts';
import { buildDependencies } from './dependencies.ts';

const config = loadConfig(catalogConfig, process.env);
const deps = buildDependencies(config);
let isReady = true;

await runService({
  server: createExpressServer(createCatalogApp({ ...deps, isReady: () => isReady })),
  host: config.HOST,
  port: config.PORT,
  logger: deps.foundation.logger,
  graceMs: config.SHUTDOWN_GRACE_MS,
  parts: [
    { name: 'tracing', stop: () => deps.foundation.tracing.shutdown() },
    { name: 'clients', stop: () => deps.close() },
  ],
  onStopping: () => {
    isReady = false;
  },
});
