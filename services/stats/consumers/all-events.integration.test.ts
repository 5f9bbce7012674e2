import { expect } from 'chai';
import type pg from 'pg';
import { testPool } from '../../../prisma/testing/test-pool.ts';
import { kafka } from '../../../test/engines/kafka.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines/postgres.ts';
import { eventually } from '../../../test/platform/eventually.ts';
import type { EventRecord } from '../../shared/events/event-log.ts';
import { createKafkaLog } from '../../shared/events/kafka-log.ts';
import { keepSubscribing } from '../../shared/events/keep-subscribing.ts';
import { topicNames } from '../../shared/events/topics.ts';
import type { Foundation } from '../../shared/http/foundation.ts';
import { fakeFoundation } from '../../shared/testing/foundation-fake.ts';
import { createMemoryLog } from '../../shared/testing/memory-log.ts';
import { recount } from '../rebuild/recount.ts';
import { type StatsEvent, subjectOf, topicOf } from '../recording/stats-event.ts';
import { membership, purchase, resale } from '../testing/made-events.ts';
import { consumeAllEvents } from './all-events.ts';

const recordOf = (event: StatsEvent): EventRecord => ({
  topic: topicOf(event),
  key: subjectOf(event),
  value: JSON.stringify(event),
  headers: {},
});

describe('stats takes in the four topics', function () {
  this.timeout(120_000);
  let database: FreshDatabase;
  let pool: pg.Pool;
  let foundation: Foundation;

  beforeEach(async () => {
    foundation = fakeFoundation('stats');
    database = await freshDatabase('stats_db');
    pool = testPool(database.url('urr_stats'));
  });
  afterEach(async () => {
    await pool.end();
    await database.drop();
  });

  const numbers = async () => {
    const { rows } = await pool.query(
      `SELECT sum(total_reservations)::int AS reservations, sum(confirmed_reservations)::int AS confirmed,
         sum(transfers_completed)::int AS transfers, sum(total_revenue)::int AS revenue FROM daily_stats`,
    );
    return rows[0];
  };
  function history(): StatsEvent[] {
    const bought = purchase();
    const [sold, fan] = [resale(bought.referenceId), membership()];
    return [
      bought.requested('2026-11-20T10:00:00Z'),
      bought.confirmed('2026-11-20T10:01:00Z'),
      bought.completed('2026-11-20T10:01:01Z'),
      sold.listed('2026-11-20T11:00:00Z'),
      sold.paid('2026-11-20T11:01:00Z'),
      sold.completed('2026-11-20T11:01:01Z'),
      sold.delivered('2026-11-20T11:01:01Z'),
      bought.refundAsked('2026-11-20T11:01:01Z', { reason: 'resold' }),
      bought.refunded('2026-11-20T11:01:02Z', { reason: 'resold' }),
      fan.paid('2026-11-20T12:00:00Z'),
      fan.activated('2026-11-20T12:00:01Z'),
    ];
  }

  it('counts what travels through Kafka, each once, though all is published twice; two pods share the work (10.4 #1)', async () => {
    const { brokers } = await kafka();
    const log = createKafkaLog({ clientId: 'stats-test', brokers, logger: foundation.logger });
    const pods = [await consumeAllEvents({ foundation, log, pool }), await consumeAllEvents({ foundation, log, pool })];
    const histories = Array.from({ length: 40 }, history);
    const records = histories.flat().map(recordOf);

    for (const batch of [records.toReversed(), records]) await log.publish(batch);
    await eventually(
      'all events in the log',
      async () => (await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM event_log')).rows[0]?.n,
      (count) => count === records.length,
      60_000,
    );
    for (const pod of pods) await pod.stop();
    await log.close();

    expect(await numbers()).to.deep.equal({
      reservations: 40,
      confirmed: 40,
      transfers: 40,
      revenue: 40 * (100_000 + 10_000 + 30_000),
    });
    expect((await recount(pool, { keep: false })).differing).to.deep.equal([]);
  });

  it('sets an event aside that it cannot read, and goes on (10.4 #5)', async () => {
    const log = createMemoryLog();
    await consumeAllEvents({ foundation, log, pool, retryMs: [] });
    const [first] = history();

    for (const topic of topicNames)
      await log.deliver(topic, [{ topic, key: 'k', value: '{"type":"NO_SUCH"}', headers: {} }]);
    if (first) await log.deliver('payment-events', [recordOf(first)]);

    expect(log.published.map(({ topic }) => topic)).to.deep.equal(topicNames.map((topic) => `${topic}-dlq`));
    expect(await numbers()).to.include({ reservations: 1 });
  });

  it('takes events in as soon as the broker is there, when it was away at the start', async () => {
    const log = createMemoryLog();
    let tries = 0;
    const startedLate: typeof log.subscribe = async (...subscription) => {
      tries += 1;
      if (tries < 3) throw new Error('broker away');
      return log.subscribe(...subscription);
    };
    const subscribe = () => consumeAllEvents({ foundation, log: { ...log, subscribe: startedLate }, pool });
    const running = keepSubscribing(subscribe, foundation.logger, 1);
    const [first] = history();

    await eventually(
      'subscribed',
      async () => tries,
      (count) => count === 3,
    );
    if (first) await log.deliver('payment-events', [recordOf(first)]);
    await running.stop();

    expect(await numbers()).to.include({ reservations: 1 });
  });
});
