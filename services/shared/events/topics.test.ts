import { expect } from 'chai';
import { services } from '../../registry.ts';
import { dlqOf, membershipEventSchema, topicNames, topicSettings, topics, transferEventSchema } from './topics.ts';

const id = '0190a6e8-1d5b-4c50-8c65-9b8a0c5d4e3f';
const envelope = { id, timestamp: '2026-11-22T12:00:00.000Z' };

describe('the topics', () => {
  it('are the four of architecture.md 5.3 with their publishers; stats also reads the first two (E12)', () => {
    const table = Object.fromEntries(
      topicNames.map((name) => [name, [topics[name].producer, [...topics[name].consumers]]]),
    );

    expect(table).to.deep.equal({
      'payment-events': ['ticket', ['payment', 'stats']],
      'reservation-events': ['payment', ['ticket', 'stats']],
      'transfer-events': ['ticket', ['stats']],
      'membership-events': ['ticket', ['stats']],
    });
  });

  it('have the documented partitions, replicas and retention, and a dead letter topic each', () => {
    expect(topicSettings).to.deep.equal({
      partitions: 3,
      replicationFactor: 2,
      minInSyncReplicas: 2,
      retentionHours: 168,
    });
    expect(dlqOf('payment-events')).to.equal('payment-events-dlq');
  });

  it('are produced and consumed by the services that the registry names', () => {
    for (const name of topicNames) {
      const producers = services
        .filter(({ produces }) => produces.some((topic) => topic === name))
        .map((service) => service.name);
      const consumers = services
        .filter(({ consumes }) => consumes.some((topic) => topic === name))
        .map((service) => service.name);

      expect(producers, name).to.deep.equal([topics[name].producer]);
      expect(consumers, name).to.have.members([...topics[name].consumers]);
    }
  });

  it('carry transfers and memberships in the agreed shape, and nothing else', () => {
    const transfer = {
      ...envelope,
      type: 'TRANSFER_LISTED',
      transferId: id,
      reservationId: id,
      sellerId: id,
      buyerId: null,
      totalPrice: 1,
      fee: 0,
    };
    const membership = { ...envelope, type: 'MEMBERSHIP_ACTIVATED', membershipId: id, userId: id, artistId: id };

    expect(transferEventSchema.safeParse(transfer).success).to.equal(true);
    expect(transferEventSchema.safeParse({ ...transfer, totalPrice: -1 }).success).to.equal(false);
    expect(membershipEventSchema.safeParse(membership).success).to.equal(true);
    expect(membershipEventSchema.safeParse({ ...membership, artistId: null }).success).to.equal(false);
  });
});
