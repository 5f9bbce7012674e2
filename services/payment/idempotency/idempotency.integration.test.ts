import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { createIdempotencyStore } from '../../shared/idempotency/idempotency-store.ts';
import { type PaymentFixture, startPaymentFixture } from '../testing/payment-fixture.ts';

describe("payment: Idempotency-Key by Stripe's letter", function () {
  this.timeout(60_000);
  let fixture: PaymentFixture;
  const buyer = randomUUID();

  before(async () => {
    fixture = await startPaymentFixture();
  });
  after(() => fixture.close());
  beforeEach(async () => {
    fixture.ticket.state.down = false;
    await fixture.clearFaults();
  });

  const prepare = async (referenceId = fixture.reserve(buyer)) => {
    const { body } = await fixture
      .as(buyer)
      .post('/api/payments/prepare', { reservationId: referenceId, amount: 150_000 });
    return String(body.orderId);
  };
  const confirm = (orderId: string, key: string, change: Record<string, unknown> = {}, userId = buyer) =>
    fixture
      .as(userId)
      .post(
        '/api/payments/confirm',
        { orderId, paymentKey: `pk_${orderId}`, amount: 150_000, ...change },
        { 'idempotency-key': key },
      );

  it('runs once when a hundred requests with the same key come at once', async () => {
    const referenceId = fixture.reserve(buyer);
    const orderId = await prepare(referenceId);
    const key = randomUUID();

    const answers = await Promise.all(Array.from({ length: 100 }, () => confirm(orderId, key)));
    const later = await confirm(orderId, key);

    const paid = answers.filter((answer) => answer.status === 200);
    const running = answers.filter((answer) => answer.status === 409 && answer.body.code === 'IDEMPOTENCY_KEY_IN_USE');
    expect(paid.length + running.length).to.equal(100);
    expect(paid.filter((answer) => answer.headers.get('idempotent-replayed') === null)).to.have.length(1);
    expect(await fixture.books(orderId)).to.include({ captures: 1, approveCalls: 1 });
    expect(await fixture.news(referenceId)).to.have.length(1);
    expect(later.headers.get('idempotent-replayed')).to.equal('true');
    for (const answer of paid) expect(answer.body).to.deep.equal(later.body);
  });

  it('gives the same answer again, for prepare, process and cancel too', async () => {
    const me = fixture.as(buyer);
    const reservationId = fixture.reserve(buyer);
    const twice = async (path: string, body: unknown) => {
      const headers = { 'idempotency-key': randomUUID() };
      return [await me.post(path, body, headers), await me.post(path, body, headers)] as const;
    };

    const prepares = await twice('/api/payments/prepare', { reservationId, amount: 150_000 });
    const processes = await twice('/api/payments/process', { reservationId, paymentMethod: 'card' });
    const cancels = await twice(`/api/payments/${processes[0].body.payment.paymentKey}/cancel`, {});

    for (const [first, second] of [prepares, processes, cancels]) {
      expect(first.status).to.equal(200);
      expect(second.status).to.equal(200);
      expect(second.body).to.deep.equal(first.body);
      expect(second.headers.get('idempotent-replayed')).to.equal('true');
    }
    expect(await fixture.books(processes[0].body.payment.orderId)).to.include({ captures: 1, refunds: 1 });
  });

  it('gives the same error again, though a second try would succeed', async () => {
    const orderId = await prepare();
    const key = randomUUID();
    await fixture.fault({ action: 'approve', kind: 'decline', orderId });

    const first = await confirm(orderId, key);
    const second = await confirm(orderId, key);

    expect([first.status, first.body.code]).to.deep.equal([402, 'PAYMENT_DECLINED']);
    const { instance: _first, ...problem } = first.body;
    const { instance: _second, ...repeated } = second.body;
    expect(repeated).to.deep.equal(problem);
    expect(await fixture.books(orderId)).to.include({ approveCalls: 1 });
  });

  it('refuses the key with another body, another order and another route', async () => {
    const orderId = await prepare();
    const other = await prepare();
    const key = randomUUID();
    await confirm(orderId, key);

    const answers = [
      await confirm(orderId, key, { amount: 1 }),
      await confirm(orderId, key, { paymentKey: 'another' }),
      await confirm(other, key),
      await fixture.as(buyer).post(`/api/payments/pk_${orderId}/cancel`, {}, { 'idempotency-key': key }),
    ];

    for (const answer of answers)
      expect([answer.status, answer.body.code]).to.deep.equal([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect(await fixture.books(orderId)).to.include({ captures: 1, refunds: 0 });
  });

  it('takes a body with its members in another order for the same request', async () => {
    const orderId = await prepare();
    const headers = { 'idempotency-key': randomUUID() };
    const first = await fixture
      .as(buyer)
      .post('/api/payments/confirm', { orderId, paymentKey: 'pk_o', amount: 150_000 }, headers);

    const second = await fixture
      .as(buyer)
      .post('/api/payments/confirm', { amount: 150_000, paymentKey: 'pk_o', orderId }, headers);

    expect(second.body).to.deep.equal(first.body);
  });

  it("keeps one person's keys apart from another's (fault 10.3 #19)", async () => {
    const orderId = await prepare();
    const key = randomUUID();
    await confirm(orderId, key);
    const stranger = randomUUID();

    const answer = await confirm(orderId, key, {}, stranger);

    expect([answer.status, answer.body.code]).to.deep.equal([404, 'PAYMENT_NOT_FOUND']);
  });

  it('keeps nothing for a request that fails validation', async () => {
    const orderId = await prepare();
    const key = randomUUID();

    const invalid = await confirm(orderId, key, { amount: 'much' });
    const valid = await confirm(orderId, key);

    expect([invalid.status, valid.status]).to.deep.equal([422, 200]);
  });

  it('keeps nothing when ticket could not be asked', async () => {
    const reservationId = fixture.reserve(buyer);
    const headers = { 'idempotency-key': randomUUID() };
    fixture.ticket.state.down = true;

    const away = await fixture.as(buyer).post('/api/payments/prepare', { reservationId, amount: 150_000 }, headers);
    fixture.ticket.state.down = false;
    const back = await fixture.as(buyer).post('/api/payments/prepare', { reservationId, amount: 150_000 }, headers);

    expect([away.status, back.status]).to.deep.equal([502, 200]);
  });

  it('keeps an answer for 24 hours and then forgets it', async () => {
    const orderId = await prepare();
    const key = randomUUID();
    await confirm(orderId, key);
    const age = (interval: string) =>
      fixture.pool.query(`UPDATE idempotency_keys SET created_at = now() - interval '${interval}' WHERE key = $1`, [
        key,
      ]);

    await age('23 hours 59 minutes');
    const kept = await confirm(orderId, key);
    await age('24 hours 1 minute');
    const anew = await confirm(orderId, key);

    expect(kept.headers.get('idempotent-replayed')).to.equal('true');
    expect(anew.headers.get('idempotent-replayed')).to.equal(null);
  });

  it('lets the key be taken over when its first request died with its process', async () => {
    const store = createIdempotencyStore(fixture.pool, 30_000);
    const [user, key] = [randomUUID(), 'k'];
    await store.claim(user, key, 'hash');

    const early = await store.claim(user, key, 'hash');
    await fixture.pool.query(
      `UPDATE idempotency_keys SET created_at = now() - interval '31 seconds' WHERE user_id = $1`,
      [user],
    );
    const other = await store.claim(user, key, 'another hash');
    const late = await store.claim(user, key, 'hash');
    const again = await store.claim(user, key, 'hash');

    expect([early.kind, other.kind, late.kind, again.kind]).to.deep.equal([
      'running',
      'other request',
      'mine',
      'running',
    ]);
  });

  for (const key of ['', ' ', 'with space', 'x'.repeat(65), 'tab\tkey']) {
    it(`refuses the key ${JSON.stringify(key).slice(0, 20)}`, async () => {
      const orderId = await prepare();

      const { status } = await confirm(orderId, key);

      // An empty or blank header arrives as empty text, which is no key.
      expect(status).to.equal(422);
    });
  }
});
