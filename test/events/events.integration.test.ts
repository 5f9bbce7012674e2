/** Group C (runtime.md 3.2) on a real Kafka: killed consumers, poison, a broker that is away, records that come ten times. */
import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { death } from '../money/death.ts';
import { askMoneyBack, buy, ends, expire, holdAndPrepare, pay, standing } from '../money/purchase.ts';
import { expectSettledBooks } from '../money/settled-books.ts';
import { moneyStage, type Stage } from '../money/stage.ts';
import { eventually } from '../platform/eventually.ts';
import { expectEachEventOnce, untilConsumed } from './exactly-once.ts';
import { deliveries, holdAndBeAsked, onlyEvents, topicsAndGroups } from './story-by-events.ts';
import { publish, recordsOf, type TopicRecord } from './topic.ts';

const several = <T>(count: number, make: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, make));

describe('events on Kafka', function () {
  this.timeout(300_000);
  let stage: Stage;

  before(async () => {
    stage = await moneyStage();
    await stage.provider.webhooks(false);
  });
  after(() => stage.platform.supervisor.restart('payment', { env: {} }));

  const brokers = () => stage.platform.kafka.brokers;
  const consumed = () => untilConsumed(stage);

  it('take effect once although both consumers are killed before their commit and again after it', async () => {
    const { supervisor } = stage.platform;
    await supervisor.restart('payment', { env: onlyEvents });
    const purchases = await several(4, () => holdAndBeAsked(stage));
    await supervisor.kill('ticket');
    await Promise.all(purchases.map((purchase) => pay(purchase)));
    await eventually(
      "payment's outbox",
      () => stage.platform.sql('payment_db').query('SELECT id FROM outbox'),
      ({ rows }) => rows.length === 0,
    );
    await supervisor.kill('payment');

    const dieAndDie = async (service: 'ticket' | 'payment', env: Readonly<Record<string, string>>) => {
      for (const when of ['after-effect-before-commit', 'after-commit-before-offset']) {
        await supervisor.spawn(service, { env: { ...env, KILL_POINT: `consumer.${when}` } });
        await death(stage, service, `consumer.${when}`);
      }
      await supervisor.start(service, { env });
    };
    // payment dies over the PAYMENT_COMPLETED that ticket sends once it may live.
    await Promise.all([dieAndDie('ticket', {}), dieAndDie('payment', onlyEvents)]);
    await Promise.all(purchases.map((purchase) => ends(purchase, 'confirmed confirmed')));
    await consumed();

    expect(await deliveries(stage, purchases)).to.deep.equal([1, 1, 1, 1]);
    await expectSettledBooks(stage, 'both consumers killed twice');
  });

  it('are set aside on the same partition when they are poison, and the partition goes on', async () => {
    const amount = 3_000_000_000;
    const common = {
      timestamp: new Date().toISOString(),
      paymentType: 'reservation',
      referenceId: randomUUID(),
      userId: randomUUID(),
    };
    const money = { paymentId: randomUUID(), orderId: 'URR-poison', amount, paymentMethod: 'card' };
    // Right in form, but no database takes so many won: they are tried for 7 s first.
    const unappliable = {
      'payment-events': { type: 'PAYMENT_REQUESTED', eventId: null, amount, orderName: 'poison', expiresAt: null },
      'reservation-events': { type: 'PAYMENT_CONFIRMED', ...money },
    } as const;
    const poison = topicsAndGroups.flatMap(({ topic }) =>
      [0, 1, 2].flatMap((partition): TopicRecord[] =>
        [
          '{"broken',
          '[]',
          JSON.stringify({ type: 'PAYMENT_CONFIRMED', id: 'no uuid' }),
          JSON.stringify({ ...unappliable[topic], ...common, id: randomUUID(), paymentType: 'voucher' }),
          JSON.stringify({ ...unappliable[topic], ...common, id: randomUUID() }),
        ].map((value) => ({ topic, partition, key: 'poison', value, headers: {} })),
      ),
    );

    await publish(brokers(), poison);
    const purchases = await several(6, () => holdAndBeAsked(stage));
    await Promise.all(purchases.map((purchase) => pay(purchase)));
    await Promise.all(purchases.map((purchase) => ends(purchase, 'confirmed confirmed')));
    await consumed();

    for (const { topic, group } of topicsAndGroups) {
      const dead = (await recordsOf(brokers(), `${topic}-dlq`)).filter(({ key }) => key === 'poison');
      const places = (records: readonly TopicRecord[]) => records.map((r) => `${r.partition} ${r.value}`).toSorted();
      expect(places(dead), topic).to.deep.equal(places(poison.filter((record) => record.topic === topic)));
      for (const { headers } of dead) expect(headers).to.include.keys('dlq-reason').and.include({ 'dlq-group': group });
    }
    console.log(`      ${poison.length} poisoned records, all in the dead letter topics on their partitions`);
    await expectSettledBooks(stage, 'poison');
  });

  it('wait in the outbox while the broker is away, sales go on, and each arrives once afterwards', async () => {
    await stage.platform.supervisor.restart('payment', { env: {} });
    await stage.platform.kafka.stop();

    const kept = await several(8, () => buy(stage));
    const returned = await several(2, () => buy(stage));
    const abandoned = await holdAndPrepare(stage);
    const refunds = await Promise.all(returned.map(askMoneyBack));
    await expire(stage, abandoned);
    const waiting = await Promise.all(
      (['ticket_db', 'payment_db'] as const).map((name) => stage.platform.sql(name).query('SELECT id FROM outbox')),
    );
    await stage.platform.restartKafka();
    await Promise.all([
      ...returned.map((purchase) => ends(purchase, 'cancelled refunded')),
      ends(abandoned, 'expired withdrawn'),
    ]);
    await expectSettledBooks(stage, 'broker away');
    await consumed();

    const [ofTicket, ofPayment] = waiting.map(({ rows }) => rows.length);
    console.log(`      waited in the outboxes: ${ofTicket} of ticket, ${ofPayment} of payment`);
    // Asked by payment, ticket takes the two back and asks for their money, too.
    expect([ofTicket, ofPayment]).to.deep.equal([11 + 10 + 1 + 2, 10 + 2]);
    expect(refunds.map(({ status }) => status)).to.deep.equal([200, 200]);
    expect(await deliveries(stage, [...kept, ...returned])).to.deep.equal(Array(10).fill(1));
    expect(await Promise.all(kept.map(standing))).to.deep.equal(Array(8).fill('confirmed confirmed'));
  });

  it('change nothing when everything ever published comes ten times more', async () => {
    const everything = async () => ({
      reservations: (await stage.platform.sql('ticket_db').query('SELECT * FROM reservations ORDER BY id')).rows,
      payments: (await stage.platform.sql('payment_db').query('SELECT * FROM payments ORDER BY id')).rows,
      deliveries: (await stage.platform.sql('payment_db').query('SELECT count(*) AS n FROM payment_logs')).rows,
      refundRequests: (await stage.platform.sql('ticket_db').query('SELECT count(*) AS n FROM refund_requests')).rows,
    });
    const published = (await Promise.all(topicsAndGroups.map(({ topic }) => recordsOf(brokers(), topic))))
      .flat()
      .filter(({ key }) => key !== 'poison');
    const before = await everything();

    await publish(brokers(), Array.from({ length: 10 }, () => published).flat());
    await consumed();

    expect(await everything()).to.deep.equal(before);
    console.log(`      ${published.length} records published ten times again, 0 effects`);
    await expectSettledBooks(stage, 'every record 10 times more');
  });

  it('stayed in order for each paid thing, and every event was taken exactly once', () => expectEachEventOnce(stage));
});
