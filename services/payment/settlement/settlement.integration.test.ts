import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { authorizationOf } from '../../shared/testing/foundation-fake.ts';
import { type PaymentFixture, startPaymentFixture } from '../testing/payment-fixture.ts';

describe('payment: the settlement report', function () {
  this.timeout(60_000);
  let fixture: PaymentFixture;
  const buyer = randomUUID();
  const today = new Date().toISOString().slice(0, 10);

  before(async () => {
    fixture = await startPaymentFixture();
  });
  after(() => fixture.close());

  const report = (query = '', role = 'admin') =>
    fixture.anybody('GET', `/api/payments/settlement${query}`, undefined, {
      authorization: authorizationOf('gateway'),
      'x-user-id': randomUUID(),
      'x-user-email': 'admin@example.com',
      'x-user-role': role,
    });
  const buy = async (method: string, amount: number) => {
    const referenceId = fixture.reserve(buyer, amount);
    const { body } = await fixture
      .as(buyer)
      .post('/api/payments/process', { reservationId: referenceId, paymentMethod: method });
    return {
      referenceId,
      orderId: String(body.payment.orderId),
      paymentId: String(body.payment.id),
      key: body.payment.paymentKey,
    };
  };
  const partly = ({ referenceId, paymentId }: Awaited<ReturnType<typeof buy>>, amount: number) =>
    fixture.ticketSays({
      type: 'PART_REFUND_REQUESTED',
      id: randomUUID(),
      timestamp: new Date().toISOString(),
      paymentType: 'reservation',
      referenceId,
      userId: buyer,
      paymentId,
      refundId: randomUUID(),
      amount,
      reason: 'one ticket',
    });

  it("says by day and method what was taken and given back, equal to the provider's books to the won", async () => {
    const bought = [
      await buy('card', 99_999),
      await buy('card', 150_001),
      await buy('naver_pay', 70_003),
      await buy('bank_transfer', 33),
    ];
    await fixture.as(buyer).post(`/api/payments/${bought[1]?.key}/cancel`, {});
    await partly(bought[0]!, 33_333);
    await partly(bought[2]!, 1);
    await fixture.settle();

    const { status, body } = await report();

    expect(status).to.equal(200);
    expect(body.days).to.deep.equal([
      { day: today, method: 'bank_transfer', captures: 1, captured: 33, refunds: 0, refunded: 0, net: 33 },
      { day: today, method: 'card', captures: 2, captured: 250_000, refunds: 2, refunded: 183_334, net: 66_666 },
      { day: today, method: 'naver_pay', captures: 1, captured: 70_003, refunds: 1, refunded: 1, net: 70_002 },
    ]);
    const books = await Promise.all(bought.map(({ orderId }) => fixture.books(orderId)));
    const sum = (name: 'captured' | 'refunded') => books.reduce((total, entry) => total + (entry?.[name] ?? 0), 0);
    expect(body.total).to.deep.equal({
      captures: 4,
      captured: sum('captured'),
      refunds: 3,
      refunded: sum('refunded'),
      net: sum('captured') - sum('refunded'),
    });
  });

  it('counts each movement on its own day and method, to the end of the day', async () => {
    const { orderId, key } = await buy('kakao_pay', 10_000);
    await fixture.as(buyer).post(`/api/payments/${key}/cancel`, {});
    await fixture.pool.query(
      `UPDATE payments SET approved_at = '2026-03-01T23:59:59.999Z', refunded_at = '2026-03-02T00:00:00Z' WHERE order_id = $1`,
      [orderId],
    );

    const both = (await report('?from=2026-03-01&to=2026-03-02')).body;
    const first = (await report('?from=2026-03-01&to=2026-03-01')).body;

    expect(both.days).to.deep.equal([
      { day: '2026-03-02', method: 'kakao_pay', captures: 0, captured: 0, refunds: 1, refunded: 10_000, net: -10_000 },
      { day: '2026-03-01', method: 'kakao_pay', captures: 1, captured: 10_000, refunds: 0, refunded: 0, net: 10_000 },
    ]);
    expect(first.total).to.include({ captured: 10_000, refunded: 0 });
  });

  it('counts money that came too late both ways', async () => {
    const referenceId = fixture.reserve(buyer, 7_000);
    const prepared = await fixture
      .as(buyer)
      .post('/api/payments/prepare', { reservationId: referenceId, amount: 7_000 });
    const { orderId } = prepared.body;
    await fixture.providerCall('/v1/payments/confirm', { paymentKey: `late_${orderId}`, orderId, amount: 7_000 });
    await fixture.pool.query(`UPDATE payments SET status = 'withdrawn' WHERE order_id = $1`, [orderId]);
    const before = (await report()).body.total;
    await fixture.webhooks('PUT', { url: fixture.webhookUrl, automatic: false });
    await fixture.webhooks('POST', { orderId });

    const after = (await report()).body.total;

    expect(after.captured - before.captured).to.equal(7_000);
    expect(after.refunded - before.refunded).to.equal(7_000);
    expect(after.net).to.equal(before.net);
  });

  it('is for administrators, and for a year at most', async () => {
    expect((await report('', 'user')).body.code).to.equal('ADMIN_REQUIRED');
    for (const query of [
      `?from=${today}&to=2020-01-01`,
      '?from=2020-01-01&to=2026-01-01',
      '?from=yesterday',
      '?from=0000-01-01&to=0000-01-02',
    ]) {
      expect((await report(query)).status).to.equal(422);
    }
  });
});
