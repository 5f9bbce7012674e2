import path from 'node:path';
import { expect } from 'chai';
import pg from 'pg';
import { startPostgres } from '../../local/engines/postgres.ts';
import { databaseUrls } from '../../prisma/databases.ts';
import { withClient } from '../../prisma/engine/admin-query.ts';
import { migrateAll } from '../../prisma/migrate.ts';
import { refusal } from '../../prisma/testing/refusal.ts';
import { stopAfterAllTests } from '../../test/engines/process-wide.ts';
import { testEngineOptions } from '../../test/engines/test-run.ts';
import { setUpDatabases } from './set-up-databases.ts';
import { type MemoryStore, memoryStore } from './testing/memory-store.ts';

const denied = '42501';
const roles = ['urr_ticket', 'urr_payment', 'urr_stats', 'urr_auth', 'urr_community', 'urr_catalog'];

describe('set-up of the databases', function () {
  this.timeout(120_000);
  let adminUrl: string;
  let ownerUrl: string;
  let host: string;
  let port: number;
  let store: MemoryStore;

  const run = (renew: readonly string[] = []) =>
    setUpDatabases(
      {
        serverUrl: ownerUrl,
        host,
        port,
        secretArns: Object.fromEntries(roles.map((role) => [role, `arn:${role}`])),
        renew,
        patienceMs: 5_000,
      },
      store,
    );
  /** The address in the secret of a role; this server has no certificate. */
  const urlOf = (role: string): string =>
    (store.values.get(`arn:${role}`)?.DATABASE_URL ?? '').replace('?sslmode=verify-full', '');

  before(async () => {
    const options = await testEngineOptions();
    // A server of its own: roles belong to the whole server, and other tests use the same names.
    const engine = await startPostgres({ ...options, dataFolder: path.join(options.dataFolder, 'set-up') });
    stopAfterAllTests(engine.stop);
    adminUrl = engine.adminUrl;
    const url = new URL(adminUrl);
    [host, port] = [url.hostname, Number(url.port)];
    // The owner on RDS is no superuser: it may create databases and roles.
    await withClient(engine.adminUrl, (client) =>
      client.query(`CREATE ROLE rds_owner LOGIN PASSWORD 'of-the-owner' CREATEDB CREATEROLE NOSUPERUSER`),
    );
    [url.username, url.password] = ['rds_owner', 'of-the-owner'];
    ownerUrl = url.href;
    store = memoryStore();
  });

  it('creates the five documented databases and says that they have no tables yet', async () => {
    const report = await run();

    const found = await withClient(ownerUrl, (client) =>
      client.query<{ datname: string }>(`SELECT datname FROM pg_database WHERE datname LIKE '%\\_db' ORDER BY datname`),
    );
    expect(found.rows.map(({ datname }) => datname)).to.deep.equal([
      'auth_db',
      'community_db',
      'payment_db',
      'stats_db',
      'ticket_db',
    ]);
    expect(report.newSecrets).to.have.members(roles);
    expect(report.waitingForMigrations).to.have.lengthOf(5);
    expect(JSON.stringify(report)).not.to.match(/password|postgres:/);
  });

  it('keeps a password for each role that RDS Proxy and the service can use', async () => {
    for (const role of roles) {
      expect(store.values.get(`arn:${role}`)).to.include({ username: role, host, port: String(port) });
      expect(store.values.get(`arn:${role}`)?.password).to.match(/^[\w-]{43}$/);
      expect(store.values.get(`arn:${role}`)?.DATABASE_URL).to.match(/\?sslmode=verify-full$/);
    }
    const { rows } = await withClient(urlOf('urr_ticket'), (client) => client.query('SELECT current_user AS name'));
    expect(rows).to.deep.equal([{ name: 'urr_ticket' }]);
  });

  it('gives no right on tables that are still to come', async () => {
    await withClient(databaseUrls(ownerUrl).ticket_db, (client) => client.query('CREATE TABLE early ()'));

    expect(await outcome(urlOf('urr_ticket'), 'SELECT FROM early')).to.equal(denied);

    await withClient(databaseUrls(ownerUrl).ticket_db, (client) => client.query('DROP TABLE early'));
  });

  it('after the migrations gives each service its rows, and catalog SELECT on ticket_db only (ruling E14)', async () => {
    await migrateAll(databaseUrls(ownerUrl));

    const report = await run();

    expect(report).to.deep.include({ newSecrets: [], waitingForMigrations: [] });
    expect(await outcome(urlOf('urr_ticket'), `INSERT INTO artists (name) VALUES ('Somebody')`)).to.equal(null);
    expect(await outcome(urlOf('urr_catalog'), 'SELECT FROM artists')).to.equal(null);
    expect(await outcome(urlOf('urr_catalog'), 'DELETE FROM artists')).to.equal(denied);
    expect(await outcome(urlOf('urr_ticket'), 'DROP TABLE artists')).to.equal(denied);
    expect(await outcome(urlOf('urr_ticket'), 'SELECT FROM _prisma_migrations')).to.equal(denied);
    expect(await outcome(urlOf('urr_ticket'), 'DELETE FROM admin_audit_logs')).to.equal(denied);
    expect(await outcome(urlOf('urr_payment').replace('payment_db', 'ticket_db'), 'SELECT')).to.equal(denied);
  });

  it('changes nothing when it runs again', async () => {
    const before = new Map(store.values);
    const writes = store.writes;

    const report = await run();

    expect(report.newSecrets).to.deep.equal([]);
    expect(store.writes).to.equal(writes);
    expect(store.values).to.deep.equal(before);
  });

  it('gives a role a new password when it is asked for, and the old one is over', async () => {
    const old = urlOf('urr_stats');

    const report = await run(['urr_stats']);

    expect(report.newSecrets).to.deep.equal(['urr_stats']);
    expect(await outcome(old, 'SELECT')).to.equal('28P01');
    expect(await outcome(urlOf('urr_stats'), 'SELECT')).to.equal(null);
  });

  it('writes the new address into the secret when the proxy comes, with the same password', async () => {
    const before = store.values.get('arn:urr_auth')?.password;
    const real = host;
    host = 'proxy.example';

    const report = await run();

    host = real;
    expect(report.newSecrets).to.have.members(roles);
    expect(store.values.get('arn:urr_auth')).to.include({ password: before, host: 'proxy.example' });
    await run();
  });

  it('waits for a server that does not let the owner in yet, but not for ever', async () => {
    const late = new URL(ownerUrl);
    [late.username, late.password] = ['late_owner', 'of-the-owner'];
    const setup = {
      serverUrl: late.href,
      host,
      port,
      secretArns: Object.fromEntries(roles.map((role) => [role, `arn:${role}`])),
      renew: [],
    };

    const refused = await setUpDatabases({ ...setup, patienceMs: 100 }, store).catch((thrown: unknown) => thrown);
    expect(refused).to.have.property('code', '28P01');

    const waiting = setUpDatabases({ ...setup, patienceMs: 10_000 }, store);
    await withClient(adminUrl, (client) =>
      client.query(`CREATE ROLE late_owner LOGIN SUPERUSER PASSWORD 'of-the-owner'`),
    );
    expect((await waiting).newSecrets).to.deep.equal([]);
  });

  it('refuses to renew what is no role', async () => {
    const error = await run(['urr_admin']).catch((thrown: unknown) => thrown);

    expect(String(error)).to.contain('renew names urr_admin, which are no database roles');
  });
});

/** SQLSTATE by which a statement, or the connection itself, is refused; null when it is not. */
function outcome(url: string, sql: string): Promise<string | null> {
  return withClient(url, (client) => refusal(client, sql)).catch((error: unknown) =>
    error instanceof pg.DatabaseError ? (error.code ?? 'unknown') : String(error),
  );
}
