import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { type PaymentFixture, startPaymentFixture } from '../testing/payment-fixture.ts';

describe('payment: a purchase', function () {
  this.timeout(60_000);
  let fixture: PaymentFixture;
  const buyer = randomUUID();
  const stranger = randomUUID();

  before(async () => {
    fixture = await startPaymentFixture();
  });
  after(() => fixture.close());
  beforeEach(async () => {
    Object.assign(fixture.ticket.state, { deliverStatus: 200, down: false });
    await fixture.clearFaults();
  });

  const prepare = async (referenceId: string, amount = 150_000) => {
    const { status, body } = await fixture
      .as(buyer)
      .post('/api/payments/prepare', { reservationId: referenceId, amount });
    expect(status, JSON.stringify(body)).to.equal(200);
    return String(body.orderId);
  };
  const confirm = (orderId: string, change: Record<string, unknown> = {}, userId = buyer) =>
    fixture
      .as(userId)
      .post('/api/payments/confirm', { orderId, paymentKey: `pk_${orderId}`, amount: 150_000, ...change });

  it('goes from prepare to confirmed, tells ticket at once and by an event', async () => {
    const referenceId = fixture.reserve(buyer);

    const orderId = await prepare(referenceId);
    const paid = await confirm(orderId);

    expect(paid.status).to.equal(200);
    expect(paid.body).to.include({ success: true, delivery: 'confirmed' });
    expect(paid.body.payment).to.include({
      orderId,
      paymentKey: `pk_${orderId}`,
      amount: 150_000,
      method: 'toss',
      status: 'confirmed',
    });
    const [payment] = await fixture.payments(referenceId);
    expect(fixture.ticket.delivered.at(-1)).to.deep.equal({
      path: `/internal/reservations/${referenceId}/confirm`,
      body: { paymentId: payment?.id, orderId, userId: buyer, amount: 150_000, paymentMethod: 'toss' },
    });
    const news = await fixture.news(referenceId);
    expect(news).to.have.length(1);
    expect(news[0]).to.deep.include({
      type: 'PAYMENT_CONFIRMED',
      paymentId: payment?.id,
      orderId,
      amount: 150_000,
      referenceId,
    });
    expect(await fixture.books(orderId)).to.include({ captured: 150_000, captures: 1, refunded: 0 });
  });

  it('names orders ORD_<ms>_<8 hex> and gives the client key', async () => {
    const referenceId = fixture.reserve(buyer);

    const { body } = await fixture.as(buyer).post('/api/payments/prepare', { referenceId, amount: 150_000 });

    expect(body.orderId).to.match(/^ORD_\d{13}_[0-9A-F]{8}$/);
    expect(body.clientKey).to.equal('test_ck');
  });

  it('has one row per target, whoever comes first: prepare, ticket event or process (fault 10.3 #10)', async () => {
    const referenceId = fixture.reserve(buyer);
    const requested = {
      type: 'PAYMENT_REQUESTED',
      id: randomUUID(),
      timestamp: new Date().toISOString(),
      paymentType: 'reservation',
      referenceId,
      userId: buyer,
      eventId: randomUUID(),
      amount: 150_000,
      orderName: 'Concert, A-1-1',
      expiresAt: new Date(Date.now() + 300_000).toISOString(),
    };

    const [first, second] = await Promise.all([
      prepare(referenceId),
      prepare(referenceId),
      fixture.ticketSays(requested),
    ]);
    const paid = await fixture
      .as(buyer)
      .post('/api/payments/process', { reservationId: referenceId, paymentMethod: 'card' });

    expect(first).to.equal(second);
    expect(paid.body.payment.orderId).to.equal(first);
    expect(await fixture.payments(referenceId)).to.have.length(1);
  });

  for (const method of ['naver_pay', 'kakao_pay', 'bank_transfer', 'card']) {
    it(`takes money for ${method} at the provider, with a key to refund by and a full event (faults 10.3 #10, #23)`, async () => {
      const referenceId = fixture.reserve(buyer, 42_000);

      const paid = await fixture
        .as(buyer)
        .post('/api/payments/process', { reservationId: referenceId, paymentMethod: method });
      const again = await fixture
        .as(buyer)
        .post('/api/payments/process', { reservationId: referenceId, paymentMethod: method });

      expect(paid.status).to.equal(200);
      expect(paid.body.payment).to.include({ method, amount: 42_000, status: 'confirmed' });
      expect(paid.body.payment.paymentKey).to.match(/^\w+$|^[\w-]+$/);
      expect(again.body.payment).to.deep.equal(paid.body.payment);
      expect(await fixture.books(paid.body.payment.orderId)).to.include({ captured: 42_000, captures: 1 });
      const [event] = await fixture.news(referenceId);
      expect(event).to.include({ amount: 42_000, orderId: paid.body.payment.orderId, paymentId: paid.body.payment.id });
      const refund = await fixture.as(buyer).post(`/api/payments/${paid.body.payment.paymentKey}/cancel`, {});
      expect(refund.status).to.equal(200);
    });
  }

  it('refuses an amount that is not the price, in prepare and in confirm, ten times out of ten', async () => {
    const referenceId = fixture.reserve(buyer);
    const orderId = await prepare(referenceId);

    for (const amount of [1, 149_999, 150_001, 2_147_483_647, 15_000, 1_500_000, 2, 100, 75_000, 300_000]) {
      const prepared = await fixture.as(buyer).post('/api/payments/prepare', { reservationId: referenceId, amount });
      const confirmed = await confirm(orderId, { amount });
      expect([prepared.status, prepared.body.code]).to.deep.equal([400, 'AMOUNT_MISMATCH']);
      expect([confirmed.status, confirmed.body.code]).to.deep.equal([400, 'AMOUNT_MISMATCH']);
    }
    expect((await fixture.payments(referenceId))[0]?.status).to.equal('pending');
    expect(await fixture.books(orderId)).to.equal(undefined);
  });

  it('tells the buyer when ticket refuses, and ticket takes the money back (fault 10.3 #7)', async () => {
    const referenceId = fixture.reserve(buyer);
    const orderId = await prepare(referenceId);
    fixture.ticket.state.deliverStatus = 409;

    const paid = await confirm(orderId);

    expect(paid.status).to.equal(200);
    expect(paid.body).to.include({ success: false, delivery: 'refused' });
    expect(paid.body.message).to.contain('refunded automatically');
    expect((await fixture.news(referenceId)).map((event) => event.type)).to.deep.equal(['PAYMENT_CONFIRMED']);
  });

  it('keeps the purchase when ticket is away: the event brings it', async () => {
    const referenceId = fixture.reserve(buyer);
    const orderId = await prepare(referenceId);
    fixture.ticket.state.down = true;

    const paid = await confirm(orderId);

    expect(paid.status).to.equal(200);
    expect(paid.body).to.include({ success: true, delivery: 'pending' });
    expect(await fixture.news(referenceId)).to.have.length(1);
  });

  it('declines, says so by an event, and lets the buyer try again with a new order', async () => {
    const referenceId = fixture.reserve(buyer);
    const orderId = await prepare(referenceId);
    await fixture.fault({ action: 'approve', kind: 'decline', orderId });

    const declined = await confirm(orderId);
    const retry = await prepare(referenceId);
    const paid = await confirm(retry);

    expect([declined.status, declined.body.code, declined.body.providerCode]).to.deep.equal([
      402,
      'PAYMENT_DECLINED',
      'REJECT_CARD_PAYMENT',
    ]);
    expect(retry).to.not.equal(orderId);
    expect(paid.status).to.equal(200);
    expect((await fixture.payments(referenceId)).map((payment) => payment.status)).to.deep.equal([
      'failed',
      'confirmed',
    ]);
    expect((await fixture.news(referenceId)).map((event) => event.type)).to.deep.equal([
      'PAYMENT_FAILED',
      'PAYMENT_CONFIRMED',
    ]);
  });

  it('captures once when fifty requests confirm the same order at once', async () => {
    const referenceId = fixture.reserve(buyer);
    const orderId = await prepare(referenceId);

    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => confirm(orderId, { paymentKey: `pk_${n % 5}_${orderId}` })),
    );

    const successes = answers.filter((answer) => answer.status === 200);
    expect(successes.length).to.be.at.least(1);
    for (const answer of answers) expect(answer.status).to.be.oneOf([200, 409]);
    expect(await fixture.books(orderId)).to.include({ captures: 1, approveCalls: 1 });
    expect(await fixture.news(referenceId)).to.have.length(1);
  });

  it('answers a repeated confirm of the same key alike, and refuses another key', async () => {
    const orderId = await prepare(fixture.reserve(buyer));
    const first = await confirm(orderId);

    const same = await confirm(orderId);
    const other = await confirm(orderId, { paymentKey: 'another' });

    expect(same.body).to.deep.equal(first.body);
    expect([other.status, other.body.code]).to.deep.equal([409, 'PAYMENT_ALREADY_CONFIRMED']);
    expect(await fixture.books(orderId)).to.include({ captures: 1, approveCalls: 1 });
  });

  it('refuses a payment key that belongs to another payment', async () => {
    const first = await prepare(fixture.reserve(buyer));
    await confirm(first);
    const second = await prepare(fixture.reserve(buyer));

    const stolen = await confirm(second, { paymentKey: `pk_${first}` });

    expect([stolen.status, stolen.body.code]).to.deep.equal([409, 'PAYMENT_KEY_USED']);
    expect(await fixture.books(second)).to.equal(undefined);
  });

  it("answers another person's payment like one that does not exist, as ticket does", async () => {
    const referenceId = fixture.reserve(buyer);
    const orderId = await prepare(referenceId);
    const taken = await confirm(orderId, {}, stranger);
    const paid = await confirm(orderId);
    const asStranger = fixture.as(stranger);

    const answers = [
      taken,
      await asStranger.get(`/api/payments/order/${orderId}`),
      await asStranger.post(`/api/payments/${paid.body.payment.paymentKey}/cancel`, {}),
      await asStranger.post('/api/payments/prepare', { reservationId: referenceId, amount: 150_000 }),
      await asStranger.post('/api/payments/process', { reservationId: referenceId, paymentMethod: 'card' }),
    ];
    const unknown = [
      await confirm('ORD_0_00000000', {}, stranger),
      await asStranger.get('/api/payments/order/ORD_0_00000000'),
      await asStranger.post('/api/payments/pk_nobody/cancel', {}),
      await asStranger.post('/api/payments/prepare', { reservationId: randomUUID(), amount: 150_000 }),
      await asStranger.post('/api/payments/process', { reservationId: randomUUID(), paymentMethod: 'card' }),
    ];

    const seen = ({ status, body: { code, detail } }: (typeof answers)[number]) => ({ status, code, detail });
    expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([404]));
    expect(answers.map(seen)).to.deep.equal(unknown.map(seen));
    expect((await asStranger.get('/api/payments/user/me')).body.payments).to.deep.equal([]);
  });

  it('leaves no payment open when the reservation ends between the quote and the row of a second attempt (I8)', async () => {
    const referenceId = fixture.reserve(buyer);
    const first = await prepare(referenceId);
    await fixture.fault({ action: 'approve', kind: 'decline', orderId: first });
    expect((await confirm(first)).status).to.equal(402);
    const thing = fixture.ticket.things.get(referenceId)!;
    // While payment reads ticket's price, the hold ends there and PAYMENT_WITHDRAWN arrives here: it meets no open payment.
    thing.afterValidate = async () => {
      thing.afterValidate = undefined;
      thing.refusal = { status: 409, code: 'RESERVATION_EXPIRED' };
    };

    const second = await fixture
      .as(buyer)
      .post('/api/payments/prepare', { reservationId: referenceId, amount: 150_000 });

    expect([second.status, second.body.code]).to.deep.equal([409, 'RESERVATION_EXPIRED']);
    expect((await fixture.payments(referenceId)).map(({ status }) => status)).to.deep.equal(['failed']);
  });

  it('prepares a second attempt while the reservation lives', async () => {
    const referenceId = fixture.reserve(buyer);
    const first = await prepare(referenceId);
    await fixture.fault({ action: 'approve', kind: 'decline', orderId: first });
    await confirm(first);

    const second = await prepare(referenceId);

    expect(second).not.to.equal(first);
    expect((await fixture.payments(referenceId)).map(({ status }) => status)).to.deep.equal(['failed', 'pending']);
    expect((await confirm(second)).body).to.include({ success: true });
  });

  it('passes on what ticket says about the reservation', async () => {
    const post = (reservationId: string) =>
      fixture.as(buyer).post('/api/payments/prepare', { reservationId, amount: 150_000 });
    const expired = fixture.reserve(buyer);
    const gone = fixture.reserve(buyer);
    fixture.ticket.things.get(expired)!.refusal = { status: 409, code: 'RESERVATION_EXPIRED' };
    fixture.ticket.things.get(gone)!.refusal = { status: 409, code: 'RESERVATION_NOT_PENDING' };

    expect((await post(expired)).body).to.include({ status: 409, code: 'RESERVATION_EXPIRED' });
    expect((await post(gone)).body).to.include({ status: 409, code: 'NOT_PAYABLE', reason: 'RESERVATION_NOT_PENDING' });
    expect((await post(randomUUID())).body).to.include({ status: 404, code: 'NOT_FOUND' });
    expect((await post(fixture.reserve(stranger))).body).to.include({ status: 404, code: 'NOT_FOUND' });
  });

  it('shows a person their payments, an order, and ticket the payment of a reservation', async () => {
    const person = randomUUID();
    const referenceId = fixture.reserve(person);
    const me = fixture.as(person);
    const { body: prepared } = await me.post('/api/payments/prepare', { reservationId: referenceId, amount: 150_000 });
    await me.post('/api/payments/confirm', {
      orderId: prepared.orderId,
      paymentKey: `k_${referenceId}`,
      amount: 150_000,
    });
    await me.post('/api/payments/prepare', { reservationId: fixture.reserve(person), amount: 150_000 });

    const list = await me.get('/api/payments/user/me');
    const page = await me.get('/api/payments/user/me?limit=1&offset=1');
    const order = await me.get(`/api/payments/order/${prepared.orderId}`);
    const { authorizationOf } = await import('../../shared/testing/foundation-fake.ts');
    const internal = { authorization: authorizationOf('ticket') };
    const byReservation = await fixture.anybody(
      'GET',
      `/internal/payments/by-reservation/${referenceId}`,
      undefined,
      internal,
    );
    const none = await fixture.anybody('GET', `/internal/payments/by-reservation/${randomUUID()}`, undefined, internal);

    expect(list.body.payments.map((payment: { status: string }) => payment.status)).to.deep.equal([
      'pending',
      'confirmed',
    ]);
    expect(page.body.payments).to.deep.equal([list.body.payments[1]]);
    expect(order.body).to.deep.equal(list.body.payments[1]);
    expect(byReservation.body).to.include({
      found: true,
      reservationId: referenceId,
      status: 'confirmed',
      method: 'toss',
      amount: 150_000,
    });
    expect(none.body).to.include({ found: false, status: null });
  });

  it('writes every call to the provider into payment_logs, without secrets or card numbers', async () => {
    const referenceId = fixture.reserve(buyer);
    const orderId = await prepare(referenceId);
    await confirm(orderId);
    const [payment] = await fixture.payments(referenceId);

    const { rows } = await fixture.pool.query('SELECT * FROM payment_logs WHERE payment_id = $1 ORDER BY id', [
      payment?.id,
    ]);
    const { rows: stored } = await fixture.pool.query('SELECT provider_response FROM payments WHERE id = $1', [
      payment?.id,
    ]);

    expect(rows).to.have.length(2);
    expect(rows[0]).to.include({ action: 'approve', endpoint: '/v1/payments/confirm', method: 'POST' });
    expect(rows[0].request).to.deep.equal({ orderId, paymentKey: `pk_${orderId}`, amount: 150_000 });
    expect(rows[1]).to.include({ action: 'approve answer', response_status: 200, error_code: null });
    for (const text of [JSON.stringify(rows), JSON.stringify(stored)]) {
      expect(text).to.not.contain('5365100012341234').and.not.contain('ps_not_for_logs').and.not.contain('test_sk_');
    }
  });
});
