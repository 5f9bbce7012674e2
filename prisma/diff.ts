import { startPostgres } from '../local/engines/postgres.ts';
import { stopAfterAllTests, stopAll } from '../test/engines/process-wide.ts';
import { testEngineOptions } from '../test/engines/test-run.ts';
import { type Database, databases, migrationsPath, schemaPath } from './databases.ts';
import { isMain } from './engine/is-main.ts';
import { PgMigrationFactory } from './engine/pg-migration-factory.ts';
import { everything, migrationList, schemaEngine, schemaFile } from './engine/schema-engine.ts';

/**
 * The SQL that would bring a database built by `migrations` to `schema`; empty when they say the same.
 * Needs a server on which databases may be created: the migrations run in a shadow database that is dropped afterwards.
 */
export async function schemaDifference(adminUrl: string, schema: string, migrations: string): Promise<string> {
  const factory = new PgMigrationFactory(adminUrl);
  try {
    const file = schemaFile(schema);
    const engine = await schemaEngine(factory, [file]);
    const result = await engine.diff({
      from: { tag: 'migrations', ...migrationList(migrations) },
      to: { tag: 'schemaDatamodel', files: [file] },
      script: true,
      exitCode: true,
      filters: everything,
    });
    return result.exitCode === 0 ? '' : (result.stdout ?? '');
  } finally {
    await factory.close();
  }
}

// `npm run db:diff`: exit code 1 and the missing SQL when a schema.prisma and its migrations differ.
async function diffAll(adminUrl: string): Promise<Database[]> {
  const different: Database[] = [];
  for (const database of databases) {
    const sql = await schemaDifference(adminUrl, schemaPath(database), migrationsPath(database));
    if (sql !== '') different.push(database);
    console.log(
      sql === '' ? `${database}: schema and migrations agree` : `${database}: schema and migrations differ by\n${sql}`,
    );
  }
  return different;
}

// Without a server of one's own, one that lives as long as this command.
async function throwawayServer(): Promise<string> {
  const server = await startPostgres(await testEngineOptions());
  stopAfterAllTests(server.stop);
  return server.adminUrl;
}

if (isMain(import.meta.url)) {
  try {
    const different = await diffAll(process.env.DATABASE_URL_ADMIN ?? (await throwawayServer()));
    process.exitCode = different.length === 0 ? 0 : 1;
  } finally {
    await stopAll();
  }
}
