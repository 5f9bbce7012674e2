import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { z } from 'zod';
import { freshDatabase } from '../../../test/engines/postgres.ts';
import { createPool, inTransaction, type Pool } from '../postgres/pool.ts';
import { fakeFoundation } from '../testing/foundation-fake.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { type ConsumerOptions, startConsumer } from './consumer.ts';
import { writeOutbox } from './outbox.ts';
import { type OutboxRelayOptions, startOutboxRelay } from './outbox-relay.ts';

const schema = z.object({ id: z.uuid(), type: z.literal('COUNTED'), n: z.int() });
type Counted = z.infer<typeof schema>;
const event = (n: number): Counted => ({ id: randomUUID(), type: 'COUNTED', n });
const record = (value: unknown, key = 'k') => ({
  topic: 't',
  key,
  value: typeof value === 'string' ? value : JSON.stringify(value),
  headers: {},
});

describe('events from outbox to effect', function () {
  this.timeout(60_000);
  let pool: Pool;

  before(async () => {
    const { logger } = fakeFoundation('test');
    pool = createPool({ url: (await freshDatabase('payment_db')).url(), max: 5, name: 'test', logger });
    await pool.query('CREATE TABLE effects (id uuid, n int)');
  });
  after(() => pool.end());
  beforeEach(() => pool.query('TRUNCATE effects, inbox, outbox'));

  const relay = (options: Partial<OutboxRelayOptions> & Pick<OutboxRelayOptions, 'log'>) =>
    startOutboxRelay({ ...fakeFoundation('test'), pool, idleMs: 5, retryMs: 5, ...options });
  const consumer = (options: Partial<ConsumerOptions<Counted>> & Pick<ConsumerOptions<Counted>, 'log'>) =>
    startConsumer<Counted>({
      ...fakeFoundation('test'),
      pool,
      group: 'g',
      topic: 't',
      schema,
      handle: store,
      retryMs: [1, 1],
      ...options,
    });
  const store: ConsumerOptions<Counted>['handle'] = async (tx, events) => {
    for (const { id, n } of events) {
      if (n === 666) throw new Error('cannot be applied');
      await tx.query('INSERT INTO effects VALUES ($1, $2)', [id, n]);
    }
  };
  const effects = async () => (await pool.query<{ n: number }>('SELECT n FROM effects')).rows.map((row) => row.n);
  const count = async (table: string) =>
    (await pool.query<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n;
  const write = (events: Counted[], key = 'k') =>
    inTransaction(pool, (tx) =>
      writeOutbox(
        tx,
        events.map((item) => ({ topic: 't', key, event: item })),
        { 'x-request-id': 'r-1' },
      ),
    );

  it('publishes committed rows in order with their headers and leaves the table empty', async () => {
    const log = createMemoryLog();
    await write([event(1), event(2)]);
    await write([event(3)], 'other');

    await relay({ log }).stop();

    expect(log.published.map(({ value, key }) => [key, schema.parse(JSON.parse(value)).n])).to.deep.equal([
      ['k', 1],
      ['k', 2],
      ['other', 3],
    ]);
    expect(log.published[0]?.headers).to.deep.equal({ 'x-request-id': 'r-1' });
    expect(await count('outbox')).to.equal(0);
  });

  it('publishes nothing that was rolled back (fault 10.3 #9)', async () => {
    const log = createMemoryLog();
    await inTransaction(pool, async (tx) => {
      await writeOutbox(tx, [{ topic: 't', key: 'k', event: event(1) }]);
      throw new Error('changed my mind');
    }).catch(() => undefined);

    await relay({ log }).stop();

    expect(log.published).to.deep.equal([]);
  });

  it('keeps rows while the log is away and publishes them when it is back', async () => {
    const log = createMemoryLog();
    log.failWith = 'broker away';
    await write([event(1), event(2)]);
    const running = relay({ log });
    await until(async () => log.published.length === 0 && (await count('outbox')) === 2);

    log.failWith = undefined;
    await until(async () => (await count('outbox')) === 0);
    await running.stop();

    expect(log.published).to.have.length(2);
  });

  it('publishes again what a killed relay had published but not committed, and the inbox drops the copy (10.4 #7)', async () => {
    const log = createMemoryLog();
    await write([event(1)]);
    let kills = 1;
    const killPoint = () => {
      if (kills-- > 0) throw new Error('killed');
    };

    const running = relay({ log, killPoint });
    await until(async () => (await count('outbox')) === 0);
    await running.stop();
    await consumer({ log });
    await log.deliver('t', log.published);

    expect(log.published).to.have.length(2);
    expect(await effects()).to.deep.equal([1]);
  });

  it('lets one relay work at a time, so order holds with replicas', async () => {
    const log = createMemoryLog();
    for (let n = 0; n < 50; n++) await write([event(n)]);

    await Promise.all(
      [relay({ log, batchSize: 3 }), relay({ log, batchSize: 3 }), relay({ log, batchSize: 3 })].map(async (one) => {
        await until(async () => (await count('outbox')) === 0);
        await one.stop();
      }),
    );

    expect(log.published.map(({ value }) => schema.parse(JSON.parse(value)).n)).to.deep.equal(
      Array.from({ length: 50 }, (_, n) => n),
    );
  });

  it('applies an event once, delivered ten times and twice in one batch', async () => {
    const log = createMemoryLog();
    await consumer({ log });
    const one = record(event(1));

    for (let n = 0; n < 10; n++) await log.deliver('t', [one, one]);

    expect(await effects()).to.deep.equal([1]);
  });

  it('applies an event once when two consumers hold it at the same time (rebalance)', async () => {
    const [first, second] = [createMemoryLog(), createMemoryLog()];
    await consumer({ log: first });
    await consumer({ log: second });
    const records = Array.from({ length: 30 }, (_, n) => record(event(n)));

    await Promise.all([first.deliver('t', records), second.deliver('t', records.toReversed())]);

    expect((await effects()).toSorted((a, b) => a - b)).to.deep.equal(Array.from({ length: 30 }, (_, n) => n));
  });

  it('brings an event again whose consumer died between effect and commit, and loses nothing', async () => {
    const log = createMemoryLog();
    let kills = 1;
    await consumer({
      log,
      killPoint: (label) => {
        if (label === 'consumer.after-effect-before-commit' && kills-- > 0)
          throw Object.assign(new Error('connection lost'), { code: 'ECONNRESET' });
      },
    });

    await log.deliver('t', [record(event(1)), record(event(2))]);

    expect(await effects()).to.deep.equal([1, 2]);
    expect(log.done.get('t')).to.equal(2);
  });

  it('sets poison aside, each once, and lets everything else through', async () => {
    const log = createMemoryLog();
    await consumer({ log });
    const values = [event(1), '{"broken', { id: 'no-uuid' }, event(666), event(2), 'null', event(3)];

    await log.deliver(
      't',
      values.map((value) => record(value)),
    );

    expect(await effects()).to.deep.equal([1, 2, 3]);
    expect(log.published.map(({ topic }) => topic)).to.deep.equal(Array(4).fill('t-dlq'));
    expect(log.published.map(({ headers }) => headers['dlq-offset'])).to.have.members(['1', '2', '3', '5']);
    expect(log.published.find(({ headers }) => headers['dlq-offset'] === '3')?.headers['dlq-reason']).to.equal(
      'cannot be applied',
    );
    expect(log.done.get('t')).to.equal(7);
  });

  it('never sets an event aside because the database is away', async () => {
    const log = createMemoryLog();
    let failures = 3;
    await consumer({
      log,
      handle: async (tx, events) => {
        if (failures-- > 0) throw Object.assign(new Error('the database system is shutting down'), { code: '57P01' });
        await store(tx, events);
      },
    });

    await log.deliver('t', [record(event(1))]);

    expect(await effects()).to.deep.equal([1]);
    expect(log.published).to.deep.equal([]);
  });

  it('leaves the rest alone once the partition is no longer its own', async () => {
    const log = createMemoryLog();
    await consumer({ log, chunkSize: 1 });
    let asked = 0;

    await log.deliver('t', [record(event(1)), record(event(2))], () => asked++ < 1);

    expect(await effects()).to.deep.equal([1]);
    expect(log.done.get('t')).to.equal(undefined);
  });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1_000; tries++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('the condition never came true');
}
