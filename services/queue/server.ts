import { loadConfig } from '../shared/config/load-config.ts';
import { createExpressServer } from '../shared/http/express-server.ts';
import { runService } from '../shared/http/run-service.ts';
import { createApp } from './app.ts';
import { queueConfigSchema } from './config.ts';
import { buildDependencies } from './dependencies.ts';

const config = loadConfig(queueConfigSchema, process.env);
const dependencies = buildDependencies(config);
const { admission, hub, news, tierTwoReport, foundation } = dependencies;
let isReady = true;

const app = createApp(dependencies, {
  checkResponses: config.NODE_ENV !== 'production',
  isReady: () => isReady,
});

await runService({
  server: createExpressServer(app),
  host: config.HOST,
  port: config.PORT,
  logger: foundation.logger,
  graceMs: config.SHUTDOWN_GRACE_MS,
  parts: [
    { name: 'clients', stop: dependencies.close },
    { name: 'news of admissions', start: news.start, stop: news.stop },
    { name: 'admission', start: admission.start, stop: admission.stop },
    ...(tierTwoReport ? [{ name: 'report to Tier 1', start: tierTwoReport.start, stop: tierTwoReport.stop }] : []),
  ],
  // Streams would keep the server from closing; their browsers come back to another replica.
  onStopping: () => {
    isReady = false;
    hub.stop();
  },
});
