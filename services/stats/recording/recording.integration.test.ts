import { expect } from 'chai';
import fc from 'fast-check';
import pg from 'pg';
import { testPool } from '../../../prisma/testing/test-pool.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines/postgres.ts';
import { takeNew } from '../../shared/events/inbox.ts';
import { inTransaction } from '../../shared/postgres/pool.ts';
import { fingerprints } from '../rebuild/fingerprint.ts';
import { recount } from '../rebuild/recount.ts';
import { purchase } from '../testing/made-events.ts';
import { arrivals } from '../testing/random-events.ts';
import { recordEvents } from './record-events.ts';
import type { StatsEvent } from './stats-event.ts';

const tables = ['event_log', 'inbox', 'things', 'payments', 'sightings', 'sighting_days', 'daily_stats', 'event_stats'];

describe('statistics counted event by event (I14)', function () {
  this.timeout(120_000);
  let database: FreshDatabase;
  let pool: pg.Pool;
  let owner: pg.Pool;

  before(async () => {
    database = await freshDatabase('stats_db');
    pool = testPool(database.url('urr_stats'));
    // The service itself may only add to the log.
    owner = testPool(database.url());
  });
  after(async () => {
    await pool.end();
    await owner.end();
    await database.drop();
  });
  beforeEach(empty);

  async function empty() {
    for (const table of tables) await owner.query(`DELETE FROM ${table}`);
  }
  /** As the consumer does it: inbox row and effect in one transaction. */
  const arrive = (events: readonly StatsEvent[]) =>
    inTransaction(pool, async (tx) => {
      const fresh = await takeNew(tx, 'stats-service-group', events);
      if (fresh.length > 0) await recordEvents(tx, fresh);
    });
  async function arriveInBatches(events: readonly StatsEvent[], size: number) {
    for (let start = 0; start < events.length; start += size) await arrive(events.slice(start, start + size));
  }
  const deadlock = (error: unknown) => error instanceof pg.DatabaseError && error.code === '40P01';

  it('are equal to those recounted from the log, for every order, repetition and batch size', async () => {
    let things = 0;
    await fc.assert(
      fc.asyncProperty(arrivals, async ({ events, one, other, batch }) => {
        await empty();
        await arriveInBatches(one, batch);
        const first = await fingerprints(pool);
        const recounted = await recount(pool, { keep: false, pageSize: 2 });
        await empty();
        await arriveInBatches(other, 1);

        expect(recounted.differing).to.deep.equal([]);
        expect(recounted.events).to.equal(new Set(events.map(({ id }) => id)).size);
        expect(await fingerprints(pool)).to.deep.equal(first);
        things += recounted.things;
      }),
      { numRuns: 60 },
    );
    console.log(`      60 histories of ${things} things: 0 differences`);
  });

  it('are equal too when two consumers count the same things at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, async ({ one, other, batch }) => {
        await empty();
        const untilDone = async (events: readonly StatsEvent[]): Promise<void> => {
          for (let start = 0; start < events.length; start += batch)
            // The shared consumer tries a transaction again that was chosen to end a deadlock.
            for (let done = false; !done; )
              done = await arrive(events.slice(start, start + batch)).then(
                () => true,
                (error: unknown) => {
                  if (!deadlock(error)) throw error;
                  return false;
                },
              );
        };
        await Promise.all([untilDone(one), untilDone(other)]);

        expect((await recount(pool, { keep: false })).differing).to.deep.equal([]);
      }),
      { numRuns: 30 },
    );
  });

  it('do not count an event again that comes after the inbox has forgotten it (10.4 #4)', async () => {
    const bought = purchase();
    const events = [bought.requested('2026-11-20T10:00:00Z'), bought.completed('2026-11-20T10:01:00Z')];
    await arrive(events);
    const before = await fingerprints(pool);
    await pool.query('DELETE FROM inbox');

    await arrive(events.toReversed());

    expect(await fingerprints(pool)).to.deep.equal(before);
  });

  it('are repaired by a recount, which says what was wrong', async () => {
    const bought = purchase();
    await arrive([bought.requested('2026-11-20T10:00:00Z'), bought.completed('2026-11-20T10:01:00Z')]);
    await pool.query('UPDATE daily_stats SET total_revenue = 7');
    await pool.query('DELETE FROM sightings');

    const looked = await recount(pool, { keep: false });
    const kept = await recount(pool, { keep: true });
    const again = await recount(pool, { keep: true });

    expect(looked.differing).to.deep.equal(['daily_stats', 'sightings']);
    expect(kept.differing).to.deep.equal(['daily_stats', 'sightings']);
    expect(again).to.deep.include({ differing: [], events: 2, things: 1 });
    const { rows } = await pool.query('SELECT total_revenue::int FROM daily_stats');
    expect(rows).to.deep.equal([{ total_revenue: 100_000 }]);
  });

  it('make a consumer try again, and lose nothing, while a recount runs', async () => {
    const bought = purchase();
    const refused = await inTransaction(pool, async (alone) => {
      await alone.query('SELECT pg_advisory_xact_lock(20261122)');
      return arrive([bought.requested('2026-11-20T10:00:00Z')]).catch((error: unknown) => error);
    });
    await arrive([bought.requested('2026-11-20T10:00:00Z')]);

    expect(refused).to.include({ code: '40001' });
    expect((await recount(pool, { keep: false })).events).to.equal(1);
  });
});
