import pg from 'pg';
import { databases } from './databases.ts';
import { withClient } from './engine/admin-query.ts';

const duplicateDatabase = '42P04';
const uniqueViolation = '23505';

/** Creates those of the five databases that the server lacks; two callers at once do no harm. */
export async function createDatabases(serverUrl: string): Promise<void> {
  await withClient(serverUrl, async (client) => {
    const found = await client.query<{ datname: string }>('SELECT datname FROM pg_database');
    const present = new Set(found.rows.map((row) => row.datname));
    for (const database of databases) {
      if (!present.has(database)) await client.query(`CREATE DATABASE ${database}`).catch(ignoreExisting);
    }
  });
}

function ignoreExisting(error: unknown): void {
  const code = error instanceof pg.DatabaseError ? error.code : undefined;
  if (code !== duplicateDatabase && code !== uniqueViolation) throw error;
}
