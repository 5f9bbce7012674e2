import { createDatabases } from './create-databases.ts';
import { type Database, type DatabaseUrls, databases, databaseUrls, migrationsPath } from './databases.ts';
import { isMain } from './engine/is-main.ts';
import { PgMigrationFactory } from './engine/pg-migration-factory.ts';
import { everything, migrationList, schemaEngine } from './engine/schema-engine.ts';

/**
 * Brings one database to the newest migration, like `prisma migrate deploy`; a second one at the same time waits and finds nothing to do.
 * @returns the names of the migrations that were applied now
 * @throws when a migration fails (it is rolled back whole), or when one that was applied has been edited since
 */
export async function migrateDatabase(url: string, migrations: string): Promise<string[]> {
  const factory = new PgMigrationFactory(url);
  try {
    const engine = await schemaEngine(factory, []);
    const migrationsList = migrationList(migrations);
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: everything });
    const history = { migrationsList, optInToShadowDatabase: false, filters: everything };
    const { editedMigrationNames } = await engine.diagnoseMigrationHistory(history);
    if (editedMigrationNames.length > 0) {
      const names = editedMigrationNames.join(', ');
      throw new Error(`${names} was edited after it was applied: add a new migration instead, or drop this database`);
    }
    return appliedMigrationNames;
  } finally {
    // Also releases the advisory lock: without it the next migrate waits 10 s and fails with P1002.
    await factory.close();
  }
}

/** Migrates all five, which must exist (see createDatabases), at the same time. @returns what was applied to each */
export async function migrateAll(urls: DatabaseUrls): Promise<Record<Database, string[]>> {
  const migrate = (database: Database) => migrateDatabase(urls[database], migrationsPath(database));
  const [ticket, auth, payment, stats, community] = await Promise.all([
    migrate('ticket_db'),
    migrate('auth_db'),
    migrate('payment_db'),
    migrate('stats_db'),
    migrate('community_db'),
  ]);
  return { ticket_db: ticket, auth_db: auth, payment_db: payment, stats_db: stats, community_db: community };
}

// A server is one address for all; else each database has its own, and a missing one is said by name.
async function givenUrls(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<DatabaseUrls> {
  const base = args.includes('--url-base') ? args[args.indexOf('--url-base') + 1] : env.DATABASE_URL_ADMIN;
  if (base !== undefined) {
    await createDatabases(base);
    return databaseUrls(base);
  }
  const variable = (database: Database): string => `DATABASE_URL_${database.toUpperCase()}`;
  const missing = databases.filter((database) => !env[variable(database)]).map(variable);
  if (missing.length > 0)
    throw new Error(`set ${missing.join(', ')}, or DATABASE_URL_ADMIN, or give --url-base <server>`);
  const of = (database: Database): string => env[variable(database)] ?? '';
  return {
    ticket_db: of('ticket_db'),
    auth_db: of('auth_db'),
    payment_db: of('payment_db'),
    stats_db: of('stats_db'),
    community_db: of('community_db'),
  };
}

if (isMain(import.meta.url)) {
  try {
    const applied = await migrateAll(await givenUrls(process.env, process.argv.slice(2)));
    for (const database of databases) console.log(`${database}: ${applied[database].join(', ') || 'nothing to do'}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
