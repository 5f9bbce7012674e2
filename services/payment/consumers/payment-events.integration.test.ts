import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { type PaymentFixture, startPaymentFixture } from '../testing/payment-fixture.ts';

describe("payment: ticket's news", function () {
  this.timeout(60_000);
  let fixture: PaymentFixture;
  const buyer = randomUUID();

  before(async () => {
    fixture = await startPaymentFixture();
  });
  after(() => fixture.close());

  const event = (type: string, referenceId: string, more: Record<string, unknown> = {}) => ({
    type,
    id: randomUUID(),
    timestamp: new Date().toISOString(),
    paymentType: 'reservation',
    referenceId,
    userId: buyer,
    ...more,
  });
  const requested = (referenceId: string, more: Record<string, unknown> = {}) =>
    event('PAYMENT_REQUESTED', referenceId, {
      eventId: randomUUID(),
      amount: 150_000,
      orderName: 'Concert',
      expiresAt: new Date(Date.now() + 300_000).toISOString(),
      ...more,
    });
  const withdrawn = (referenceId: string, more: Record<string, unknown> = {}) =>
    event('PAYMENT_WITHDRAWN', referenceId, { reason: 'expired', ...more });
  const statuses = async (referenceId: string) =>
    (await fixture.payments(referenceId)).map((payment) => payment.status);
  const prepare = (referenceId: string) =>
    fixture.as(buyer).post('/api/payments/prepare', { reservationId: referenceId, amount: 150_000 });
  const confirm = (orderId: string) =>
    fixture.as(buyer).post('/api/payments/confirm', { orderId, paymentKey: `pk_${orderId}`, amount: 150_000 });

  it('makes a pending payment of what is payable, once', async () => {
    const referenceId = fixture.reserve(buyer);

    await fixture.ticketSays(requested(referenceId), requested(referenceId));
    await fixture.ticketSays(requested(referenceId));
    const { body } = await prepare(referenceId);

    const [payment] = await fixture.payments(referenceId);
    expect(await statuses(referenceId)).to.deep.equal(['pending']);
    expect(body.orderId).to.equal(payment?.order_id);
  });

  it('takes no money after a withdrawal, and makes no new payment for a reservation that is gone', async () => {
    const referenceId = fixture.reserve(buyer);
    const { body } = await prepare(referenceId);

    await fixture.ticketSays(withdrawn(referenceId));
    const late = await confirm(body.orderId);
    const anew = await prepare(referenceId);

    expect([late.status, late.body.code]).to.deep.equal([409, 'PAYMENT_NOT_PAYABLE']);
    expect([anew.status, anew.body.code]).to.deep.equal([409, 'NOT_PAYABLE']);
    expect(await statuses(referenceId)).to.deep.equal(['withdrawn']);
    expect(await fixture.books(body.orderId)).to.equal(undefined);
  });

  it('asks the next buyer of a transfer, and withdraws from the one it was asked of only (10.3 #29)', async () => {
    const referenceId = randomUUID();
    const next = randomUUID();
    const ofTransfer = { paymentType: 'transfer' };
    const buyers = async () => (await fixture.payments(referenceId)).map(({ status, user_id }) => [status, user_id]);

    await fixture.ticketSays(requested(referenceId, ofTransfer));
    await fixture.ticketSays(withdrawn(referenceId, { ...ofTransfer, userId: next }));
    expect(await statuses(referenceId)).to.deep.equal(['pending']);
    await fixture.ticketSays(
      withdrawn(referenceId, ofTransfer),
      requested(referenceId, { ...ofTransfer, userId: next }),
      requested(referenceId, ofTransfer),
    );

    expect(await buyers()).to.have.deep.members([
      ['withdrawn', buyer],
      ['pending', next],
    ]);
  });

  it('makes no new payment of a request that comes after everything is over', async () => {
    const referenceId = fixture.reserve(buyer);
    const { body } = await prepare(referenceId);
    await confirm(body.orderId);
    await fixture.as(buyer).post(`/api/payments/pk_${body.orderId}/cancel`, {});

    await fixture.ticketSays(requested(referenceId));

    expect(await statuses(referenceId)).to.deep.equal(['refunded']);
  });

  it('lets a membership become payable again after a withdrawal, within one batch too', async () => {
    const referenceId = fixture.reserve(buyer);
    const membership = { paymentType: 'membership', eventId: null };

    await fixture.ticketSays(
      requested(referenceId, membership),
      withdrawn(referenceId, membership),
      requested(referenceId, membership),
    );

    expect((await statuses(referenceId)).toSorted()).to.deep.equal(['pending', 'withdrawn']);
  });

  it('waits for the provider when a payment is withdrawn while it is being made', async () => {
    const referenceId = fixture.reserve(buyer);
    const { body } = await prepare(referenceId);
    await fixture.fault({ action: 'approve', kind: 'slow', delayMs: 200, orderId: body.orderId });
    fixture.ticket.state.deliverStatus = 409;

    const paying = confirm(body.orderId);
    for (;;) {
      if ((await statuses(referenceId))[0] === 'approving') break;
    }
    await fixture.ticketSays(withdrawn(referenceId));
    const paid = await paying;
    fixture.ticket.state.deliverStatus = 200;
    const [payment] = await fixture.payments(referenceId);
    await fixture.ticketSays(
      event('REFUND_REQUESTED', referenceId, { paymentId: payment?.id, amount: 150_000, reason: 'expired' }),
    );
    await fixture.settle();

    expect(paid.body).to.include({ success: false, delivery: 'refused' });
    expect(await statuses(referenceId)).to.deep.equal(['refunded']);
    expect(await fixture.books(body.orderId)).to.include({ captured: 150_000, refunded: 150_000 });
  });

  it("notes ticket's word that the paid thing is delivered", async () => {
    const referenceId = fixture.reserve(buyer);
    const { body } = await prepare(referenceId);
    await confirm(body.orderId);
    const [payment] = await fixture.payments(referenceId);

    await fixture.ticketSays(
      event('PAYMENT_COMPLETED', referenceId, { paymentId: payment?.id, eventId: randomUUID(), amount: 150_000 }),
      event('PAYMENT_COMPLETED', randomUUID(), { paymentId: randomUUID(), eventId: null, amount: 1 }),
    );

    const { rows } = await fixture.pool.query(`SELECT payment_id FROM payment_logs WHERE action = 'delivered'`);
    expect(rows).to.deep.equal([{ payment_id: payment?.id }]);
  });
});
