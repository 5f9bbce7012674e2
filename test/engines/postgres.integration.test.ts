import { expect } from 'chai';
import pg from 'pg';
import { freshDatabase, postgres } from './postgres.ts';

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

describe('test engine PostgreSQL', function () {
  this.timeout(120_000);

  it('is the documented version 16.4', async () => {
    const { adminUrl } = await postgres();

    expect(await ask(adminUrl, 'SHOW server_version')).to.deep.equal([{ server_version: '16.4' }]);
  });

  it('gives each caller a migrated database of its own', async () => {
    const [first, second] = await Promise.all([freshDatabase('payment_db'), freshDatabase('payment_db')]);
    await ask(first.url(), 'CREATE TABLE only_here ()');

    expect(await ask(second.url('urr_payment'), 'SELECT count(*)::int AS payments FROM payments')).to.deep.equal([
      { payments: 0 },
    ]);
    expect(await ask(second.url(), "SELECT to_regclass('only_here') AS found")).to.deep.equal([{ found: null }]);
  });

  it('lets a role do no more in a copy than in the template', async () => {
    const { url } = await freshDatabase('ticket_db');

    const error = await ask(url('urr_catalog'), 'DELETE FROM events').catch((thrown: unknown) => thrown);

    expect(String(error)).to.contain('permission denied');
  });

  it('copies in well under a second', async () => {
    await postgres();
    const startedAt = Date.now();

    await freshDatabase('ticket_db');

    expect(Date.now() - startedAt).to.be.below(1000);
  });
});
