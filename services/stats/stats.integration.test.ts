import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { membership, purchase, resale, seat } from './testing/made-events.ts';
import { type RunningStats, runStats } from './testing/running-stats.ts';

/** One small history; every number below can be counted on one's fingers. Now is Sunday 2026-11-22 12:00 UTC. */
describe('statistics over HTTP (domain.md 1.9)', function () {
  this.timeout(120_000);
  let stats: RunningStats;
  const [ann, ben, cho] = [randomUUID(), randomUUID(), randomUUID()];
  const [concert, musical] = [randomUUID(), randomUUID()];
  const kept = purchase({ userId: ann, eventId: concert, amount: 150_000, items: [seat('VIP', 1, 150_000)] });
  const second = purchase({
    userId: ann,
    eventId: concert,
    amount: 140_000,
    items: [seat('R', 4, 70_000), seat('R', 5, 70_000)],
  });
  const refunded = purchase({ userId: ben, eventId: concert, amount: 100_000, items: [seat('R', 4, 100_000)] });
  const ranOut = purchase({
    userId: ben,
    eventId: musical,
    amount: 30_000,
    items: [seat('S', 9, 30_000)],
    sale: { title: 'Musical', capacity: 0 },
  });
  const waiting = purchase({
    userId: cho,
    eventId: musical,
    amount: 60_000,
    items: [seat('S', 9, 30_000), seat('S', 9, 30_000)],
    sale: { title: 'Musical', capacity: 0 },
  });
  const sold = resale();
  const fan = membership(cho);

  before(async () => {
    stats = await runStats();
    await stats.happened(
      kept.requested('2026-11-20T10:00:00Z'),
      kept.confirmed('2026-11-20T10:01:00Z'),
      kept.completed('2026-11-20T10:01:01Z'),
      second.requested('2026-11-21T10:00:00Z'),
      second.confirmed('2026-11-21T10:03:00Z', { paymentMethod: 'kakao_pay' }),
      second.completed('2026-11-21T10:03:01Z'),
      refunded.requested('2026-11-20T15:00:00Z'),
      refunded.confirmed('2026-11-20T15:02:00Z'),
      refunded.completed('2026-11-20T15:02:01Z'),
      refunded.refundAsked('2026-11-22T09:00:00Z'),
      refunded.refunded('2026-11-22T09:00:05Z'),
      ranOut.requested('2026-11-22T11:30:00Z'),
      ranOut.failed('2026-11-22T11:31:00Z'),
      ranOut.withdrawn('2026-11-22T11:35:00Z'),
      waiting.requested('2026-11-22T11:58:00Z'),
      sold.listed('2026-11-21T20:00:00Z'),
      sold.paid('2026-11-21T21:00:00Z'),
      sold.completed('2026-11-21T21:00:01Z'),
      fan.paid('2026-11-21T08:00:00Z'),
      fan.activated('2026-11-21T08:00:01Z'),
    );
  });
  after(() => stats.close());

  it('tells everything in seven numbers', async () => {
    const { body } = await stats.get('overview');

    expect(body).to.deep.equal({
      success: true,
      data: {
        total_users: 5,
        active_events: 2,
        total_reservations: 5,
        confirmed_reservations: 2,
        total_revenue: 150_000 + 140_000 + 30_000,
        completed_payments: 5,
        payment_revenue: 150_000 + 140_000 + 110_000 + 30_000,
      },
    });
  });

  it('tells each day, newest first, and counts a refund as one cancellation (10.4 #2)', async () => {
    const { data } = await stats.get('daily?days=3');

    expect(data).to.deep.equal([
      { date: '2026-11-22', reservations: 2, confirmed: 0, cancelled: 2, revenue: -100_000 },
      { date: '2026-11-21', reservations: 1, confirmed: 1, cancelled: 0, revenue: 140_000 + 30_000 },
      { date: '2026-11-20', reservations: 2, confirmed: 2, cancelled: 0, revenue: 250_000 },
    ]);
  });

  it('falls back from days below one and cuts days above 365', async () => {
    expect((await stats.get('daily?days=0')).data).to.have.length(30);
    expect((await stats.get('daily?days=-5')).data).to.have.length(30);
    expect((await stats.get('daily?days=9999')).data).to.have.length(365);
    expect((await stats.get('hourly-traffic?days=9999')).status).to.equal(200);
    expect((await stats.get('daily?days=x')).status).to.equal(422);
  });

  it('lists concerts with title, venue and seats as the events told them (10.4 #3)', async () => {
    const { data } = await stats.get('events');

    expect(data).to.deep.equal([
      {
        id: concert,
        title: 'Concert',
        venue: 'Olympic Hall',
        event_date: '2026-12-24T10:00:00.000Z',
        status: 'on_sale',
        reservations: 3,
        confirmed_reservations: 2,
        revenue: 290_000,
        total_seats: 265,
        sold_seats: 3,
        occupancy_rate: 1.13,
      },
      {
        id: musical,
        title: 'Musical',
        venue: 'Olympic Hall',
        event_date: '2026-12-24T10:00:00.000Z',
        status: 'on_sale',
        reservations: 2,
        confirmed_reservations: 0,
        revenue: 0,
        total_seats: 0,
        sold_seats: 0,
        occupancy_rate: null,
      },
    ]);
    expect((await stats.get('events?limit=1&sortBy=reservations')).data).to.have.length(1);
    expect((await stats.get('events?sortBy=occupancy')).data[0].id).to.equal(concert);
    expect((await stats.get('events?sortBy=price')).status).to.equal(422);
  });

  it('tells one concert, and 404 for one that no event has named', async () => {
    const { data } = await stats.get(`events/${concert}`);
    const unknown = await stats.get(`events/${randomUUID()}`);

    expect(data.overview).to.include({
      pending_reservations: 0,
      cancelled_reservations: 1,
      available_seats: 262,
      average_ticket_price: Math.round(290_000 / 3),
    });
    expect([unknown.status, unknown.body.code]).to.deep.equal([404, 'EVENT_NOT_FOUND']);
  });

  it('tells a concert that was cancelled, or is over', async () => {
    const off = purchase({ amount: 10_000 });
    const over = purchase({ amount: 10_000, sale: { eventDate: '2026-11-01T10:00:00Z' } });
    await stats.happened(
      off.requested('2025-01-01T10:00:00Z'),
      off.withdrawn('2025-01-01T10:01:00Z', 'event_cancelled'),
    );
    await stats.happened(over.requested('2025-01-01T10:00:00Z'), over.withdrawn('2025-01-01T10:01:00Z'));

    expect((await stats.get(`events/${off.eventId}`)).data.overview.status).to.equal('cancelled');
    expect((await stats.get(`events/${over.eventId}`)).data.overview.status).to.equal('ended');
    for (const { referenceId } of [off, over])
      await stats.own('DELETE FROM event_log WHERE subject = $1', [referenceId]);
    expect((await stats.post('recount')).data.differing).to.include('event_stats');
  });

  it('tells what people paid with', async () => {
    const { data } = await stats.get('payments');

    expect(data).to.deep.equal([
      { method: 'card', count: 2, total_amount: 250_000, average_amount: 125_000 },
      { method: 'kakao_pay', count: 2, total_amount: 250_000, average_amount: 125_000 },
      { method: 'naver_pay', count: 1, total_amount: 30_000, average_amount: 30_000 },
    ]);
  });

  it('tells revenue by day, week and month', async () => {
    const day = await stats.get('revenue?days=7');
    const week = await stats.get('revenue?days=7&period=weekly');
    const month = await stats.get('revenue?days=40&period=monthly');

    expect(day.data).to.deep.equal([
      { period: '2026-11-22', payment_count: 0, total_revenue: -100_000, average_amount: null },
      { period: '2026-11-21', payment_count: 3, total_revenue: 170_000, average_amount: 56_667 },
      { period: '2026-11-20', payment_count: 2, total_revenue: 250_000, average_amount: 125_000 },
    ]);
    expect(week.data).to.deep.equal([
      { period: '2026-11-16', payment_count: 5, total_revenue: 320_000, average_amount: 64_000 },
    ]);
    expect(month.data).to.deep.equal([
      { period: '2026-11-01', payment_count: 5, total_revenue: 320_000, average_amount: 64_000 },
    ]);
  });

  it('tells people by the day of their first appearance, and what they are', async () => {
    const { data } = await stats.get('users?days=3');

    expect(data.daily).to.deep.equal([
      { date: '2026-11-22', new_users: 0, cumulative_users: 5 },
      { date: '2026-11-21', new_users: 3, cumulative_users: 5 },
      { date: '2026-11-20', new_users: 2, cumulative_users: 2 },
    ]);
    expect(data.byRole).to.deep.equal([
      { role: 'buyer', count: 2 },
      { role: 'seller', count: 1 },
      { role: 'member', count: 1 },
    ]);
  });

  it('tells when people come', async () => {
    const { data } = await stats.get('hourly-traffic');

    expect(data.hourly).to.have.length(24);
    expect(data.hourly[10]).to.deep.equal({
      hour: 10,
      total_reservations: 2,
      confirmed: 2,
      cancelled: 0,
      revenue: 290_000,
    });
    expect(data.hourly[15]).to.deep.equal({ hour: 15, total_reservations: 1, confirmed: 0, cancelled: 1, revenue: 0 });
    expect(data.weekdayComparison).to.deep.equal([
      { day_type: 'weekday', reservations: 2, avg_amount: 125_000 },
      { day_type: 'weekend', reservations: 3, avg_amount: Math.round(230_000 / 3) },
    ]);
    expect(data.peakHour).to.equal(10);
  });

  it('tells what becomes of reservations: each is completed, cancelled or pending', async () => {
    const { data } = await stats.get('conversion');

    expect(data.funnel).to.deep.equal({ total_started: 5, completed: 2, cancelled: 2, pending: 1 });
    expect(data.rates).to.deep.equal({ conversion_rate: 40, cancellation_rate: 40, pending_rate: 20 });
    expect(data.dailyTrend).to.have.length(30);
    expect(data.dailyTrend[2]).to.deep.equal({ date: '2026-11-20', started: 2, completed: 1, conversion_rate: 50 });
  });

  it('tells what was cancelled, when, and what went back', async () => {
    const { data } = await stats.get('cancellations');

    expect(data.overview).to.deep.equal({
      total_cancelled: 2,
      expired: 1,
      avg_hours_before_cancel: 21.04,
      total_refund_amount: 100_000,
    });
    expect(data.hourlyPattern).to.have.length(24);
    expect(data.hourlyPattern[9]).to.deep.equal({ hour: 9, cancelled: 1 });
    expect(data.byEvent).to.deep.include({ event_id: concert, title: 'Concert', cancelled: 1, refund_amount: 100_000 });
    expect(data.dailyTrend[0]).to.deep.equal({ date: '2026-11-22', cancelled: 2 });
  });

  it('tells what goes on now: the last hour is the last hour (10.4 #3)', async () => {
    const { data } = await stats.get('realtime');

    expect(data.current).to.deep.equal({ locked_seats: 2, active_payments: 1, active_users: 1 });
    expect(data.lastHour).to.deep.equal({ reservations: 2, revenue: 0 });
    expect(data.trendingEvents).to.deep.equal([{ event_id: musical, title: 'Musical', reservations: 2 }]);
    expect(data.recentActivity).to.have.length(20);
    expect(data.recentActivity[0]).to.deep.equal({
      type: 'PAYMENT_REQUESTED',
      at: '2026-11-22T11:58:00.000Z',
      subject: waiting.referenceId,
      event_id: musical,
      title: 'Musical',
      amount: 60_000,
    });
  });

  it('tells where people sit, by section, price tier and row', async () => {
    const { data } = await stats.get('seat-preferences');
    const none = await stats.get(`seat-preferences?eventId=${musical}`);

    expect(data).to.deep.equal({
      bySection: [
        { section: 'R', sold: 2, revenue: 140_000 },
        { section: 'VIP', sold: 1, revenue: 150_000 },
      ],
      byPriceTier: [
        { tier: 'standard', sold: 2, revenue: 140_000 },
        { tier: 'vip', sold: 1, revenue: 150_000 },
      ],
      topRows: [
        { section: 'R', row: 4, sold: 1 },
        { section: 'R', row: 5, sold: 1 },
        { section: 'VIP', row: 1, sold: 1 },
      ],
    });
    expect(none.data).to.deep.equal({ bySection: [], byPriceTier: [], topRows: [] });
  });

  it('tells how people buy', async () => {
    const { data } = await stats.get('user-behavior');

    expect(data).to.deep.equal({
      userTypes: { new: 0, returning: 1, loyal: 0 },
      averageMetrics: { reservations_per_user: 2, spend_per_user: 290_000, tickets_per_reservation: 1.5 },
      spendingDistribution: [
        { range: 'under 50000', users: 0 },
        { range: '50000-99999', users: 0 },
        { range: '100000-199999', users: 0 },
        { range: '200000 and more', users: 1 },
      ],
      avgTimeToPayment: 120,
      weekdayActivity: [
        { weekday: 'monday', reservations: 0 },
        { weekday: 'tuesday', reservations: 0 },
        { weekday: 'wednesday', reservations: 0 },
        { weekday: 'thursday', reservations: 0 },
        { weekday: 'friday', reservations: 2 },
        { weekday: 'saturday', reservations: 1 },
        { weekday: 'sunday', reservations: 2 },
      ],
    });
  });

  it('tells about itself: real sizes, real counts', async () => {
    const { data } = await stats.get('performance');

    expect(data.database.size).to.match(/^\d+ (kB|MB)$/);
    expect(data.database.sizeBytes).to.be.greaterThan(1_000_000);
    expect(data.database.tableCounts).to.include({ event_log: 20, things: 7, payments: 6 });
    expect(data.recentPerformance).to.deep.equal({ successRate: 50, totalRequests: 2 });
    expect(data.metrics).to.include({ events_last_hour: 4, last_event_at: '2026-11-22T11:58:00.000Z' });
    expect(data.loadPattern[11]).to.deep.equal({ hour: 11, events: 4 });
  });

  it('compares itself with the event log, and makes itself anew (I14)', async () => {
    const before = await stats.get('overview');
    const compared = await stats.get('recount');
    const made = await stats.post('recount');

    expect(compared.data).to.deep.include({ events: 20, things: 7, differing: [] });
    expect(made.data.differing).to.deep.equal([]);
    expect((await stats.get('overview')).body).to.deep.equal(before.body);
  });

  it('is for administrators only', async () => {
    const paths = [
      'overview',
      'daily',
      'realtime',
      'events',
      `events/${concert}`,
      'payments',
      'revenue',
      'users',
      'user-behavior',
      'hourly-traffic',
      'conversion',
      'cancellations',
      'seat-preferences',
      'performance',
      'recount',
    ];
    for (const path of paths) {
      expect((await stats.get(path, null)).status, path).to.equal(401);
      expect((await stats.get(path, 'user')).status, path).to.equal(403);
      expect((await stats.get(path)).status, path).to.equal(200);
    }
    expect((await stats.post('recount', 'user')).status).to.equal(403);
  });
});
