import { setTimeout as delay } from 'node:timers/promises';
import { createDatabases } from '../../prisma/create-databases.ts';
import { type Database, databases } from '../../prisma/databases.ts';
import { withClient } from '../../prisma/engine/admin-query.ts';
import { createRoles, databaseRoles } from '../../prisma/roles.ts';
import { randomSecret } from './random-secret.ts';
import { type SecretStore, type SecretValue, writeIfDifferent } from './secret-store.ts';

export interface DatabaseSetup {
  /** Address of the owner, on any database of the server. */
  readonly serverUrl: string;
  /** Where clients find the databases. */
  readonly host: string;
  readonly port: number;
  /** Database role to the ARN of its secret. */
  readonly secretArns: Readonly<Record<string, string>>;
  /** Roles that get a new password although they have one. */
  readonly renew: readonly string[];
  /** Milliseconds that the server may take to let the owner in. */
  readonly patienceMs: number;
}

/** What was done, without any secret: it stands in the state of Terraform. */
export interface DatabaseReport {
  readonly databases: readonly Database[];
  readonly roles: readonly string[];
  /** Roles whose secret was written now. */
  readonly newSecrets: readonly string[];
  /** Databases without tables: run the migrations, then this again. */
  readonly waitingForMigrations: readonly Database[];
}

/**
 * Creates the five databases and a role for each service, catalog's with SELECT only (architecture.md 5.1, ruling E14).
 * Passwords are drawn here and kept in the secrets; one that is there already is used, so a second run changes nothing.
 */
export async function setUpDatabases(setup: DatabaseSetup, store: SecretStore): Promise<DatabaseReport> {
  const unknown = setup.renew.filter((name) => !databaseRoles.some(({ role }) => role === name));
  if (unknown.length > 0) throw new Error(`renew names ${unknown.join(', ')}, which are no database roles`);
  const passwords: Record<string, string> = {};
  const newSecrets: string[] = [];
  for (const { role, name } of databaseRoles) {
    const arn = setup.secretArns[role] ?? '';
    const before = await store.read(arn);
    const password = (setup.renew.includes(role) ? undefined : before?.password) ?? randomSecret();
    // The secret first: if this ends half-way, the next run finds the password and gives it to the role.
    if (await writeIfDifferent(store, arn, before, roleSecret(setup, name, role, password))) newSecrets.push(role);
    passwords[role] = password;
  }
  // A new proxy takes minutes until it reaches its server, and it needs the secrets that were just written.
  await untilReachable(setup.serverUrl, setup.patienceMs);
  await createDatabases(setup.serverUrl);
  const waitingForMigrations = await createRoles(setup.serverUrl, passwords);
  return { databases, roles: databaseRoles.map(({ role }) => role), newSecrets, waitingForMigrations };
}

/** @throws the last fault, when the time is over */
async function untilReachable(
  url: string,
  patienceMs: number,
  everyMs = Math.min(5_000, patienceMs / 10),
): Promise<void> {
  const end = performance.now() + patienceMs;
  for (;;) {
    try {
      await withClient(url, (client) => client.query('SELECT'));
      return;
    } catch (error) {
      if (performance.now() + everyMs >= end) throw error;
      await delay(everyMs);
    }
  }
}

/** `username` and `password` are what RDS Proxy reads; `DATABASE_URL` is what a service reads. */
function roleSecret({ host, port }: DatabaseSetup, database: Database, role: string, password: string): SecretValue {
  return {
    username: role,
    password,
    engine: 'postgres',
    host,
    port: String(port),
    dbname: database,
    // Random secrets hold letters and digits, - and _ only: nothing in this address needs to be escaped.
    DATABASE_URL: `postgres://${role}:${password}@${host}:${port}/${database}?sslmode=verify-full`,
  };
}
