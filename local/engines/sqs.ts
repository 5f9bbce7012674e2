/** SQS: given by SQS_ENDPOINT, taken over from docker-compose (ElasticMQ), or fauxqs in this very process. */
import { setTimeout as delay } from 'node:timers/promises';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { createSqsClient } from '../../services/shared/sqs/message-sender.ts';
import type { Engine, EngineOptions } from './engine-options.ts';
import { firstThatWorks, type Way } from './first-that-works.ts';
import { makeQueues, type QueueOptions, type Queues, sqsRegion } from './sqs-queues.ts';

export interface SqsEngine extends Engine, Queues {
  readonly endpoint: string;
}

const composeEndpoint = 'http://127.0.0.1:9324';
const leaveAlone = async (): Promise<void> => undefined;

/** Whether something that speaks SQS answers there. */
async function answers(endpoint: string): Promise<boolean> {
  const client = createSqsClient({ region: sqsRegion, endpoint, attempts: 1 });
  try {
    await client.send(new ListQueuesCommand({ MaxResults: 1 }));
    return true;
  } catch {
    return false;
  } finally {
    client.destroy();
  }
}

type Found = Engine & { readonly endpoint: string };

async function given(endpoint: string | undefined): Promise<Found | string> {
  if (!endpoint) return 'not set';
  if (!(await answers(endpoint))) throw new Error('nothing that speaks SQS answers at the given address');
  return { endpoint, how: 'given by SQS_ENDPOINT', ours: false, stop: leaveAlone };
}

async function composed(options: EngineOptions): Promise<Found | string> {
  if (!options.takeOver) return 'not asked for';
  if (!(await answers(composeEndpoint))) return 'port 9324 does not answer, or not as SQS does';
  return { endpoint: composeEndpoint, how: 'docker-compose on port 9324, taken over', ours: false, stop: leaveAlone };
}

/** Its command line binds every address, so it is built here and told where to listen (dependencies.md 4). */
async function fauxqs(options: EngineOptions): Promise<Found> {
  const { buildApp } = await import('fauxqs');
  const app = buildApp({ logger: false, defaultRegion: sqsRegion });
  await app.listen({ host: '127.0.0.1', port: options.port });
  const endpoint = `http://127.0.0.1:${options.port}`;
  return {
    endpoint,
    how: `fauxqs 1.9.2 in this process on port ${options.port}; messages are gone when it ends`,
    ours: true,
    stop: async () => {
      // A long poll would hold it open for its whole wait.
      app.server.closeAllConnections();
      await Promise.race([app.close(), delay(2_000, undefined, { ref: false })]);
    },
  };
}

/**
 * Finds or starts SQS in the order of design.md section 4, and makes the queues there where they are not.
 * @throws Error that says what was tried
 */
export async function startSqs(options: EngineOptions, queueOptions: QueueOptions = {}): Promise<SqsEngine> {
  // The SDK warns of Node.js 20, which is what engines asks for: no news for the person at the terminal.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const ways: Way<Found>[] = [
    { name: 'SQS_ENDPOINT', askedFor: true, find: () => given(options.env.SQS_ENDPOINT) },
    { name: 'docker-compose', find: () => composed(options) },
    { name: 'fauxqs', find: () => fauxqs(options) },
  ];
  const { engine } = await firstThatWorks('SQS (set SQS_ENDPOINT)', ways);
  return { ...engine, ...(await makeQueues(engine.endpoint, queueOptions)) };
}
