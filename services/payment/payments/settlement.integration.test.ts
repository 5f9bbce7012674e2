import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { type PaymentFixture, startPaymentFixture } from '../testing/payment-fixture.ts';

describe('payment: settlement of open outcomes', function () {
  this.timeout(60_000);
  let fixture: PaymentFixture;
  const buyer = randomUUID();

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
  const statusOf = async (referenceId: string) => (await fixture.payments(referenceId)).at(-1)?.status;
  const typesOf = async (referenceId: string) => (await fixture.news(referenceId)).map((event) => event.type);
  /** A payment as a kill -9 right after the approving commit leaves it. */
  const leaveApproving = async (orderId: string) => {
    await fixture.pool.query(
      `UPDATE payments SET status = 'approving', payment_key = $2, method = 'toss', approving_since = now() WHERE order_id = $1`,
      [orderId, `pk_${orderId}`],
    );
  };

  it('finds the success behind a time-out within the same request', async () => {
    const { referenceId, orderId } = await prepared();
    await fixture.fault({ action: 'approve', kind: 'hang', moneyMoves: true, orderId });

    const paid = await confirm(orderId);

    expect(paid.body).to.include({ success: true, delivery: 'confirmed' });
    expect(await fixture.books(orderId)).to.include({ captures: 1 });
    expect(await typesOf(referenceId)).to.deep.equal(['PAYMENT_CONFIRMED']);
  });

  it('finds the success behind a 500 within the same request', async () => {
    const { orderId } = await prepared();
    await fixture.fault({ action: 'approve', kind: 'error', moneyMoves: true, orderId });

    const paid = await confirm(orderId);

    expect(paid.status).to.equal(200);
    expect(await fixture.books(orderId)).to.include({ captures: 1 });
  });

  it('answers 202 while the provider is silent, and the job settles it later', async () => {
    const { referenceId, orderId } = await prepared();
    await fixture.fault({ action: 'approve', kind: 'hang', moneyMoves: true, orderId });
    await fixture.fault({ action: 'lookup', kind: 'hang', orderId });

    const open = await confirm(orderId);
    const again = await confirm(orderId);
    const looked = await fixture.settle();

    expect([open.status, open.body.success, open.body.payment.status]).to.deep.equal([202, false, 'approving']);
    expect([again.status, again.body.code]).to.deep.equal([409, 'PAYMENT_IN_PROGRESS']);
    expect(looked).to.equal(1);
    expect(await statusOf(referenceId)).to.equal('confirmed');
    expect(await typesOf(referenceId)).to.deep.equal(['PAYMENT_CONFIRMED']);
    expect(await fixture.books(orderId)).to.include({ captures: 1 });
  });

  it('asks again under the same idempotency key when the provider never got the request', async () => {
    const { referenceId, orderId } = await prepared();
    await leaveApproving(orderId);

    await fixture.settle();

    expect(await statusOf(referenceId)).to.equal('confirmed');
    expect(await fixture.books(orderId)).to.include({ captures: 1, approveCalls: 1 });
  });

  it('settles a payment whose process died after the capture', async () => {
    const { referenceId, orderId } = await prepared();
    await leaveApproving(orderId);
    await fixture.providerCall(
      '/v1/payments/confirm',
      { orderId, paymentKey: `pk_${orderId}`, amount: 150_000 },
      { 'idempotency-key': orderId },
    );

    await fixture.settle();

    expect(await statusOf(referenceId)).to.equal('confirmed');
    expect(await fixture.books(orderId)).to.include({ captures: 1 });
    expect(await typesOf(referenceId)).to.deep.equal(['PAYMENT_CONFIRMED']);
  });

  it('fails a payment whose process died after a decline', async () => {
    const { referenceId, orderId } = await prepared();
    await leaveApproving(orderId);
    await fixture.fault({ action: 'approve', kind: 'decline', orderId });
    await fixture.providerCall(
      '/v1/payments/confirm',
      { orderId, paymentKey: `pk_${orderId}`, amount: 150_000 },
      { 'idempotency-key': orderId },
    );

    await fixture.settle();

    expect(await statusOf(referenceId)).to.equal('failed');
    expect(await typesOf(referenceId)).to.deep.equal(['PAYMENT_FAILED']);
    expect(await fixture.books(orderId)).to.include({ captures: 0 });
  });

  it('waits while the provider is still at work, and takes its answer when it comes', async () => {
    const { referenceId, orderId } = await prepared();
    await fixture.fault({ action: 'approve', kind: 'slow', delayMs: 1_200, orderId });

    const open = await confirm(orderId);
    const meanwhile = await statusOf(referenceId);
    for (let round = 0; round < 40 && (await statusOf(referenceId)) === 'approving'; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      await fixture.settle();
    }

    expect([open.status, meanwhile]).to.deep.equal([202, 'approving']);
    expect(await statusOf(referenceId)).to.equal('confirmed');
    expect(await fixture.books(orderId)).to.include({ captures: 1 });
    expect(await typesOf(referenceId)).to.deep.equal(['PAYMENT_CONFIRMED']);
  });

  it('records one outcome when ten settlements run at once', async () => {
    const { referenceId, orderId } = await prepared();
    await leaveApproving(orderId);

    await Promise.all(Array.from({ length: 10 }, () => fixture.settle()));
    await fixture.settle();

    expect(await statusOf(referenceId)).to.equal('confirmed');
    expect(await typesOf(referenceId)).to.deep.equal(['PAYMENT_CONFIRMED']);
    expect(await fixture.books(orderId)).to.include({ captures: 1 });
  });

  it('settles the others when one of them cannot be settled', async () => {
    const stuck = await prepared();
    const good = await prepared();
    await leaveApproving(stuck.orderId);
    await leaveApproving(good.orderId);
    await fixture.fault({ action: 'lookup', kind: 'error', orderId: stuck.orderId });

    await fixture.settle();

    expect(await statusOf(good.referenceId)).to.equal('confirmed');
    expect(await statusOf(stuck.referenceId)).to.equal('approving');
    await fixture.settle();
    expect(await statusOf(stuck.referenceId)).to.equal('confirmed');
  });

  it('leaves a payment alone that a request is working on', async () => {
    const { orderId, referenceId } = await prepared();
    await leaveApproving(orderId);
    const { settleDue } = await import('./settlement-job.ts');

    const looked = await settleDue({
      pool: fixture.pool,
      settle: fixture.deps.settle,
      logger: fixture.deps.logger,
      leaseMs: 15_000,
    });

    expect(looked).to.equal(0);
    expect(await statusOf(referenceId)).to.equal('approving');
    await fixture.settle();
  });
});
