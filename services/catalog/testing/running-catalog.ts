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
  close(): Promise<void>;
}

/** catalog on a real PostgreSQL under its own role, on a free port, without a memory. */
export async function runCatalog(env: Readonly<Record<string, string>> = {}): Promise<RunningCatalog> {
  const database = await freshDatabase('ticket_db');
  const config = loadConfig(catalogConfig, {
    NODE_ENV: 'test',
    DATABASE_URL: database.url('urr_catalog'),
    INTERNAL_CREDENTIAL: 'x'.repeat(32),
    INTERNAL_CALLERS: '{}',
    CATALOG_MEMORY_MS: '0',
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
