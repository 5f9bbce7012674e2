import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { type PaymentFixture, startPaymentFixture } from '../testing/payment-fixture.ts';

describe('payment: refunds', function () {
  this.timeout(60_000);
  let fixture: PaymentFixture;
  const buyer = randomUUID();

  before(async () => {
    fixture = await startPaymentFixture();
  });
  after(() => fixture.close());
  beforeEach(() => fixture.clearFaults());

  const buy = async (paymentType = 'reservation') => {
    const referenceId = fixture.reserve(buyer);
    const me = fixture.as(buyer);
    const { body } = await me.post('/api/payments/process', { paymentType, referenceId, paymentMethod: 'card' });
    const { orderId, paymentKey, id } = body.payment as Record<string, string>;
    return { referenceId, orderId: orderId!, paymentKey: paymentKey!, paymentId: id! };
  };
  const cancel = (paymentKey: string, body: unknown = {}) =>
    fixture.as(buyer).post(`/api/payments/${paymentKey}/cancel`, body);
  const statusOf = async (referenceId: string) => (await fixture.payments(referenceId)).at(-1)?.status;
  const typesOf = async (referenceId: string) => (await fixture.news(referenceId)).map((event) => event.type);
  const refundRequested = (bought: { referenceId: string; paymentId: string }) => ({
    type: 'REFUND_REQUESTED',
    id: randomUUID(),
    timestamp: new Date().toISOString(),
    paymentType: 'reservation',
    referenceId: bought.referenceId,
    userId: buyer,
    paymentId: bought.paymentId,
    amount: 150_000,
    reason: 'the reservation expired before the money came',
  });

  it('gives the whole price back and says so by an event', async () => {
    const bought = await buy();

    const { status, body } = await cancel(bought.paymentKey, { cancelReason: 'changed my mind' });

    expect(status).to.equal(200);
    expect(body).to.include({ success: true, refundAmount: 150_000 });
    expect(await fixture.books(bought.orderId)).to.include({ captured: 150_000, refunded: 150_000, refunds: 1 });
    const news = await fixture.news(bought.referenceId);
    expect(news.at(-1)).to.deep.include({
      type: 'PAYMENT_REFUNDED',
      paymentId: bought.paymentId,
      amount: 150_000,
      reason: 'changed my mind',
    });
  });

  for (const paymentType of ['transfer', 'membership']) {
    it(`keeps the type ${paymentType} in the event of the refund (fault 10.3 #11)`, async () => {
      const bought = await buy(paymentType);

      await cancel(bought.paymentKey);

      const news = await fixture.news(bought.referenceId);
      expect(news.map((event) => [event.type, event.paymentType])).to.deep.equal([
        ['PAYMENT_CONFIRMED', paymentType],
        ['PAYMENT_REFUNDED', paymentType],
      ]);
    });
  }

  for (const [code, what] of [
    ['RESERVATION_NOT_CANCELLABLE', 'used tickets'],
    ['MEMBERSHIP_RUNS', 'a membership that runs'],
  ] as const) {
    it(`pays nothing back for ${what}: ticket says what was used`, async () => {
      const bought = await buy();
      fixture.ticket.state.giveUpRefusal = code;

      const answer = await cancel(bought.paymentKey);
      fixture.ticket.state.giveUpRefusal = '';

      expect([answer.status, answer.body.code, answer.body.reason]).to.deep.equal([
        409,
        'PAYMENT_NOT_REFUNDABLE',
        code,
      ]);
      expect(await statusOf(bought.referenceId)).to.equal('confirmed');
      expect(await fixture.books(bought.orderId)).to.include({ refunds: 0 });
    });
  }

  it('asks ticket before it pays back, and pays nothing while ticket is away', async () => {
    const bought = await buy();
    fixture.ticket.state.down = true;

    const away = await cancel(bought.paymentKey);
    fixture.ticket.state.down = false;
    const back = await cancel(bought.paymentKey, { cancelReason: 'ill' });

    expect([away.status, back.status]).to.deep.equal([502, 200]);
    expect(fixture.ticket.givenUp.at(-1)).to.include({ paymentId: bought.paymentId, reason: 'ill' });
  });

  it('refunds once, however often and however many at once ask', async () => {
    const bought = await buy();

    const answers = await Promise.all(Array.from({ length: 20 }, () => cancel(bought.paymentKey)));
    const late = await cancel(bought.paymentKey);

    expect(answers.filter((answer) => answer.status === 200)).to.have.length(1);
    for (const answer of answers) expect(answer.status).to.be.oneOf([200, 202, 409]);
    expect([late.status, late.body.code]).to.deep.equal([409, 'PAYMENT_NOT_REFUNDABLE']);
    expect(await fixture.books(bought.orderId)).to.include({ refunds: 1, refunded: 150_000 });
    expect(await typesOf(bought.referenceId)).to.deep.equal(['PAYMENT_CONFIRMED', 'PAYMENT_REFUNDED']);
  });

  it('refunds by itself what ticket asks for, after the commit (faults 10.3 #3, #7, #8)', async () => {
    const bought = await buy();

    await fixture.ticketSays(refundRequested(bought));
    const between = await statusOf(bought.referenceId);
    await fixture.settle();

    expect(between).to.equal('refunding');
    expect(await statusOf(bought.referenceId)).to.equal('refunded');
    expect(await fixture.books(bought.orderId)).to.include({ refunds: 1 });
    expect(await typesOf(bought.referenceId)).to.deep.equal(['PAYMENT_CONFIRMED', 'PAYMENT_REFUNDED']);
  });

  it('refunds once when ticket asks twice and the buyer cancels too', async () => {
    const bought = await buy();

    await fixture.ticketSays(refundRequested(bought), refundRequested(bought));
    const answers = await Promise.all([cancel(bought.paymentKey), fixture.settle(), fixture.settle()]);
    await fixture.ticketSays(refundRequested(bought));
    await fixture.settle();

    expect(answers[0].status).to.equal(409);
    expect(await fixture.books(bought.orderId)).to.include({ refunds: 1, refunded: 150_000 });
    expect(await typesOf(bought.referenceId)).to.deep.equal(['PAYMENT_CONFIRMED', 'PAYMENT_REFUNDED']);
  });

  for (const [kind, moneyMoves] of [
    ['hang', true],
    ['hang', false],
    ['error', true],
    ['error', false],
  ] as const) {
    it(`brings a refund to its end after a provider's ${kind}, money ${moneyMoves ? 'moved' : 'not moved'}`, async () => {
      const bought = await buy();
      await fixture.fault({ action: 'refund', kind, moneyMoves, orderId: bought.orderId });

      const answer = await cancel(bought.paymentKey);
      await fixture.settle();
      await fixture.settle();

      expect(answer.status).to.be.oneOf([200, 202]);
      expect(await statusOf(bought.referenceId)).to.equal('refunded');
      expect(await fixture.books(bought.orderId)).to.include({ refunds: 1, refunded: 150_000 });
      expect(await typesOf(bought.referenceId)).to.deep.equal(['PAYMENT_CONFIRMED', 'PAYMENT_REFUNDED']);
    });
  }

  it('keeps a declined refund due and counts it as trouble', async () => {
    const bought = await buy();
    await fixture.fault({ action: 'refund', kind: 'decline', code: 'NOT_CANCELABLE_PAYMENT', orderId: bought.orderId });

    const answer = await cancel(bought.paymentKey);

    expect([answer.status, answer.body.success]).to.deep.equal([202, false]);
    expect(await statusOf(bought.referenceId)).to.equal('refunding');
    const metrics = await fixture
      .anybody('GET', '/health')
      .then(() => fixture.deps.foundation.metrics.registry.metrics());
    expect(metrics).to.match(/payment_trouble_total\{[^}]*what="refund declined"[^}]*\} 1/);
  });

  it('never refunds what was not paid', async () => {
    const referenceId = fixture.reserve(buyer);
    const { body } = await fixture.as(buyer).post('/api/payments/prepare', { referenceId, amount: 150_000 });
    const [pending] = await fixture.payments(referenceId);

    await fixture.ticketSays(refundRequested({ referenceId, paymentId: pending!.id }));
    await fixture.settle();

    expect(await statusOf(referenceId)).to.equal('pending');
    expect((await cancel('no_such_key')).status).to.equal(404);
    expect(await fixture.books(String(body.orderId))).to.equal(undefined);
  });
});
