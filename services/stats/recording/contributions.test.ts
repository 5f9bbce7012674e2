import { expect } from 'chai';
import { purchase, resale } from '../testing/made-events.ts';
import { type DayCounter, newTallies, tallyStory } from './contributions.ts';
import type { StatsEvent } from './stats-event.ts';
import { tellStories } from './tell-stories.ts';

describe('what a resale adds to the counters', () => {
  const bought = purchase({ amount: 100_000 });
  const sold = resale(bought.referenceId);
  const paid = [
    bought.requested('2026-11-20T10:00:00Z'),
    bought.confirmed('2026-11-20T10:01:00Z'),
    bought.completed('2026-11-20T10:01:01Z'),
  ];
  const handOver = [
    sold.listed('2026-11-21T10:00:00Z'),
    sold.paid('2026-11-21T10:01:00Z'),
    bought.refundAsked('2026-11-21T10:01:01Z', { reason: 'resold' }),
    sold.completed('2026-11-21T10:01:01Z'),
    sold.delivered('2026-11-21T10:01:01Z'),
    // The provider takes its time.
    bought.refunded('2026-11-22T10:00:00Z', { reason: 'resold' }),
  ];
  function tallied(events: readonly StatsEvent[]) {
    const tallies = newTallies();
    for (const story of tellStories([bought.referenceId, sold.referenceId], events).values())
      tallyStory(tallies, story, 1);
    const days = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'];
    const each = (counter: DayCounter) => days.map((day) => tallies.days.rows.get(day)?.get(counter) ?? 0);
    return { each, concert: Object.fromEntries(tallies.events.rows.get(bought.eventId) ?? []) };
  }

  it('is the fee, on its day, whenever the money of the seller is back', () => {
    const { each, concert } = tallied([...paid, ...handOver]);

    expect(each('total_revenue')).to.deep.equal([100_000, 10_000, 0, 0]);
    expect(each('payment_revenue')).to.deep.equal([100_000, 110_000, -100_000, 0]);
    expect(each('transfers_completed')).to.deep.equal([0, 1, 0, 0]);
    expect(each('confirmed_reservations')).to.deep.equal([1, 0, 0, 0]);
    expect(each('cancelled_reservations')).to.deep.equal([0, 0, 0, 0]);
    expect(concert).to.deep.include({ confirmed_reservations: 1, cancelled_reservations: 0, total_revenue: 110_000 });
  });

  it('goes back with the tickets of the last buyer, as one cancellation', () => {
    const givenUp = [sold.refundAsked('2026-11-23T10:00:00Z'), sold.refunded('2026-11-23T10:00:01Z')];
    const { each, concert } = tallied([...paid, ...handOver, ...givenUp]);

    expect(each('total_revenue')).to.deep.equal([100_000, 10_000, 0, -110_000]);
    expect(each('cancelled_reservations')).to.deep.equal([0, 0, 0, 1]);
    expect(concert).to.deep.include({ confirmed_reservations: 0, cancelled_reservations: 1, total_revenue: 0 });
  });

  it('leaves a part that went back before the resale on its day', () => {
    const part = bought.refunded('2026-11-20T12:00:00Z', { amount: 40_000, reason: 'a gesture' });

    expect(tallied([...paid, part, ...handOver]).each('total_revenue')).to.deep.equal([60_000, 50_000, 0, 0]);
  });
});
