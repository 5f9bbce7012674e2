/** Entry of the test provider as a program of its own: it outlives payment, as a real provider does (README.md). */
import { z } from 'zod';
import { loadConfig } from '../../shared/config/load-config.ts';
import { createTestProvider } from './app.ts';

const config = loadConfig(
  z.object({
    /** There is no production value: pretend money must not be takeable where real tickets are sold. */
    NODE_ENV: z.enum(['development', 'test'], 'the test provider is refused in production').default('development'),
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65535).default(3013),
    TOSS_SECRET_KEY: z.string().min(16),
    WEBHOOK_SECRET: z.string().min(32),
    /** Where webhooks go; none are sent without it. */
    TEST_PROVIDER_WEBHOOK_URL: z.url().optional(),
  }),
  process.env,
);

const server = createTestProvider({
  secretKey: config.TOSS_SECRET_KEY,
  webhookSecret: config.WEBHOOK_SECRET,
  webhookUrl: config.TEST_PROVIDER_WEBHOOK_URL ?? null,
});

server.listen(config.PORT, config.HOST, () => {
  console.log(JSON.stringify({ service: 'payment-test-provider', msg: 'listening', address: server.address() }));
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
  });
}
