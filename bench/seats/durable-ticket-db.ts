import { startPostgres } from '../../local/engines/postgres.ts';
import { createDatabases } from '../../prisma/create-databases.ts';
import { databaseUrls } from '../../prisma/databases.ts';
import { migrateAll } from '../../prisma/migrate.ts';
import { createRoles, databaseRoles } from '../../prisma/roles.ts';
import { stopAfterAllTests } from '../../test/engines/process-wide.ts';
import { testEngineOptions } from '../../test/engines/test-run.ts';

/** Two ways into one database: its owner's, and the service's own role, which plans each statement once (prisma/roles.ts). */
export interface DurableTicketDb {
  readonly ownerUrl: string;
  readonly serviceUrl: string;
}

/**
 * ticket_db on a server of its own that really writes to disk: what a lock costs is how long it is held over a commit, and
 * without fsync there is hardly any.
 */
export async function durableTicketDb(): Promise<DurableTicketDb> {
  const options = await testEngineOptions();
  const engine = await startPostgres({ ...options, dataFolder: `${options.dataFolder}-seats`, durable: true });
  stopAfterAllTests(engine.stop);
  await createDatabases(engine.adminUrl);
  const urls = databaseUrls(engine.adminUrl);
  await migrateAll(urls);
  const password = 'for-this-run-only';
  await createRoles(engine.adminUrl, Object.fromEntries(databaseRoles.map(({ role }) => [role, password])));
  const serviceUrl = new URL(urls.ticket_db);
  serviceUrl.username = 'urr_ticket';
  serviceUrl.password = password;
  return { ownerUrl: urls.ticket_db, serviceUrl: serviceUrl.href };
}
