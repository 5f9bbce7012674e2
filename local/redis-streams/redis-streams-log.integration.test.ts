import { expect } from 'chai';
import { pino } from 'pino';
import type { EventLog, ReceivedRecord } from '../../services/shared/events/event-log.ts';
import { redis } from '../../test/engines/redis.ts';
import { createKafkaLog, partitionOf } from './redis-streams-log.ts';

const logger = pino({ level: 'silent' });
let topics = 0;

describe('event log on Redis Streams', function () {
  this.timeout(30_000);
  let log: EventLog;
  let topic: string;
  beforeEach(async () => {
    const { url } = await redis();
    log = createKafkaLog({ clientId: 'test', brokers: [url], logger });
    topics += 1;
    topic = `topic-${topics}`;
  });
  afterEach(() => log.close());

  const record = (key: string, value: string) => ({ topic, key, value, headers: { trace: 'abc' } });

  /** Subscribes and resolves with the records once there are `count`. */
  async function receive(group: string, count: number, from = log): Promise<ReceivedRecord[]> {
    const seen: ReceivedRecord[] = [];
    let enough: () => void;
    const all = new Promise<void>((resolve) => {
      enough = resolve;
    });
    const subscription = await from.subscribe(group, topic, async (batch) => {
      for (const each of batch.records) {
        seen.push(each);
        await batch.done(each);
      }
      if (seen.length >= count) enough();
    });
    await all;
    await subscription.stop();
    return seen;
  }

  it('keeps the records of one key in order, with their headers', async () => {
    const values = Array.from({ length: 1200 }, (_, index) => String(index));
    await log.publish(values.map((value) => record(`key-${Number(value) % 7}`, value)));

    const seen = await receive('group', 1200);

    for (let key = 0; key < 7; key++) {
      const ofKey = seen.filter((each) => each.key === `key-${key}`);
      expect(ofKey.map((each) => each.value)).to.deep.equal(values.filter((value) => Number(value) % 7 === key));
      expect(new Set(ofKey.map((each) => each.partition))).to.deep.equal(new Set([partitionOf(`key-${key}`)]));
    }
    expect(seen[0]!.headers).to.deep.equal({ trace: 'abc' });
  });

  it('goes on where the group was, and gives every group everything', async () => {
    await log.publish([record('a', '1')]);
    await receive('first', 1);
    await log.publish([record('a', '2')]);

    expect((await receive('first', 1)).map(({ value }) => value)).to.deep.equal(['2']);
    expect((await receive('second', 2)).map(({ value }) => value)).to.deep.equal(['1', '2']);
  });

  it('brings a batch again when it was rejected', async () => {
    await log.publish([record('a', '1')]);
    let tries = 0;
    let succeed: () => void;
    const succeeded = new Promise<void>((resolve) => {
      succeed = resolve;
    });
    const subscription = await log.subscribe('group', topic, async (batch) => {
      tries += 1;
      if (tries < 3) throw new Error('the database is away');
      await batch.done(batch.records[0]!);
      succeed();
    });

    await succeeded;
    await subscription.stop();

    expect(tries).to.equal(3);
  });

  it('gives a partition to one consumer of a group at a time', async () => {
    const { url } = await redis();
    const other = createKafkaLog({ clientId: 'other', brokers: [url], logger });
    const seen: string[] = [];
    const take = async (batch: {
      records: readonly ReceivedRecord[];
      done: (each: ReceivedRecord) => Promise<void>;
    }) => {
      for (const each of batch.records) {
        seen.push(each.value);
        await batch.done(each);
      }
    };
    const [first, second] = [await log.subscribe('group', topic, take), await other.subscribe('group', topic, take)];
    for (let round = 0; round < 20; round++) await log.publish([record(`key-${round}`, String(round))]);

    while (seen.length < 20) await new Promise((resolve) => setTimeout(resolve, 10));
    await Promise.all([first.stop(), second.stop()]);
    await other.close();

    expect(seen.map(Number).toSorted((a, b) => a - b)).to.deep.equal(Array.from({ length: 20 }, (_, index) => index));
  });

  it('puts a dead letter on the partition that it names', async () => {
    await log.publish([{ ...record('any', 'poison'), partition: 2 }]);

    const [letter] = await receive('group', 1);

    expect(letter).to.include({ partition: 2, value: 'poison' });
  });
});
