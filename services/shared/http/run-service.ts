import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logging/logger.ts';

/** Something that runs beside the HTTP server: consumers, relays, jobs, then the pools they use. */
export interface Part {
  readonly name: string;
  /** May answer a promise; its value is not looked at. */
  readonly start?: () => unknown;
  readonly stop?: () => unknown;
}

export interface RunOptions {
  /** Not yet listening; made by createExpressServer or http.createServer. */
  readonly server: Server;
  readonly host: string;
  readonly port: number;
  /** Started in this order before the server listens; stopped in the reverse order after it has drained. */
  readonly parts: readonly Part[];
  readonly logger: Logger;
  /** The stop is forced after this long. */
  readonly graceMs: number;
  /**
   * Readiness fails, and every answer asks its caller for another connection, for this long before the server stops
   * accepting: a kept connection that is closed while a request is on its way loses that request. Default 1 s.
   */
  readonly drainDelayMs?: number;
  /** Called first when a stop begins; makes readiness fail. */
  readonly onStopping?: () => void;
}

export interface RunningService {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Starts the parts, listens, and stops in the right order on SIGTERM or SIGINT: readiness fails, no new connections,
 * running requests end, parts stop from the last to the first.
 * @throws whatever listening or a part's start threw; everything started so far is stopped first
 */
export async function runService(options: RunOptions): Promise<RunningService> {
  const { server, logger, parts, graceMs, drainDelayMs = 1_000, onStopping } = options;
  // Longer than the load balancer's 60 s, or it reuses a connection that is just being closed.
  server.keepAliveTimeout = 65_000;
  const started: Part[] = [];
  const sockets = socketsOf(server);
  let stopped: Promise<void> | undefined;

  async function stopNow(): Promise<void> {
    onStopping?.();
    if (server.listening) {
      server.prependListener('request', (_req, res) => res.setHeader('connection', 'close'));
      await sleep(drainDelayMs);
    }
    await closeServer(server, sockets);
    for (const part of started.toReversed()) {
      await Promise.resolve(part.stop?.()).catch((error: unknown) =>
        logger.error({ err: error, part: part.name }, 'a part did not stop well'),
      );
    }
    logger.info('stopped');
  }
  const stop = () => {
    stopped ??= stopNow();
    return stopped;
  };

  try {
    for (const part of parts) {
      started.push(part);
      await part.start?.();
    }
    await listen(server, options.port, options.host);
  } catch (error) {
    await stop();
    throw error;
  }
  stopOnSignals(stop, graceMs, logger);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  logger.info({ port }, 'listening');
  return { port, stop };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function socketsOf(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

/** Node calls a connection idle as soon as its answer is written, sent or not: a long one would be cut in the middle. */
const isSending = (sockets: ReadonlySet<Socket>) => [...sockets].some((socket) => socket.writableLength > 0);

async function closeServer(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  if (!server.listening) return;
  while (isSending(sockets)) await sleep(10);
  await new Promise<void>((resolve) => {
    // A kept-alive connection whose last answer was just sent counts as open for keepAliveTimeout: close such ones as they fall idle.
    const closeIdle = setInterval(() => {
      if (!isSending(sockets)) server.closeIdleConnections();
    }, 50);
    server.close(() => {
      clearInterval(closeIdle);
      resolve();
    });
  });
}

function stopOnSignals(stop: () => Promise<void>, graceMs: number, logger: Logger): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      logger.info({ signal }, 'stopping');
      const force = setTimeout(() => {
        logger.error({ graceMs }, 'did not stop in time; ending now');
        process.exit(1);
      }, graceMs);
      void stop().then(() => {
        clearTimeout(force);
        process.exit(0);
      });
    });
  }
}
