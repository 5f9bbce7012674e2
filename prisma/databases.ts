import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The five documented databases (architecture.md, data layer); each has a folder of this name with schema.prisma and migrations/. */
export const databases = ['ticket_db', 'auth_db', 'payment_db', 'stats_db', 'community_db'] as const;
export type Database = (typeof databases)[number];

export const prismaFolder = path.dirname(fileURLToPath(import.meta.url));
export const schemaPath = (database: Database): string => path.join(prismaFolder, database, 'schema.prisma');
export const migrationsPath = (database: Database): string => path.join(prismaFolder, database, 'migrations');

export type DatabaseUrls = Readonly<Record<Database, string>>;

/** The address of each database on one server. @param serverUrl any address on it; its path is replaced */
export function databaseUrls(serverUrl: string): DatabaseUrls {
  const on = (database: Database): string => {
    const url = new URL(serverUrl);
    url.pathname = `/${database}`;
    return url.href;
  };
  return {
    ticket_db: on('ticket_db'),
    auth_db: on('auth_db'),
    payment_db: on('payment_db'),
    stats_db: on('stats_db'),
    community_db: on('community_db'),
  };
}
