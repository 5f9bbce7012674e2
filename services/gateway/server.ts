import { loadConfig } from '../shared/config/load-config.ts';
import { runService } from '../shared/http/run-service.ts';
import { createGatewayApp } from './app.ts';
import { gatewayConfigSchema } from './config.ts';
import { buildDependencies } from './dependencies.ts';
import { createGatewayServer } from './gateway-server.ts';

const config = loadConfig(gatewayConfigSchema, process.env);
const dependencies = buildDependencies(config);

await runService({
  server: createGatewayServer(createGatewayApp(dependencies.app)),
  host: config.HOST,
  port: config.PORT,
  logger: dependencies.foundation.logger,
  graceMs: config.SHUTDOWN_GRACE_MS,
  parts: [
    { name: 'clients', stop: dependencies.close },
    // Not waited for: the first request with a token asks again if auth is not up yet.
    { name: 'access keys', start: () => void dependencies.accessKeys.refresh() },
  ],
  onStopping: () => void dependencies.beginStop(),
});
