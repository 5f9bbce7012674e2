import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { type FreshDatabase, freshDatabase } from '../../../test/engines/postgres.ts';
import { loadConfig } from '../../shared/config/load-config.ts';
import { createExpressServer } from '../../shared/http/express-server.ts';
import { authorizationOf, fakeFoundation } from '../../shared/testing/foundation-fake.ts';
import { createCatalogApp } from '../app.ts';
import { catalogConfig } from '../config.ts';
import { buildDependencies } from '../dependencies.ts';

export interface RunningCatalog {
  readonly base: string;
  readonly database: FreshDatabase;
  /** Runs SQL as the owner of the database: catalog itself cannot write. */
  own(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** A read as the gateway would pass it on. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** A request of a signed-in administrator, or of somebody else, with a JSON body or a form. */
  send(method: string, path: string, body?: object, as?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

const person = { 'x-user-id': '30000000-0000-4000-8000-000000000001', 'x-user-email': 'a@urr.test' };
export const asUser = { ...person, 'x-user-role': 'user' };
const asAdmin = { ...person, 'x-user-role': 'admin', 'x-forwarded-for': '203.0.113.9' };

/** catalog on a real PostgreSQL under its own role, on a free port, without a memory. */
export async function runCatalog(
  env: Readonly<Record<string, string>> = {},
  given?: FreshDatabase,
): Promise<RunningCatalog> {
  const database = given ?? (await freshDatabase('ticket_db'));
  const config = loadConfig(catalogConfig, {
    NODE_ENV: 'test',
    DATABASE_URL: database.url('urr_catalog'),
    INTERNAL_CREDENTIAL: 'x'.repeat(32),
    INTERNAL_CALLERS: '{}',
    CATALOG_MEMORY_MS: '0',
    TICKET_SERVICE_URL: 'http://127.0.0.1:1',
    AUTH_SERVICE_URL: 'http://127.0.0.1:1',
    ...env,
  });
  const deps = buildDependencies(config, fakeFoundation('catalog'));
  const owner = new pg.Pool({ connectionString: database.url(), max: 2 });
  const server = createExpressServer(createCatalogApp(deps));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    database,
    own: async (sql, values = []) => (await owner.query<Record<string, unknown>>(sql, values)).rows,
    get: (path, headers = {}) =>
      fetch(base + path, { headers: { authorization: authorizationOf('gateway'), ...headers } }),
    send: (method, path, body, as = asAdmin) =>
      fetch(base + path, {
        method,
        headers: {
          authorization: authorizationOf('gateway'),
          ...as,
          ...(body && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        },
        ...(body && { body: body instanceof FormData ? body : JSON.stringify(body) }),
      }),
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await deps.close();
      await owner.end();
    },
  };
}
