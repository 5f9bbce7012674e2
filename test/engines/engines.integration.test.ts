import { expect } from 'chai';
import kafkajs from 'kafkajs';
import { createClient } from 'redis';
import { kafka } from './kafka.ts';
import { redis } from './redis.ts';

describe('test engines', function () {
  this.timeout(120_000);

  it('start a Redis once per process', async () => {
    const [first, second] = await Promise.all([redis(), redis()]);
    const client = createClient({ url: first.url });
    await client.connect();
    await client.set('key', 'value');

    expect(first).to.equal(second);
    expect(await client.get('key')).to.equal('value');
    client.destroy();
  });

  it('start a Kafka with the four topics and their dead letter topics, three partitions each (10.4 #5, #8)', async () => {
    const { brokers } = await kafka();
    const admin = new kafkajs.Kafka({ brokers: [...brokers], logLevel: kafkajs.logLevel.NOTHING }).admin();
    await admin.connect();

    const { topics } = await admin.fetchTopicMetadata();
    await admin.disconnect();

    // Other tests of this process may have made topics of their own beside them.
    const ours = topics.filter(({ name }) => /^[a-z]+-events(-dlq)?$/.test(name));
    expect(ours.map((topic) => topic.name).toSorted()).to.deep.equal([
      'membership-events',
      'membership-events-dlq',
      'payment-events',
      'payment-events-dlq',
      'reservation-events',
      'reservation-events-dlq',
      'transfer-events',
      'transfer-events-dlq',
    ]);
    for (const topic of ours) expect(topic.partitions).to.have.length(3);
  });
});
