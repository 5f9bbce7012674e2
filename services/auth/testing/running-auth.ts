import type { AddressInfo } from 'node:net';
import { freshDatabase } from '../../../test/engines/postgres.ts';
import { redis } from '../../../test/engines/redis.ts';
import { loadConfig } from '../../shared/config/load-config.ts';
import { createExpressServer } from '../../shared/http/express-server.ts';
import { authorizationOf, fakeFoundation } from '../../shared/testing/foundation-fake.ts';
import { generateSigningJwk } from '../../shared/tokens/keys.ts';
import { createAuthApp } from '../app.ts';
import { authConfig } from '../config.ts';
import { type AuthDependencies, buildDependencies } from '../dependencies.ts';

/** The page that tests come from. */
export const ownOrigin = 'https://urr.guru';

export interface RunningAuth {
  readonly base: string;
  readonly deps: AuthDependencies;
  readonly databaseUrl: string;
  /** A request as the gateway would pass it on; a body is sent as JSON. */
  call(method: string, path: string, options?: { body?: unknown; headers?: Record<string, string> }): Promise<Response>;
  close(): Promise<void>;
}

export interface AuthOverrides {
  /** An address of auth_db to share with another instance; a fresh database without it. */
  readonly databaseUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** auth on real PostgreSQL and Redis, on a free port. */
export async function runAuth({ databaseUrl, env = {} }: AuthOverrides = {}): Promise<RunningAuth> {
  const url = databaseUrl ?? (await freshDatabase('auth_db')).url('urr_auth');
  const config = loadConfig(authConfig, {
    NODE_ENV: 'test',
    DATABASE_URL: url,
    REDIS_URL: (await redis()).url,
    INTERNAL_CREDENTIAL: 'x'.repeat(32),
    INTERNAL_CALLERS: '{}',
    ACCESS_TOKEN_KEYS: JSON.stringify([generateSigningJwk('test')]),
    ALLOWED_ORIGINS: ownOrigin,
    ...env,
  });
  const deps = buildDependencies(config, fakeFoundation('auth'));
  const server = createExpressServer(createAuthApp(deps));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    deps,
    databaseUrl: url,
    call: (method, path, { body, headers = {} } = {}) =>
      fetch(base + path, {
        method,
        headers: {
          authorization: authorizationOf('gateway'),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await deps.close();
    },
  };
}

/** The cookies of an answer as a Cookie header, as a browser would send them to /api/auth. */
export const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .filter((cookie) => /Path=\/(;|$)|Path=\/api\/auth(;|$)/.test(cookie))
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
