/** Brings a PostgreSQL to what the services expect: five databases, migrated, a role per service, seed data. */
import pg from 'pg';
import { createDatabases } from '../prisma/create-databases.ts';
import { databaseUrls } from '../prisma/databases.ts';
import { migrateAll } from '../prisma/migrate.ts';
import { createRoles } from '../prisma/roles.ts';
import { seedTicketDatabase } from '../prisma/seed/seed-ticket-database.ts';
import type { Service } from '../services/registry.ts';

export interface Prepared {
  /** Migrations that were applied now, over all databases. */
  readonly migrations: number;
  /** Events that were seeded now; 0 when they were there. */
  readonly events: number;
  readonly seats: number;
}

/**
 * May be run again at any time.
 * @param adminUrl an address of a role that may create databases and roles
 * @param passwords password of each role
 */
export async function prepareDatabases(
  adminUrl: string,
  passwords: Readonly<Record<string, string>>,
): Promise<Prepared> {
  await createDatabases(adminUrl);
  const urls = databaseUrls(adminUrl);
  const applied = await migrateAll(urls);
  await createRoles(adminUrl, passwords);
  const pool = new pg.Pool({ connectionString: urls.ticket_db, max: 1 });
  // A server that goes away must not end this process.
  pool.on('error', () => undefined);
  try {
    const seeded = await seedTicketDatabase(pool, () => new Date());
    return { migrations: Object.values(applied).flat().length, events: seeded.events, seats: seeded.seats };
  } finally {
    await pool.end();
  }
}

/**
 * The address under which a service connects: its own role, its own database.
 */
export function serviceDatabaseUrl(
  adminUrl: string,
  passwords: Readonly<Record<string, string>>,
  { database }: Service,
): string {
  if (!database) return '';
  const url = new URL(adminUrl);
  url.username = database.role;
  url.password = passwords[database.role] ?? '';
  url.pathname = `/${database.name}`;
  return url.href;
}
