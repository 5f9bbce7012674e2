import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ServiceName, serviceNamed } from '../../services/registry.ts';
import type { SqsEngine } from '../engines/sqs.ts';
import type { Environment, PlatformSettings } from '../platform-environment.ts';
import { projectRoot } from '../project-paths.ts';

/** The ticket worker: in AWS a Lambda function, here a process with the poller before it. */
export const workerProgram = {
  name: 'ticket-worker',
  port: 3014,
  entry: path.relative(projectRoot, fileURLToPath(new URL('./worker-host.ts', import.meta.url))),
} as const;

/** Where the queue is. */
export type SqsPlace = Pick<SqsEngine, 'endpoint' | 'queueUrl'>;

const variables = ({ queueUrl, endpoint }: SqsPlace): Environment => ({
  SQS_QUEUE_URL: queueUrl,
  SQS_ENDPOINT: endpoint,
  // The packages of the AWS SDK warn of Node.js 20, which is what engines asks for.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
});

/** What a service is told of the queue: ticket sends bookings, queue sends admissions (ruling E13). */
export const senderEnvironment = (name: ServiceName, sqs: SqsPlace): Environment =>
  name === 'ticket' || name === 'queue' ? variables(sqs) : {};

/** The environment of the worker: the tables of ticket under the role of ticket, because it acts on its behalf. */
export const workerEnvironment = (settings: PlatformSettings, sqs: SqsPlace): Environment => ({
  ...variables(sqs),
  NODE_ENV: settings.nodeEnv,
  HOST: '127.0.0.1',
  PORT: String(settings.portOf(workerProgram.name)),
  DATABASE_URL: settings.databaseUrlOf(serviceNamed('ticket')),
  REDIS_URL: settings.redisUrl,
});
