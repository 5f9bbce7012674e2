/** Entry of the ticket worker on one machine: the handler of the Lambda function behind what AWS would run before it. */
import { createServer } from 'node:http';
import { z } from 'zod';
import { loadConfig } from '../../services/shared/config/load-config.ts';
import { createSqsClient } from '../../services/shared/sqs/message-sender.ts';
import { handler } from '../../services/ticket-worker/handler.ts';
import { sqsRegion } from '../engines/sqs-queues.ts';
import { createEventSourceMapping } from './event-source-mapping.ts';

const config = loadConfig(
  z.object({
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65535),
    SQS_QUEUE_URL: z.url(),
    SQS_ENDPOINT: z.url(),
    /** Executions side by side, as in staging (architecture.md 5.7). */
    WORKER_CONCURRENCY: z.coerce.number().int().min(1).default(5),
  }),
  process.env,
);

const say = (message: string, rest: object = {}) =>
  console.log(JSON.stringify({ service: 'ticket-worker-host', msg: message, ...rest }));

const waitSeconds = 10;
const client = createSqsClient({
  region: sqsRegion,
  endpoint: config.SQS_ENDPOINT,
  timeoutMs: waitSeconds * 1_000 + 5_000,
});
const mapping = createEventSourceMapping({
  client,
  queueUrl: config.SQS_QUEUE_URL,
  invoke: handler,
  concurrency: config.WORKER_CONCURRENCY,
  waitSeconds,
  onError: (error) => say('a batch failed', { error: String(error) }),
});

/** Only so that whoever started it can see that it runs. */
const server = createServer((_, res) => res.writeHead(200, { 'content-type': 'text/plain' }).end('polling\n'));
server.listen(config.PORT, config.HOST, () => {
  mapping.start();
  say('polling', { queue: config.SQS_QUEUE_URL });
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void mapping.stop().then(() => {
      client.destroy();
      process.exit(0);
    });
  });
}
