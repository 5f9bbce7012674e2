import type pg from 'pg';
import { escapeIdentifier, escapeLiteral } from 'pg';
import { z } from 'zod';
import { services } from '../services/registry.ts';
import { type Database, databases, databaseUrls } from './databases.ts';
import { withClient } from './engine/admin-query.ts';
import { isMain } from './engine/is-main.ts';

/** One role per service with a database (E14): what it may do stands in services/registry.ts. */
export const databaseRoles = services.flatMap(({ database }) => (database === null ? [] : [database]));

/** Role name to password; every role of `databaseRoles` must have one. */
export type RolePasswords = Readonly<Record<string, string>>;

// Rows that are evidence: written once, never changed by the service that wrote them.
const appendOnly: Readonly<Partial<Record<Database, readonly string[]>>> = {
  auth_db: ['role_changes'],
  ticket_db: ['admin_audit_logs'],
  payment_db: ['payment_logs'],
  stats_db: ['event_log'],
  community_db: ['moderation_log'],
};

/**
 * How the ticket service plans. The statements of a sale find their rows by key and nothing else, so there is one right plan
 * for each, whatever the tables hold:
 * - planned once (`force_generic_plan`): left alone PostgreSQL plans the hold anew each time, because one seat looks
 *   cheaper than the general case: 1.4 ms instead of 0.6 ms per hold, measured;
 * - without table scans: a plan made while the tables were empty read all of them once they had grown, until the next
 *   ANALYZE: 6 to 8 ms instead of 1 to 1.4 ms per hold, measured;
 * - without just-in-time compilation, which the price put on table scans would set off.
 * They stand at the role, not at the connection, because RDS Proxy pins connections that change settings.
 */
const planning: Readonly<Record<string, readonly string[]>> = {
  urr_ticket: ['plan_cache_mode = force_generic_plan', 'enable_seqscan = off', 'jit = off'],
};

async function createRole(client: pg.Client, role: string, password: string): Promise<void> {
  const name = escapeIdentifier(role);
  const found = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  if (found.rowCount === 0) await client.query(`CREATE ROLE ${name} NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT`);
  await client.query(`ALTER ROLE ${name} WITH LOGIN PASSWORD ${escapeLiteral(password)}`);
  // A paused process must not keep its row locks for ever.
  await client.query(`ALTER ROLE ${name} SET idle_in_transaction_session_timeout = '30s'`);
  for (const setting of planning[role] ?? []) await client.query(`ALTER ROLE ${name} SET ${setting}`);
}

async function tablesOf(client: pg.Client): Promise<ReadonlySet<string>> {
  const sql = `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`;
  return new Set((await client.query<{ tablename: string }>(sql)).rows.map(({ tablename }) => tablename));
}

/** Lets the role in and, once the migrations have made the tables, work with them. @returns whether they have */
async function grant(client: pg.Client, database: Database, role: string, access: 'read' | 'write'): Promise<boolean> {
  const name = escapeIdentifier(role);
  const rights = access === 'read' ? 'SELECT' : 'SELECT, INSERT, UPDATE, DELETE';
  const tables = await tablesOf(client);
  const migrated = tables.has('_prisma_migrations');
  const statements = [
    `GRANT CONNECT ON DATABASE ${database} TO ${name}`,
    `GRANT USAGE ON SCHEMA public TO ${name}`,
    // First everything away, so that a right that is no longer meant does not stay from an earlier run.
    `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${name}`,
    // Rights for tables to come would open those that are nobody's, too: nothing before the first migrations.
    ...(migrated
      ? [
          `GRANT ${rights} ON ALL TABLES IN SCHEMA public TO ${name}`,
          `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ${rights} ON TABLES TO ${name}`,
          `REVOKE ALL ON _prisma_migrations FROM ${name}`,
        ]
      : []),
    ...(access === 'write' ? (appendOnly[database] ?? []) : [])
      .filter((table) => tables.has(table))
      .map((table) => `REVOKE UPDATE, DELETE ON ${table} FROM ${name}`),
  ];
  for (const statement of statements) await client.query(statement);
  return migrated;
}

/**
 * Makes or renews the roles of all services: DML on the own database, for catalog SELECT on ticket_db only, no DDL anywhere,
 * no connection to another service's database. The caller's role must own the databases and tables.
 * Before the first migrations the roles can sign in and see nothing: run it again after them.
 * @param serverUrl an address of the owner on the server that has the five databases
 * @returns the databases that have no tables yet
 */
export async function createRoles(serverUrl: string, passwords: RolePasswords): Promise<Database[]> {
  const missing = databaseRoles.filter(({ role }) => !passwords[role]).map(({ role }) => role);
  if (missing.length > 0) throw new Error(`no password for ${missing.join(', ')}`);
  await withClient(serverUrl, async (client) => {
    for (const { role } of databaseRoles) await createRole(client, role, passwords[role] ?? '');
  });
  const urls = databaseUrls(serverUrl);
  const empty = new Set<Database>();
  for (const database of databases) {
    await withClient(urls[database], async (client) => {
      await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
      await client.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
      for (const { name, role, access } of databaseRoles)
        if (name === database && !(await grant(client, database, role, access))) empty.add(database);
    });
  }
  return [...empty];
}

// `DATABASE_ROLE_PASSWORDS='{"urr_ticket":"..."}' node --import=tsx prisma/roles.ts`, with DATABASE_URL_ADMIN as the owner.
if (isMain(import.meta.url)) {
  const { DATABASE_URL_ADMIN: serverUrl, DATABASE_ROLE_PASSWORDS: given } = process.env;
  if (!serverUrl || !given) throw new Error('set DATABASE_URL_ADMIN and DATABASE_ROLE_PASSWORDS');
  await createRoles(serverUrl, z.record(z.string(), z.string()).parse(JSON.parse(given)));
  console.log(`roles: ${databaseRoles.map(({ role }) => role).join(', ')}`);
}
