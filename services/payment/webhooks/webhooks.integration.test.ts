import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { authorizationOf } from '../../shared/testing/foundation-fake.ts';
import { webhookHeaders } from '../provider/toss-wire.ts';
import { type PaymentFixture, startPaymentFixture, webhookSecret } from '../testing/payment-fixture.ts';
import { signWebhook } from './webhook-signature.ts';

describe('payment: webhooks', function () {
  this.timeout(60_000);
  let fixture: PaymentFixture;
  const buyer = randomUUID();
  const gateway = { authorization: authorizationOf('gateway') };

  before(async () => {
    fixture = await startPaymentFixture();
  });
  after(() => fixture.close());
  beforeEach(() => fixture.clearFaults());

  const prepared = async () => {
    const referenceId = fixture.reserve(buyer);
    const { body } = await fixture
      .as(buyer)
      .post('/api/payments/prepare', { reservationId: referenceId, amount: 150_000 });
    return { referenceId, orderId: String(body.orderId) };
  };
  const confirm = (orderId: string) =>
    fixture.as(buyer).post('/api/payments/confirm', { orderId, paymentKey: `pk_${orderId}`, amount: 150_000 });
  const cancel = (orderId: string) => fixture.as(buyer).post(`/api/payments/pk_${orderId}/cancel`, {});
  const statusOf = async (referenceId: string) => (await fixture.payments(referenceId)).at(-1)?.status;
  const typesOf = async (referenceId: string) => (await fixture.news(referenceId)).map((event) => event.type);
  const payload = (orderId: string, status = 'DONE') =>
    JSON.stringify({
      eventType: 'PAYMENT_STATUS_CHANGED',
      createdAt: new Date().toISOString(),
      data: { orderId, status, totalAmount: 150_000 },
    });
  /** What the provider would send, with the time and secret of the test's choosing. */
  const deliver = (body: string, options: { secret?: string; time?: string; id?: string; path?: string } = {}) => {
    const time = options.time ?? new Date().toISOString();
    const signature = signWebhook(options.secret ?? webhookSecret, body, time);
    return fixture.anybody('POST', options.path ?? '/api/payments/webhooks/test', body, {
      ...gateway,
      [webhookHeaders.id]: options.id ?? randomUUID(),
      [webhookHeaders.time]: time,
      [webhookHeaders.signature]: signature,
    });
  };

  it('takes a webhook ten times and lets it count once', async () => {
    const { referenceId, orderId } = await prepared();
    await confirm(orderId);
    const body = payload(orderId);

    const answers = [];
    for (let n = 0; n < 10; n += 1) answers.push(await deliver(body));

    expect(answers.map((answer) => answer.status)).to.deep.equal(Array(10).fill(200));
    expect(answers.map((answer) => answer.body.repeated)).to.deep.equal([false, ...Array(9).fill(true)]);
    expect(await typesOf(referenceId)).to.deep.equal(['PAYMENT_CONFIRMED']);
    expect(await fixture.books(orderId)).to.include({ captures: 1 });
  });

  it('takes ten copies at the same moment and lets them count once', async () => {
    const { referenceId, orderId } = await prepared();
    await fixture.fault({ action: 'approve', kind: 'hang', moneyMoves: true, orderId });
    await fixture.fault({ action: 'lookup', kind: 'hang', orderId });
    await confirm(orderId);
    const body = payload(orderId);

    const answers = await Promise.all(Array.from({ length: 10 }, () => deliver(body)));

    expect(answers.map((answer) => answer.status)).to.deep.equal(Array(10).fill(200));
    expect(await statusOf(referenceId)).to.equal('confirmed');
    expect(await typesOf(referenceId)).to.deep.equal(['PAYMENT_CONFIRMED']);
  });

  it('comes to the true state when webhooks come in reverse, ten times', async () => {
    const { referenceId, orderId } = await prepared();
    await confirm(orderId);
    await cancel(orderId);

    for (let n = 0; n < 10; n += 1) {
      await deliver(payload(orderId, 'CANCELED'));
      await deliver(payload(orderId, 'DONE'));
    }

    expect(await statusOf(referenceId)).to.equal('refunded');
    expect(await typesOf(referenceId)).to.deep.equal(['PAYMENT_CONFIRMED', 'PAYMENT_REFUNDED']);
    expect(await fixture.books(orderId)).to.include({ captures: 1, refunds: 1 });
  });

  it('knows a webhook by what is signed: an id that was changed on the way makes no other webhook of it, nor the same', async () => {
    const { orderId } = await prepared();
    await confirm(orderId);
    const [first, second] = [payload(orderId), payload(orderId, 'CANCELED')];

    const answers = [
      await deliver(first, { id: 'a' }),
      await deliver(first, { id: 'b' }),
      await deliver(second, { id: 'a' }),
      await deliver(second, { id: 'a' }),
    ];

    expect(answers.map(({ body }) => body.repeated)).to.deep.equal([false, true, false, true]);
  });

  it("settles a payment by the provider's own webhook while the buyer's request is lost", async () => {
    const { referenceId, orderId } = await prepared();
    await fixture.fault({ action: 'approve', kind: 'hang', moneyMoves: true, orderId });
    await fixture.fault({ action: 'lookup', kind: 'hang', orderId });
    await confirm(orderId);

    const answer = await deliver(payload(orderId));

    expect(answer.status).to.equal(200);
    expect(await statusOf(referenceId)).to.equal('confirmed');
  });

  it('refuses forged webhooks, ten out of ten, and asks nobody', async () => {
    const { referenceId, orderId } = await prepared();

    for (let n = 0; n < 10; n += 1) {
      const { status, body } = await deliver(payload(orderId), { secret: `a-guessed-secret-${n}-0123456789abcdef` });
      expect([status, body.code]).to.deep.equal([401, 'WEBHOOK_SIGNATURE_INVALID']);
    }
    const unsigned = await fixture.anybody('POST', '/api/payments/webhooks/test', payload(orderId), gateway);

    expect(unsigned.status).to.equal(401);
    expect(await statusOf(referenceId)).to.equal('pending');
  });

  it('refuses a genuine webhook that is replayed after the window', async () => {
    const { orderId } = await prepared();

    const { status, body } = await deliver(payload(orderId), { time: new Date(Date.now() - 301_000).toISOString() });

    expect([status, body.code]).to.deep.equal([401, 'WEBHOOK_OUTSIDE_REPLAY_WINDOW']);
  });

  it('believes the provider, not the webhook: a signed lie changes nothing', async () => {
    const { referenceId, orderId } = await prepared();

    await deliver(payload(orderId, 'DONE'));

    expect(await statusOf(referenceId)).to.equal('pending');
    expect(await typesOf(referenceId)).to.deep.equal([]);
  });

  it("follows a refund made at the provider's own desk", async () => {
    const { referenceId, orderId } = await prepared();
    await confirm(orderId);
    await fixture.providerCall(`/v1/payments/pk_${orderId}/cancel`, { cancelReason: 'by phone' });

    await deliver(payload(orderId, 'CANCELED'));

    expect(await statusOf(referenceId)).to.equal('refunded');
    expect(await typesOf(referenceId)).to.deep.equal(['PAYMENT_CONFIRMED', 'PAYMENT_REFUNDED']);
  });

  it('records money that came without our asking', async () => {
    const { referenceId, orderId } = await prepared();
    await fixture.providerCall('/v1/payments/confirm', { orderId, paymentKey: `pk_${orderId}`, amount: 150_000 });

    await deliver(payload(orderId));

    expect(await statusOf(referenceId)).to.equal('confirmed');
    expect(await typesOf(referenceId)).to.deep.equal(['PAYMENT_CONFIRMED']);
  });

  it('gives money back that arrives for a withdrawn payment (late money)', async () => {
    const { referenceId, orderId } = await prepared();
    await fixture.pool.query(`UPDATE payments SET status = 'withdrawn' WHERE order_id = $1`, [orderId]);
    await fixture.providerCall('/v1/payments/confirm', { orderId, paymentKey: `pk_${orderId}`, amount: 150_000 });

    await deliver(payload(orderId));

    expect(await statusOf(referenceId)).to.equal('refunded');
    expect(await fixture.books(orderId)).to.include({ captured: 150_000, refunded: 150_000 });
  });

  describe('sent by the test provider itself', () => {
    before(() => fixture.webhooks('PUT', { url: fixture.webhookUrl, automatic: true }));
    after(() => fixture.webhooks('PUT', { url: null }));

    it('come while the purchase is still being written, and each purchase counts once', async () => {
      const purchases = await Promise.all(Array.from({ length: 20 }, () => prepared()));

      const answers = await Promise.all(purchases.map(({ orderId }) => confirm(orderId)));

      for (const answer of answers) expect(answer.body).to.include({ success: true });
      const { rows } = await fixture.pool.query(
        `SELECT count(*) AS lookups FROM payment_logs l JOIN payments p ON p.id = l.payment_id
         WHERE l.action = 'lookup' AND p.order_id = ANY($1)`,
        [purchases.map(({ orderId }) => orderId)],
      );
      expect(rows).to.deep.equal([{ lookups: 0 }]);
      for (const { referenceId, orderId } of purchases) {
        expect(await typesOf(referenceId)).to.deep.equal(['PAYMENT_CONFIRMED']);
        expect(await fixture.books(orderId)).to.include({ captures: 1 });
      }
    });

    it('may come ten times, in reverse, forged or late without effect', async () => {
      const { orderId, referenceId } = await prepared();
      await confirm(orderId);
      await cancel(orderId);
      const resend = async (how: Record<string, unknown>) =>
        (await fixture.webhooks('POST', { orderId, ...how })).body.statuses;

      expect(await resend({ copies: 10 })).to.deep.equal(Array(20).fill(200));
      expect(await resend({ copies: 10, order: 'reversed' })).to.deep.equal(Array(20).fill(200));
      expect(await resend({ copies: 10, forged: true })).to.deep.equal(Array(20).fill(401));
      expect(await resend({ copies: 1, ageSeconds: 301 })).to.deep.equal([401, 401]);
      expect(await statusOf(referenceId)).to.equal('refunded');
      expect(await typesOf(referenceId)).to.deep.equal(['PAYMENT_CONFIRMED', 'PAYMENT_REFUNDED']);
      expect(await fixture.books(orderId)).to.include({ captures: 1, refunds: 1 });
    });
  });

  it('answers bad webhooks with 4xx', async () => {
    const statuses = {
      'not json': (await deliver('not json')).status,
      'other provider': (await deliver('{}', { path: '/api/payments/webhooks/stripe' })).status,
      'other kind': (await deliver('{"eventType":"payout.changed"}')).status,
      'unknown order': (await deliver(payload('ORD_0_00000000'))).status,
      'NUL in the text': (await deliver(payload('ORD_0_0000\u0000'))).status,
    };

    expect(statuses).to.deep.equal({
      'not json': 400,
      'other provider': 404,
      'other kind': 200,
      'unknown order': 200,
      'NUL in the text': 200,
    });
  });
});
