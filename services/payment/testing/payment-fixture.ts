import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { freshDatabase } from '../../../test/engines/postgres.ts';
import { loadConfig } from '../../shared/config/load-config.ts';
import { paymentEventSchema, reservationEventSchema } from '../../shared/events/topics.ts';
import { createExpressServer } from '../../shared/http/express-server.ts';
import { inTransaction } from '../../shared/postgres/pool.ts';
import { authorizationOf, fakeFoundation } from '../../shared/testing/foundation-fake.ts';
import { createPaymentApp } from '../app.ts';
import { paymentConfigSchema } from '../config.ts';
import { applyPaymentEvents } from '../consumers/payment-events.ts';
import { buildDependencies } from '../dependencies.ts';
import { settleDue } from '../payments/settlement-job.ts';
import { createTestProvider } from '../test-provider/app.ts';
import type { BookEntry } from '../test-provider/ledger.ts';
import { createFakeTicket } from './fake-ticket.ts';
import { internalCallers } from './payment-process.ts';

/** What a request came back with; `body` is whatever JSON it was. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ReturnType<typeof JSON.parse>;
}

export const webhookSecret = 'webhook-secret-for-tests-0123456789';
const secretKey = 'test_sk_0123456789abcdef';

/** For tests: payment's real application on a real PostgreSQL, with the test provider and a fake ticket over HTTP. */
export async function startPaymentFixture(settings: Record<string, string> = {}) {
  const database = await freshDatabase('payment_db');
  const ticket = createFakeTicket();
  const ticketUrl = await listen(ticket.server);
  const provider = createTestProvider({ secretKey, webhookSecret, webhookUrl: null });
  const providerUrl = await listen(provider);
  const environment = {
    NODE_ENV: 'test',
    DATABASE_URL: database.url('urr_payment'),
    DATABASE_POOL_MAX: '10',
    KAFKA_BROKERS: '127.0.0.1:1',
    INTERNAL_CREDENTIAL: randomUUID(),
    INTERNAL_CALLERS: internalCallers('gateway', 'ticket'),
    TICKET_SERVICE_URL: ticketUrl,
    PAYMENT_PROVIDER: 'test',
    TEST_PROVIDER_URL: providerUrl,
    TOSS_SECRET_KEY: secretKey,
    TOSS_CLIENT_KEY: 'test_ck',
    WEBHOOK_SECRET: webhookSecret,
    PROVIDER_TIMEOUT_MS: '400',
    ...settings,
  };
  const config = loadConfig(paymentConfigSchema, environment);
  const deps = buildDependencies(config, fakeFoundation('payment'));
  const server = createExpressServer(createPaymentApp(deps, { checkResponses: true }));
  const url = await listen(server);
  const gateway = createWebhookGateway(url);
  const webhookUrl = `${await listen(gateway)}/api/payments/webhooks/test`;

  const send = async (
    base: string,
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ) => {
    const answer = await fetch(`${base}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: text === '' ? undefined : JSON.parse(text),
    } satisfies Reply;
  };

  return {
    deps,
    pool: deps.pool,
    ticket,
    url,
    /** The variables with which a further payment process works on the same database, provider and ticket. */
    environment,
    /** Where webhooks arrive from outside: a gateway that passes the bytes on with its credential. */
    webhookUrl,

    /** Requests as this person, through the gateway's headers. */
    as(userId: string) {
      const identity = {
        authorization: authorizationOf('gateway'),
        'x-user-id': userId,
        'x-user-email': 'buyer@example.com',
        'x-user-role': 'user',
      };
      return {
        get: (path: string) => send(url, 'GET', path, undefined, identity),
        post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
          send(url, 'POST', path, body, { ...identity, ...headers }),
      };
    },
    anybody: (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      send(url, method, path, body, headers),

    /** A reservation of this person at ticket that can be paid for. */
    reserve(userId: string, amount = 150_000): string {
      const id = randomUUID();
      ticket.things.set(id, { userId, amount });
      return id;
    },

    /** News from ticket, applied as the consumer applies them. */
    ticketSays: (...events: unknown[]) =>
      inTransaction(deps.pool, (tx) =>
        applyPaymentEvents(
          deps,
          tx,
          events.map((event) => paymentEventSchema.parse(event)),
        ),
      ),

    /** One round of the settlement job; leases count as over. */
    settle: () => settleDue({ pool: deps.pool, settle: deps.settle, logger: deps.logger, leaseMs: 0 }),

    /** What waits in the outbox, in order. */
    async news(referenceId: string) {
      const { rows } = await deps.pool.query<{ payload: unknown }>(
        'SELECT payload FROM outbox WHERE key = $1 ORDER BY id',
        [referenceId],
      );
      return rows.map((row) => reservationEventSchema.parse(row.payload));
    },
    async payments(referenceId: string) {
      const { rows } = await deps.pool.query<{
        id: string;
        status: string;
        order_id: string;
        failure_code: string | null;
        user_id: string;
      }>(
        'SELECT id, status, order_id, failure_code, user_id FROM payments WHERE reference_id = $1 ORDER BY created_at',
        [referenceId],
      );
      return rows;
    },

    fault: (fault: unknown) => send(providerUrl, 'POST', '/test/faults', fault),
    clearFaults: () => send(providerUrl, 'DELETE', '/test/faults', undefined),
    webhooks: (method: 'PUT' | 'POST', body: unknown) => send(providerUrl, method, '/test/webhooks', body),
    async books(orderId: string): Promise<BookEntry | undefined> {
      const answer = await send(providerUrl, 'GET', `/test/ledger?orderId=${orderId}`, undefined);
      return answer.body.entries[0];
    },
    providerCall: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      send(providerUrl, 'POST', path, body, {
        authorization: `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`,
        ...headers,
      }),

    async close() {
      for (const each of [gateway, server, ticket.server, provider]) {
        each.closeAllConnections();
        await new Promise((resolve) => each.close(resolve));
      }
      await deps.close();
      await database.drop();
    },
  };
}
export type PaymentFixture = Awaited<ReturnType<typeof startPaymentFixture>>;

function createWebhookGateway(target: string): Server {
  return createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const { host: _host, 'content-length': _length, connection: _connection, ...headers } = req.headers;
      void fetch(`${target}${req.url}`, {
        method: 'POST',
        body: Buffer.concat(chunks),
        headers: { ...(headers as Record<string, string>), authorization: authorizationOf('gateway') },
      }).then(async (answer) => res.writeHead(answer.status).end(await answer.text()));
    });
  });
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address) resolve(`http://127.0.0.1:${address.port}`);
      else reject(new Error('the server has no port'));
    });
  });
}
