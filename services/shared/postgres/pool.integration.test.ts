import { expect } from 'chai';
import { createWire, type Wire } from '../../../test/chaos/tcp-proxy.ts';
import { postgres } from '../../../test/engines/postgres.ts';
import { databaseAway } from './database-away.ts';
import { createPool, inTransaction, type Pool } from './pool.ts';

describe('a database that goes away', function () {
  this.timeout(60_000);
  let wire: Wire;
  let pool: Pool;

  beforeEach(async () => {
    const url = new URL((await postgres()).adminUrl);
    wire = await createWire({ host: url.hostname, port: Number(url.port) });
    url.hostname = '127.0.0.1';
    url.port = String(wire.port);
    pool = createPool({
      url: url.href,
      max: 2,
      name: 'pool-test',
      logger: { warn: () => undefined },
      queryTimeoutMs: 200,
    });
  });
  afterEach(async () => {
    await pool.end();
    await wire.close();
  });
  const failureOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'no failure',
      (error: unknown) => error,
    );

  it('ends no process that holds a connection in the middle of a transaction, and is found again', async () => {
    const failure = await failureOf(
      inTransaction(pool, async (tx) => {
        await tx.query('SELECT 1');
        await wire.set('down');
        // Nobody asks anything at the moment: the loss is an event, and an event without a listener ends the process.
        await new Promise((resolve) => setImmediate(resolve));
        await tx.query('SELECT 1');
      }),
    );
    await wire.set('passes');

    expect(databaseAway(failure)).to.include({ code: 'DEPENDENCY_UNAVAILABLE' });
    expect((await pool.query('SELECT 1 AS one')).rows).to.deep.equal([{ one: 1 }]);
  });

  it('is given up when it takes questions and gives no answer, and its connections with it', async () => {
    await Promise.all([pool.query('SELECT 1'), pool.query('SELECT 1')]);
    await wire.set('half-open');
    const [plain, transaction] = await Promise.all([
      failureOf(pool.query('SELECT 1')),
      failureOf(inTransaction(pool, (tx) => tx.query('SELECT 1'))),
    ]);
    await wire.set('passes');

    expect(databaseAway(plain)).to.include({ code: 'DEPENDENCY_UNAVAILABLE' });
    expect(databaseAway(transaction)).to.include({ code: 'DEPENDENCY_UNAVAILABLE' });
    expect((await pool.query('SELECT 1 AS one')).rows).to.deep.equal([{ one: 1 }]);
  });
});
