import { expect } from 'chai';
import pg from 'pg';
import { freshDatabase, postgres } from '../test/engines/postgres.ts';
import { createDatabases } from './create-databases.ts';
import { databaseUrls } from './databases.ts';
import { withClient } from './engine/admin-query.ts';
import { migrateAll } from './migrate.ts';
import { createRoles, databaseRoles } from './roles.ts';
import { refusal } from './testing/refusal.ts';
import { testPool } from './testing/test-pool.ts';

const denied = '42501';

describe('database roles', function () {
  this.timeout(120_000);

  describe('catalog on ticket_db', () => {
    let db: pg.Pool;
    let owner: pg.Pool;

    before(async () => {
      const { url } = await freshDatabase('ticket_db');
      db = testPool(url('urr_catalog'));
      owner = testPool(url());
    });

    after(async () => {
      await db.end();
      await owner.end();
    });

    it('reads every table', async () => {
      const { rows } = await owner.query<{ name: string }>(
        `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations'`,
      );

      expect(rows).to.have.length.at.least(16);
      for (const { name } of rows) expect(await refusal(db, `SELECT FROM ${name} LIMIT 1`), name).to.equal(null);
    });

    it('changes no table (10.3 #33)', async () => {
      const { rows } = await owner.query<{ name: string }>(
        `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
      );

      for (const { name } of rows) {
        expect(await refusal(db, `INSERT INTO ${name} DEFAULT VALUES`), name).to.equal(denied);
        expect(await refusal(db, `UPDATE ${name} SET ctid = ctid`), name).to.be.oneOf([denied, '0A000']);
        expect(await refusal(db, `DELETE FROM ${name}`), name).to.equal(denied);
        expect(await refusal(db, `TRUNCATE ${name} CASCADE`), name).to.equal(denied);
        expect(await refusal(db, `SELECT FROM ${name} FOR UPDATE`), name).to.equal(denied);
      }
      expect(await refusal(db, `UPDATE seats SET status = 'available'`)).to.equal(denied);
    });

    it('changes no definition', async () => {
      const statements = [
        'CREATE TABLE mine ()',
        'CREATE SCHEMA mine',
        'ALTER TABLE seats ADD COLUMN mine int',
        'DROP TABLE seats',
        'CREATE INDEX mine ON seats (status)',
        'CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
        'CREATE ROLE mine',
        'SET ROLE urr_ticket',
      ];
      for (const statement of statements) {
        expect(await refusal(db, statement), statement).to.equal(denied);
      }
    });
  });

  it('let a writing service change rows, but no definition and no migration', async () => {
    const { url } = await freshDatabase('ticket_db');
    const db = testPool(url('urr_ticket'));

    expect(await refusal(db, `INSERT INTO artists (name) VALUES ('Somebody')`)).to.equal(null);
    for (const statement of [
      'DROP TABLE artists',
      'CREATE TABLE mine ()',
      'TRUNCATE artists',
      'SELECT FROM _prisma_migrations',
    ]) {
      expect(await refusal(db, statement), statement).to.equal(denied);
    }
    expect(
      await refusal(
        db,
        `INSERT INTO admin_audit_logs (admin_user_id, action, resource_type) VALUES (gen_random_uuid(), 'X', 'Y')`,
      ),
    ).to.equal(null);
    expect(await refusal(db, 'DELETE FROM admin_audit_logs')).to.equal(denied);
    await db.end();
  });

  it('open no database but their own, may be made again, and then have the new password', async () => {
    const { adminUrl } = await postgres();
    // The server's own five have become templates under other names; these are five more, for this test.
    await createDatabases(adminUrl);
    await migrateAll(databaseUrls(adminUrl));
    const before = await storedPasswords(adminUrl);
    const passwords = Object.fromEntries(databaseRoles.map(({ role }) => [role, `of-${role}`]));
    try {
      await createRoles(adminUrl, passwords);
      await createRoles(adminUrl, passwords);

      for (const { role, name } of databaseRoles) {
        for (const [database, address] of Object.entries(databaseUrls(adminUrl))) {
          const url = new URL(address);
          [url.username, url.password] = [role, `of-${role}`];
          const outcome = await withClient(url.href, (client) => refusal(client, 'CREATE TEMP TABLE mine ()')).catch(
            (error: unknown) => (error instanceof pg.DatabaseError ? `connection ${error.code}` : String(error)),
          );
          expect(outcome, `${role} on ${database}`).to.equal(database === name ? denied : `connection ${denied}`);
        }
      }
    } finally {
      await restore(adminUrl, before);
    }
  });

  it('are refused without a password for each', async () => {
    const error = await createRoles('postgres://nowhere', {}).catch((thrown: unknown) => thrown);

    expect(String(error)).to.contain('no password for urr_ticket, urr_payment');
  });
});

interface StoredPassword {
  readonly rolname: string;
  readonly rolpassword: string;
}

async function storedPasswords(adminUrl: string): Promise<StoredPassword[]> {
  const sql = `SELECT rolname, rolpassword FROM pg_authid WHERE rolname LIKE 'urr\\_%' AND rolpassword IS NOT NULL`;
  return withClient(adminUrl, async (client) => (await client.query<StoredPassword>(sql)).rows);
}

// Other tests of this process use the same roles with the passwords they had, and the names of the databases.
async function restore(adminUrl: string, passwords: readonly StoredPassword[]): Promise<void> {
  await withClient(adminUrl, async (client) => {
    for (const { rolname, rolpassword } of passwords) {
      await client.query(`ALTER ROLE ${rolname} PASSWORD '${rolpassword}'`);
    }
    for (const database of Object.keys(databaseUrls(adminUrl))) {
      await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    }
  });
}
