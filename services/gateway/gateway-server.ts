import type { Server } from 'node:http';
import type { Express } from 'express';
import { createExpressServer } from '../shared/http/express-server.ts';
import { gatewayErrors } from './errors.ts';
import { answerClientErrors } from './operations/client-errors.ts';

/** Limits of what clients may send before there is a request; milliseconds and bytes. */
export type ServerLimits = {
  /** Until the whole request, body included, has arrived; default 30,000. */
  readonly requestTimeoutMs?: number;
  /** Until the headers have arrived; default 10,000. */
  readonly headersTimeoutMs?: number;
  /** How often the two are checked; default 1,000. */
  readonly checkEveryMs?: number;
};

const HEADER_BYTES = 16_384;

/** The HTTP server of the gateway, not yet listening: slow and oversized requests are cut off with a problem document. */
export function createGatewayServer(app: Express, limits: ServerLimits = {}): Server {
  const server = createExpressServer(app, {
    maxHeaderSize: HEADER_BYTES,
    requestTimeout: limits.requestTimeoutMs ?? 30_000,
    headersTimeout: limits.headersTimeoutMs ?? 10_000,
    connectionsCheckingInterval: limits.checkEveryMs ?? 1_000,
    noDelay: true,
    // Framing that two servers could read differently is refused, never repaired.
    insecureHTTPParser: false,
  });
  // The parser would drop headers beyond its own limit in silence; the gateway counts and refuses.
  server.maxHeadersCount = 0;
  answerClientErrors(server, gatewayErrors);
  return server;
}
