import { startPostgres } from '../../local/engines/postgres.ts';
import { createDatabases } from '../../prisma/create-databases.ts';
import { databaseUrls } from '../../prisma/databases.ts';
import { migrateAll } from '../../prisma/migrate.ts';
import { stopAfterAllTests } from '../../test/engines/process-wide.ts';
import { testEngineOptions } from '../../test/engines/test-run.ts';

/**
 * ticket_db on a server of its own that really writes to disk: what a lock costs is how long it is held over a commit, and
 * without fsync there is hardly any.
 */
export async function durableTicketDb(): Promise<string> {
  const options = await testEngineOptions();
  const engine = await startPostgres({ ...options, dataFolder: `${options.dataFolder}-seats`, durable: true });
  stopAfterAllTests(engine.stop);
  await createDatabases(engine.adminUrl);
  const urls = databaseUrls(engine.adminUrl);
  await migrateAll(urls);
  return urls.ticket_db;
}
