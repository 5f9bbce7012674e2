import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig } from '../shared/config/load-config.ts';
import { type Part, runService } from '../shared/http/run-service.ts';
import { createGatewayApp } from './app.ts';
import { gatewayConfigSchema } from './config.ts';
import { buildDependencies } from './dependencies.ts';
import { createGatewayServer } from './gateway-server.ts';

const KEY_REFRESH_MS = 60_000;
const FIRST_KEYS_MS = 5_000;

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

// The first keys are waited for a little, or everybody who is signed in hears 503 from a gateway that just came up; without
// auth it starts all the same (E15). Repeated, so that a key which auth has withdrawn is forgotten here too.
function keepAccessKeysFresh(): Part {
  let timer: NodeJS.Timeout | undefined;
  return {
    name: 'access keys',
    async start() {
      const until = Date.now() + FIRST_KEYS_MS;
      while (dependencies.accessKeys.current().size === 0 && Date.now() < until) {
        await dependencies.accessKeys.refresh();
        if (dependencies.accessKeys.current().size === 0) await sleep(100);
      }
      timer = setInterval(() => void dependencies.accessKeys.refresh(), KEY_REFRESH_MS);
    },
    stop: () => clearInterval(timer),
  };
}
