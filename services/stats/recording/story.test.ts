import { expect } from 'chai';
import { membership, purchase, resale } from '../testing/made-events.ts';
import { keptRevenue } from './contributions.ts';
import type { StatsEvent } from './stats-event.ts';
import { tellStories } from './tell-stories.ts';

/** What is told of the first event's subject. */
function told(...events: StatsEvent[]) {
  const [first] = events;
  const subject =
    first && 'referenceId' in first ? first.referenceId : first && 'membershipId' in first ? first.membershipId : '';
  const story = tellStories([subject], events).get(subject);
  if (!story) throw new Error('no story');
  const { status, reason, userId, amount } = story;
  return { status, reason, userId, amount, revenue: keptRevenue(story) };
}

describe('the story of a reservation', () => {
  const bought = purchase({ amount: 100_000 });
  const buyer = bought.userId;
  const paid = [
    bought.requested('2026-11-20T10:00:00Z'),
    bought.confirmed('2026-11-20T10:01:00Z'),
    bought.completed('2026-11-20T10:01:01Z'),
  ];

  it('is pending until ticket says that it is delivered, and no revenue until then', () => {
    expect(told(...paid.slice(0, 2))).to.include({ status: 'pending', revenue: 0 });
    expect(told(...paid)).to.deep.equal({
      status: 'confirmed',
      reason: null,
      userId: buyer,
      amount: 100_000,
      revenue: 100_000,
    });
  });

  it('ends as ticket says: run out, given up, or with its concert', () => {
    for (const reason of ['expired', 'cancelled', 'event_cancelled'] as const) {
      expect(
        told(bought.requested('2026-11-20T10:00:00Z'), bought.withdrawn('2026-11-20T10:05:00Z', reason)),
      ).to.include({
        status: 'cancelled',
        reason,
        revenue: 0,
      });
    }
  });

  it('ends when its money goes back, asked for by ticket or done by payment', () => {
    expect(told(...paid, bought.refundAsked('2026-11-21T10:00:00Z'))).to.include({
      reason: 'refunded',
      revenue: 100_000,
    });
    expect(told(...paid, bought.refunded('2026-11-21T10:00:00Z'))).to.include({ reason: 'refunded', revenue: 0 });
    const reason = 'the event was cancelled';
    expect(told(...paid, bought.refundAsked('2026-11-21T10:00:00Z', { reason }))).to.include({
      reason: 'event_cancelled',
    });
  });

  it('goes on after a refund of a part', () => {
    expect(told(...paid, bought.refunded('2026-11-21T10:00:00Z', { amount: 40_000 }))).to.include({
      status: 'confirmed',
      revenue: 60_000,
    });
  });

  it('is not ended by the refund of money that came twice, or too late', () => {
    const paymentId = '6f1f7f0e-1d5b-4c50-8c65-9b8a0c5d4e3f';
    const twice = [
      bought.confirmed('2026-11-20T10:02:00Z', { paymentId }),
      bought.refundAsked('2026-11-20T10:02:01Z', { paymentId }),
      bought.refunded('2026-11-20T10:02:02Z', { paymentId }),
    ];

    expect(told(...paid, ...twice)).to.include({ status: 'confirmed', revenue: 100_000 });
    expect(
      told(bought.requested('2026-11-20T10:00:00Z'), bought.withdrawn('2026-11-20T10:05:00Z'), ...twice),
    ).to.include({
      status: 'cancelled',
      reason: 'expired',
      revenue: 0,
    });
  });

  describe('that is resold', () => {
    const sold = resale(bought.referenceId);
    const next = resale(bought.referenceId);
    const handOver = [
      sold.listed('2026-11-21T10:00:00Z'),
      sold.paid('2026-11-21T10:01:00Z'),
      bought.refundAsked('2026-11-21T10:01:01Z', { reason: 'resold' }),
      sold.completed('2026-11-21T10:01:01Z'),
      sold.delivered('2026-11-21T10:01:01Z'),
    ];
    const sellerPaidBack = bought.refunded('2026-11-21T10:01:02Z', { reason: 'resold' });
    const goesOn = { status: 'confirmed', reason: null, userId: sold.userId, amount: 110_000, revenue: 110_000 };

    it("goes on with the buyer's payment; the resale adds its fee (10.4 #2)", () => {
      expect(told(...paid, ...handOver)).to.deep.equal(goesOn);
      expect(told(...paid, ...handOver, sellerPaidBack)).to.deep.equal(goesOn);
    });

    it('is neither cancelled nor worth less where the money back is heard of before the payment that replaces it', () => {
      const before = { status: 'confirmed', reason: null, userId: buyer, amount: 100_000, revenue: 100_000 };

      expect(told(...paid, bought.refundAsked('2026-11-21T10:01:01Z', { reason: 'resold' }))).to.deep.equal(before);
      expect(told(...paid, sellerPaidBack)).to.deep.equal(before);
    });

    it('goes on from buyer to buyer', () => {
      const second = [
        next.listed('2026-11-22T10:00:00Z'),
        next.paid('2026-11-22T10:01:00Z'),
        sold.refundAsked('2026-11-22T10:01:01Z', { reason: 'resold' }),
        next.completed('2026-11-22T10:01:01Z'),
        next.delivered('2026-11-22T10:01:01Z'),
        sold.refunded('2026-11-22T10:01:02Z', { reason: 'resold' }),
      ];

      expect(told(...paid, ...handOver, sellerPaidBack, ...second)).to.deep.equal({ ...goesOn, userId: next.userId });
    });

    it('is cancelled when the last buyer gives the tickets back', () => {
      const asked = sold.refundAsked('2026-11-22T10:00:00Z');
      const all = [...paid, ...handOver, sellerPaidBack, asked];

      expect(told(...all)).to.include({ status: 'cancelled', reason: 'refunded', revenue: 110_000 });
      expect(told(...all, sold.refunded('2026-11-22T10:00:01Z'))).to.include({ status: 'cancelled', revenue: 0 });
    });

    it('goes on when somebody else paid for the transfer too late and gets that money back', () => {
      const paymentId = '6f1f7f0e-1d5b-4c50-8c65-9b8a0c5d4e3f';
      const late = [
        sold.paid('2026-11-21T10:02:00Z', { paymentId }),
        sold.refundAsked('2026-11-21T10:02:01Z', { paymentId, reason: 'cannot be completed: completed' }),
        sold.refunded('2026-11-21T10:02:02Z', { paymentId, reason: 'cannot be completed: completed' }),
      ];

      expect(told(...paid, ...handOver, sellerPaidBack, ...late)).to.deep.equal(goesOn);
    });
  });
});

describe('the story of a membership', () => {
  it('stands until it expires, and again when it is renewed', () => {
    const fan = membership();
    const [activated, expired, renewed] = [
      fan.activated('2026-01-01T10:00:00Z'),
      fan.expired('2027-01-01T10:00:00Z'),
      fan.renewed('2027-01-02T10:00:00Z'),
    ];

    expect(told(activated).status).to.equal('confirmed');
    expect(told(expired, activated)).to.include({ status: 'cancelled', reason: 'expired' });
    expect(told(renewed, expired, activated).status).to.equal('confirmed');
  });
});
