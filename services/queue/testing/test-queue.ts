import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { loadConfig } from '../../shared/config/load-config.ts';
import { createExpressServer } from '../../shared/http/express-server.ts';
import { authorizationOf, fakeFoundation } from '../../shared/testing/foundation-fake.ts';
import { entryToken } from '../../shared/tokens/claims.ts';
import { generateSigningJwk, importKeySet, importSigningKeys, publicJwks } from '../../shared/tokens/keys.ts';
import { createTokenVerifier } from '../../shared/tokens/verify.ts';
import { createApp } from '../app.ts';
import { queueConfigSchema } from '../config.ts';
import { buildDependencies } from '../dependencies.ts';

const anyBody = z.record(z.string(), z.any());

/** The whole service on a real Redis, with a catalog that knows what it is told. */
export async function startQueue(redisUrl: string, changes: Record<string, string> = {}) {
  const events = new Map<string, { title: string; artist: string; status: string }>();
  const catalog = createServer((req, res) => {
    const info = events.get(/^\/internal\/events\/([^/]+)\/queue-info$/.exec(req.url ?? '')?.[1] ?? '');
    const body = info ?? { code: 'EVENT_NOT_FOUND', detail: 'no such event' };
    res.writeHead(info ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const catalogUrl = await listen(catalog);

  const env = {
    NODE_ENV: 'test',
    REDIS_URL: redisUrl,
    CATALOG_SERVICE_URL: catalogUrl,
    INTERNAL_CREDENTIAL: 'queue-secret-for-tests-0123456789abcdef',
    INTERNAL_CALLERS: '{}',
    ENTRY_TOKEN_KEYS: JSON.stringify([generateSigningJwk('test-1')]),
    ...changes,
  };
  const dependencies = buildDependencies(loadConfig(queueConfigSchema, env), fakeFoundation('queue'));
  while (!dependencies.redis.isReady) await new Promise((resolve) => setImmediate(resolve));
  const server = createExpressServer(createApp(dependencies, { checkResponses: true }));
  const baseUrl = await listen(server);
  const keys = importKeySet(publicJwks(importSigningKeys(JSON.parse(env.ENTRY_TOKEN_KEYS))));

  async function call(method: string, path: string, user?: TestUser, headers: Record<string, string> = {}) {
    const response = await fetch(baseUrl + path, {
      method,
      headers: { authorization: authorizationOf('gateway'), ...identity(user), ...headers },
    });
    const text = await response.text();
    const body = anyBody.parse(text.startsWith('{') ? JSON.parse(text) : {});
    return { status: response.status, headers: response.headers, text, body };
  }

  return {
    ...dependencies,
    baseUrl,
    call,
    verify: createTokenVerifier({ kind: entryToken, keys: () => keys, clock: () => new Date() }).verify,
    newEvent(status = 'on_sale') {
      const id = randomUUID();
      events.set(id, { title: '아이유 콘서트', artist: 'IU', status });
      return id;
    },
    stopCatalog: () => close(catalog),
    async stop() {
      dependencies.hub.stop();
      await close(server);
      await dependencies.admission.stop();
      await dependencies.close();
      await close(catalog);
    },
  };
}

export interface TestUser {
  readonly id: string;
  readonly role: 'user' | 'admin';
}
export const newUser = (role: TestUser['role'] = 'user'): TestUser => ({ id: randomUUID(), role });

/** The headers with which the gateway names a signed-in person. */
export const identity = (user: TestUser | undefined): Record<string, string> =>
  user ? { 'x-user-id': user.id, 'x-user-email': 'someone@example.com', 'x-user-role': user.role } : {};

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
