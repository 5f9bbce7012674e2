import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type PostgresEngine, startPostgres } from '../../local/engines/postgres.ts';
import { createDatabases } from '../../prisma/create-databases.ts';
import { type Database, databases, databaseUrls } from '../../prisma/databases.ts';
import { migrateAll } from '../../prisma/migrate.ts';
import { createRoles, databaseRoles } from '../../prisma/roles.ts';
import { oncePerProcess, stopAfterAllTests } from './process-wide.ts';
import { testEngineOptions } from './test-run.ts';

export interface TestPostgres extends PostgresEngine {
  /** Address of a database by its name (from freshDatabase) under a role of prisma/roles.ts; the owner without one. */
  readonly url: (database: string, role?: string) => string;
}

export interface FreshDatabase {
  readonly name: string;
  /** @param role one of prisma/roles.ts; default urr_admin, the owner, who may do everything */
  readonly url: (role?: string) => string;
  /** Disconnects everybody and deletes it; not needed at the end of a test run. */
  readonly drop: () => Promise<void>;
}

const templateOf = (database: Database): string => `${database}_template`;

async function asOwner<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function start(): Promise<TestPostgres> {
  const engine = await startPostgres(await testEngineOptions());
  stopAfterAllTests(engine.stop);
  const passwords = Object.fromEntries(databaseRoles.map(({ role }) => [role, randomBytes(18).toString('base64url')]));
  await createDatabases(engine.adminUrl);
  await migrateAll(databaseUrls(engine.adminUrl));
  await createRoles(engine.adminUrl, passwords);
  await asOwner(engine.adminUrl, async (client) => {
    // Nobody may be connected to a template while it is copied; under another name nobody will be by mistake.
    for (const database of databases) {
      await client.query(`ALTER DATABASE ${database} RENAME TO ${templateOf(database)}`);
    }
  });
  return {
    ...engine,
    url(database, role = 'urr_admin') {
      const url = new URL(engine.adminUrl);
      url.pathname = `/${database}`;
      if (role !== 'urr_admin') {
        const password = passwords[role];
        if (password === undefined) throw new Error(`prisma/roles.ts has no role "${role}"`);
        url.username = role;
        url.password = password;
      }
      return url.href;
    },
  };
}

/** The PostgreSQL 16.4 of this test process, migrated once. Started on first use (1-3 s), stopped after all tests. */
export function postgres(): Promise<TestPostgres> {
  return oncePerProcess('postgres', start);
}

let lastCopy: Promise<unknown> = Promise.resolve();

/**
 * A database of one's own: a copy of the migrated, empty template (40 ms).
 * @param database whose schema it has
 */
export async function freshDatabase(database: Database): Promise<FreshDatabase> {
  const server = await postgres();
  const name = `${database}_${randomBytes(4).toString('hex')}`;
  const copy = () =>
    asOwner(server.adminUrl, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${templateOf(database)}`));
  // One after the other: a template that is being copied may refuse a second copy.
  const made = lastCopy.then(copy, copy);
  lastCopy = made;
  await made;
  return {
    name,
    url: (role) => server.url(name, role),
    drop: async () => {
      await asOwner(server.adminUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}
