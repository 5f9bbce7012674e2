import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The five documented databases (architecture.md, data layer); each has a folder of this name with schema.prisma and migrations/. */
export const databases = ['ticket_db', 'auth_db', 'payment_db', 'stats_db', 'community_db'] as const;
export type Database = (typeof databases)[number];

export const prismaFolder = path.dirname(fileURLToPath(import.meta.url));
export const schemaPath = (database: Database): string => path.join(prismaFolder, database, 'schema.prisma');
export const migrationsPath = (database: Database): string => path.join(prismaFolder, database, 'migrations');
