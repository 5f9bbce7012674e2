import { createClient } from 'redis';
import type { Logger } from '../../services/shared/logging/logger.ts';

export type StreamsClient = Awaited<ReturnType<typeof connect>>;

/** @throws Error when nothing answers; later interruptions are logged and healed by the client */
export async function connect(url: string, logger: Logger) {
  // Without a timeout per command the client is several times as fast (dependencies.md section 2).
  const client = createClient({ url, commandOptions: { timeout: 0 } });
  client.on('error', (error: unknown) => logger.warn({ err: error }, 'the event log (Redis Streams) is away'));
  await client.connect();
  return client;
}

/** Where a partition's records are. */
export const streamOf = (topic: string, partition: number): string => `events:{${topic}:${partition}}`;
