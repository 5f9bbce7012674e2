import { loadConfig } from '../shared/config/load-config.ts';
import { type Part, runService } from '../shared/http/run-service.ts';
import { createGatewayApp } from './app.ts';
import { gatewayConfigSchema } from './config.ts';
import { buildDependencies } from './dependencies.ts';
import { createGatewayServer } from './gateway-server.ts';

const KEY_REFRESH_MS = 60_000;

const config = loadConfig(gatewayConfigSchema, process.env);
const dependencies = buildDependencies(config);

await runService({
  server: createGatewayServer(createGatewayApp(dependencies.app)),
  host: config.HOST,
  port: config.PORT,
  logger: dependencies.foundation.logger,
  graceMs: config.SHUTDOWN_GRACE_MS,
  parts: [{ name: 'clients', stop: dependencies.close }, keepAccessKeysFresh()],
  onStopping: () => void dependencies.beginStop(),
});

// Not waited for: the first request with a token asks again if auth is not up yet. Repeated, so that a key which auth has
// withdrawn is forgotten here too.
function keepAccessKeysFresh(): Part {
  let timer: NodeJS.Timeout | undefined;
  return {
    name: 'access keys',
    start() {
      void dependencies.accessKeys.refresh();
      timer = setInterval(() => void dependencies.accessKeys.refresh(), KEY_REFRESH_MS);
    },
    stop: () => clearInterval(timer),
  };
}
