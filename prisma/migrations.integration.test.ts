import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { postgres } from '../test/engines/postgres.ts';
import { databases, migrationsPath, schemaPath } from './databases.ts';
import { schemaDifference } from './diff.ts';
import { withClient } from './engine/admin-query.ts';
import { migrateDatabase } from './migrate.ts';

let adminUrl: string;
let folder: string;
const made: string[] = [];

async function emptyDatabase(): Promise<string> {
  const name = `migrations_${randomUUID().replaceAll('-', '')}`;
  await withClient(adminUrl, (client) => client.query(`CREATE DATABASE ${name}`));
  made.push(name);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** A folder of migrations of one's own: name to SQL. */
function migrationsOf(scripts: Readonly<Record<string, string>>): string {
  const own = mkdtempSync(path.join(folder, 'own-'));
  for (const [name, sql] of Object.entries(scripts)) {
    mkdirSync(path.join(own, name), { recursive: true });
    writeFileSync(path.join(own, name, 'migration.sql'), sql);
  }
  return own;
}

const tablesOf = (url: string) =>
  withClient(url, async (client) => {
    const sql = `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`;
    return (await client.query<{ tablename: string }>(sql)).rows.map((row) => row.tablename);
  });

const failureOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no failure',
    (error: unknown) => String(error),
  );

/** The committed migrations of a database, in their order. */
const foldersOf = (database: (typeof databases)[number]): string[] => {
  const entries = readdirSync(migrationsPath(database), { withFileTypes: true });
  const folders = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  return folders.toSorted();
};

describe('migrations', function () {
  this.timeout(120_000);

  before(async () => {
    ({ adminUrl } = await postgres());
    folder = mkdtempSync(path.join(tmpdir(), 'urr-migrations-'));
  });

  after(async () => {
    rmSync(folder, { recursive: true });
    await withClient(adminUrl, async (client) => {
      for (const name of made) await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    });
  });

  it('are applied once, a second run finds nothing to do', async () => {
    const url = await emptyDatabase();

    const applied = await migrateDatabase(url, migrationsPath('ticket_db'));

    expect(applied.slice(0, 3)).to.deep.equal(['0001_init', '0002_memberships_transfers_codes', '0003_tickets_used']);
    expect(applied).to.deep.equal(foldersOf('ticket_db'));
    expect(await migrateDatabase(url, migrationsPath('ticket_db'))).to.deep.equal([]);
    expect(await tablesOf(url)).to.include.members(['seats', 'outbox', 'inbox']);
  });

  it('are applied once when two run at the same time', async () => {
    const url = await emptyDatabase();

    const runs = await Promise.all([1, 2].map(() => migrateDatabase(url, migrationsPath('payment_db'))));

    expect(runs.flat()).to.deep.equal(foldersOf('payment_db'));
  });

  it('take functions whole, with their semicolons', async () => {
    const url = await emptyDatabase();
    const sql = `CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END $$; CREATE TABLE t (c text DEFAULT ';');`;

    await migrateDatabase(url, migrationsOf({ '0001_function': sql }));

    expect(await withClient(url, async (client) => (await client.query('SELECT two()')).rows)).to.deep.equal([
      { two: 2 },
    ]);
  });

  it('leave nothing behind when they fail, and the next run says so', async () => {
    const url = await emptyDatabase();
    const own = migrationsOf({ '0001_broken': 'CREATE TABLE half (); CREATE TABLE half ();' });

    expect(await failureOf(migrateDatabase(url, own))).to.contain('half');
    expect(await tablesOf(url)).to.deep.equal([]);
    expect(await failureOf(migrateDatabase(url, own))).to.contain('0001_broken');
  });

  it('may not be edited once applied', async () => {
    const url = await emptyDatabase();
    const own = migrationsOf({ '0001_first': 'CREATE TABLE first ();' });
    await migrateDatabase(url, own);
    writeFileSync(path.join(own, '0001_first', 'migration.sql'), 'CREATE TABLE another ();');

    expect(await failureOf(migrateDatabase(url, own))).to.contain('0001_first was edited after it was applied');
  });

  for (const database of databases) {
    it(`build what the schema of ${database} says`, async () => {
      expect(await schemaDifference(adminUrl, schemaPath(database), migrationsPath(database))).to.equal('');
    });
  }

  it('are found different when the schema has one column more, with the SQL that is missing', async () => {
    const schema = plantedSchema((text) => text.replace('model Artist {', 'model Artist {\n  planted Int?'));

    const difference = await schemaDifference(adminUrl, schema, migrationsPath('ticket_db'));

    expect(difference).to.contain('ALTER TABLE "artists" ADD COLUMN').and.to.contain('"planted" INTEGER');
  });

  it('are found different when the rule of one live hold per seat is taken out', async () => {
    const own = path.join(folder, 'without-rule');
    cpSync(migrationsPath('ticket_db'), own, { recursive: true });
    const file = path.join(own, '0001_init', 'migration.sql');
    const sql = readFileSync(file, 'utf8');
    const without = sql.replace(/^CREATE UNIQUE INDEX reservation_items_live_seat .*$/m, '');
    expect(without).not.to.equal(sql);
    writeFileSync(file, without);

    expect(await schemaDifference(adminUrl, schemaPath('ticket_db'), own)).to.contain('reservation_items_live_seat');
  });

  it('are compared in a shadow database that is gone afterwards', async () => {
    await schemaDifference(adminUrl, schemaPath('auth_db'), migrationsPath('auth_db'));

    const sql = `SELECT datname FROM pg_database WHERE datname LIKE 'prisma_migrate_shadow%'`;
    expect(await withClient(adminUrl, async (client) => (await client.query(sql)).rows)).to.deep.equal([]);
    expect(await tablesOf(adminUrl), 'tables in the database given').to.deep.equal([]);
  });
});

function plantedSchema(change: (text: string) => string): string {
  const file = path.join(folder, 'planted.prisma');
  const text = readFileSync(schemaPath('ticket_db'), 'utf8');
  const changed = change(text);
  expect(changed).not.to.equal(text);
  writeFileSync(file, changed);
  return file;
}
