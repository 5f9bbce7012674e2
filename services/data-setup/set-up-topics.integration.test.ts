import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import kafkajs from 'kafkajs';
import { kafka } from '../../test/engines/kafka.ts';
import { eventually } from '../../test/platform/eventually.ts';
import { setUpTopics } from './set-up-topics.ts';
import { topicsToCreate } from './topics-to-create.ts';

const documented = { partitions: 3, replicationFactor: 2, minInSyncReplicas: 2, retentionHours: 168 };
/** The test cluster has one broker. */
const onOneBroker = { ...documented, replicationFactor: 1, minInSyncReplicas: 1 };

describe('topics to create', () => {
  it('are the four documented topics and the dead letters of each (architecture.md 5.3)', () => {
    const topics = topicsToCreate(documented);

    expect(topics.map(({ topic }) => topic)).to.have.members([
      'payment-events',
      'payment-events-dlq',
      'reservation-events',
      'reservation-events-dlq',
      'transfer-events',
      'transfer-events-dlq',
      'membership-events',
      'membership-events-dlq',
    ]);
    for (const topic of topics)
      expect(topic).to.deep.include({
        numPartitions: 3,
        replicationFactor: 2,
        configEntries: [
          { name: 'retention.ms', value: '604800000' },
          { name: 'min.insync.replicas', value: '2' },
        ],
      });
  });
});

describe('set-up of the topics', function () {
  this.timeout(60_000);
  const run = randomUUID().slice(0, 8);
  const mine = (settings = onOneBroker) =>
    topicsToCreate(settings).map((topic) => ({ ...topic, topic: `${run}-${topic.topic}` }));
  let admin: kafkajs.Admin;
  /** A broker answers from what has reached it; a change takes a moment. */
  const retentionBecomes = (topic: string, value: string) =>
    eventually(
      'retention of the topic',
      async () => {
        const resources = [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configNames: ['retention.ms'] }];
        const answer = await admin.describeConfigs({ includeSynonyms: false, resources });
        return answer.resources[0]?.configEntries[0]?.configValue;
      },
      (found) => found === value,
    );

  before(async () => {
    const { brokers } = await kafka();
    admin = new kafkajs.Kafka({ brokers: [...brokers], logLevel: kafkajs.logLevel.NOTHING }).admin();
    await admin.connect();
  });

  after(async () => {
    await admin.disconnect();
  });

  it('creates those that are missing, on a real Kafka', async () => {
    const report = await setUpTopics(admin, mine());

    expect(report.created).to.have.lengthOf(8);
    expect(await admin.listTopics()).to.include.members(mine().map(({ topic }) => topic));
  });

  it('changes nothing when it runs again', async () => {
    expect(await setUpTopics(admin, mine())).to.deep.equal({ created: [], changed: [] });
  });

  it('puts back what somebody changed, and only that', async () => {
    const [first] = mine();
    await admin.alterConfigs({
      validateOnly: false,
      resources: [
        {
          type: kafkajs.ConfigResourceTypes.TOPIC,
          name: first!.topic,
          configEntries: [{ name: 'retention.ms', value: '1000' }],
        },
      ],
    });

    await retentionBecomes(first!.topic, '1000');

    expect(await setUpTopics(admin, mine())).to.deep.equal({ created: [], changed: [first!.topic] });

    await retentionBecomes(first!.topic, '604800000');
    expect(await setUpTopics(admin, mine())).to.deep.equal({ created: [], changed: [] });
  });
});
