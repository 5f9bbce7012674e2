/** The ticket service over HTTP on the loopback, with a gateway's and a payment's credential at hand. */
import { createHash, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { loadConfig } from '../../shared/config/load-config.ts';
import { createExpressServer } from '../../shared/http/express-server.ts';
import { createTicketApp } from '../app.ts';
import { ticketConfigSchema } from '../config.ts';
import { buildDependencies } from '../dependencies.ts';

/** The secret of a caller that this ticket knows. */
export const secret = (name: string) => `${name}-secret-of-at-least-32-characters`;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export const ticketEnvironment = (databaseUrl: string, redisUrl: string): Record<string, string> => ({
  NODE_ENV: 'test',
  LOG_LEVEL: 'silent',
  HOST: '127.0.0.1',
  DATABASE_URL: databaseUrl,
  REDIS_URL: redisUrl,
  KAFKA_BROKERS: '127.0.0.1:1',
  PAYMENT_SERVICE_URL: 'http://127.0.0.1:1',
  INTERNAL_CREDENTIAL: secret('ticket'),
  INTERNAL_CALLERS: JSON.stringify(
    Object.fromEntries(['gateway', 'payment', 'catalog'].map((caller) => [caller, sha256(secret(caller))])),
  ),
});

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Ask {
  readonly as?: string;
  /** The event of the entry token. */
  readonly entry?: string;
  readonly body?: unknown;
  /** Sent as it is, instead of `body` as JSON. */
  readonly rawBody?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly caller?: 'gateway' | 'payment' | 'catalog' | 'nobody';
}

/** Sends one request as the gateway or another caller would. */
export async function askTicket(port: number, method: Method, path: string, ask: Ask = {}) {
  const caller = ask.caller ?? (path.startsWith('/internal') ? 'payment' : 'gateway');
  const text = ask.rawBody ?? (ask.body === undefined ? undefined : JSON.stringify(ask.body));
  const response = await request(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: {
      ...(caller !== 'nobody' && { authorization: `Bearer ${caller}.${secret(caller)}` }),
      ...(ask.as && { 'x-user-id': ask.as, 'x-user-email': 'a@urr.test', 'x-user-role': 'user' }),
      ...(ask.entry && { 'x-entry-event': ask.entry, 'x-entry-place': '1', 'x-entry-jti': randomUUID() }),
      ...(text !== undefined && { 'content-type': 'application/json' }),
      ...ask.headers,
    },
    ...(text !== undefined && { body: text }),
  });
  const raw = await response.body.text();
  return { status: response.statusCode, headers: response.headers, body: raw === '' ? undefined : JSON.parse(raw) };
}

/** Ticket's app on these engines, listening in this process. */
export async function startTicket(databaseUrl: string, redisUrl: string) {
  const config = loadConfig(ticketConfigSchema, ticketEnvironment(databaseUrl, redisUrl));
  const deps = buildDependencies(config);
  const server = createExpressServer(createTicketApp(deps, { checkResponses: true }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    deps,
    base: `http://127.0.0.1:${port}`,
    ask: (method: Method, path: string, ask: Ask = {}) => askTicket(port, method, path, ask),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await deps.close();
    },
  };
}
