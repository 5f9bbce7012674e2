import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { authorizationOf } from '../shared/testing/foundation-fake.ts';
import { type PaymentFixture, startPaymentFixture } from './testing/payment-fixture.ts';
import { type PaymentProcess, startPaymentProcess } from './testing/payment-process.ts';

/**
 * Each label once: the real process dies there by SIGKILL in the middle of a purchase or a refund, a new one starts, and
 * the provider's books, payment_db and the outbox must agree to the won. Kafka is away all the time on purpose: then
 * every event that was ever written can be counted in the outbox.
 */
const purchasePoints = [
  'before-approving-commit',
  'after-approving-commit',
  'after-provider-approve',
  'before-confirm-commit',
  'after-confirm-commit',
  'before-ticket-call',
  'after-ticket-call',
];
const refundPoints = [
  'after-refunding-commit',
  'after-provider-refund',
  'before-refunded-commit',
  'after-refunded-commit',
];

describe('payment: kill -9 at every labelled point (faults 10.3 #8, #9)', function () {
  this.timeout(120_000);
  let fixture: PaymentFixture;
  let survivor: PaymentProcess | undefined;
  const buyer = randomUUID();
  const identity = {
    authorization: authorizationOf('gateway'),
    'content-type': 'application/json',
    'x-user-id': buyer,
    'x-user-email': 'buyer@example.com',
    'x-user-role': 'user',
  };

  before(async () => {
    fixture = await startPaymentFixture();
  });
  afterEach(() => survivor?.stop());
  after(() => fixture.close());

  const start = (killPoint?: string) =>
    startPaymentProcess({
      ...fixture.environment,
      PROVIDER_TIMEOUT_MS: '1000',
      SETTLEMENT_LEASE_MS: '1001',
      SETTLEMENT_INTERVAL_MS: '50',
      ...(killPoint === undefined ? {} : { KILL_POINT: `payment.${killPoint}` }),
    });
  /** @returns undefined when the process died over it */
  const post = async (process: PaymentProcess, path: string, body: unknown) => {
    try {
      const answer = await fetch(`${process.url}${path}`, {
        method: 'POST',
        headers: identity,
        body: JSON.stringify(body),
      });
      return { status: answer.status, body: await answer.json() };
    } catch {
      return undefined;
    }
  };
  const prepare = async (process: PaymentProcess, referenceId: string) => {
    const answer = await post(process, '/api/payments/prepare', { reservationId: referenceId, amount: 150_000 });
    if (!answer) throw new Error('prepare was not answered');
    return String((answer.body as { orderId: string }).orderId);
  };
  const confirm = (process: PaymentProcess, orderId: string) =>
    post(process, '/api/payments/confirm', { orderId, paymentKey: `pk_${orderId}`, amount: 150_000 });
  /** Waits for the settlement job of the process under test, as a buyer who looks at the order would. */
  const settled = async (referenceId: string, wanted: readonly string[]) => {
    for (const end = Date.now() + 20_000; Date.now() < end; ) {
      const [payment] = await fixture.payments(referenceId);
      if (payment && wanted.includes(payment.status)) return payment.status;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return (await fixture.payments(referenceId))[0]?.status;
  };
  const typesOf = async (referenceId: string) => (await fixture.news(referenceId)).map((event) => event.type);

  for (const label of purchasePoints) {
    it(`${label}: the buyer pays once and ticket hears of it once`, async () => {
      const referenceId = fixture.reserve(buyer);
      const doomed = await start(label);
      const orderId = await prepare(doomed, referenceId);

      const answer = await confirm(doomed, orderId);
      const signal = await doomed.killed;
      survivor = await start();
      if (label === 'before-approving-commit') await confirm(survivor, orderId);
      const status = await settled(referenceId, ['confirmed']);

      expect([answer, signal]).to.deep.equal([undefined, 'SIGKILL']);
      expect(status).to.equal('confirmed');
      expect(await fixture.books(orderId)).to.include({ captured: 150_000, captures: 1, refunded: 0 });
      expect(await typesOf(referenceId)).to.deep.equal(['PAYMENT_CONFIRMED']);
    });
  }

  for (const label of refundPoints) {
    it(`${label}: the buyer is refunded once and ticket hears of it once`, async () => {
      const referenceId = fixture.reserve(buyer);
      const doomed = await start(label);
      const orderId = await prepare(doomed, referenceId);
      await confirm(doomed, orderId);

      const answer = await post(doomed, `/api/payments/pk_${orderId}/cancel`, {});
      const signal = await doomed.killed;
      survivor = await start();
      const status = await settled(referenceId, ['refunded']);

      expect([answer, signal]).to.deep.equal([undefined, 'SIGKILL']);
      expect(status).to.equal('refunded');
      expect(await fixture.books(orderId)).to.include({
        captured: 150_000,
        refunded: 150_000,
        captures: 1,
        refunds: 1,
      });
      expect(await typesOf(referenceId)).to.deep.equal(['PAYMENT_CONFIRMED', 'PAYMENT_REFUNDED']);
    });
  }

  it('after-provider-part-refund: the share of one ticket goes back once and ticket hears of it once', async () => {
    const referenceId = fixture.reserve(buyer);
    const doomed = await start('after-provider-part-refund');
    const orderId = await prepare(doomed, referenceId);
    await confirm(doomed, orderId);
    const [payment] = await fixture.payments(referenceId);

    await fixture.ticketSays({
      type: 'PART_REFUND_REQUESTED',
      id: randomUUID(),
      timestamp: new Date().toISOString(),
      paymentType: 'reservation',
      referenceId,
      userId: buyer,
      paymentId: payment?.id,
      refundId: randomUUID(),
      amount: 50_000,
      reason: '1 ticket given back',
    });
    const signal = await doomed.killed;
    survivor = await start();
    for (const end = Date.now() + 20_000; Date.now() < end; ) {
      if ((await typesOf(referenceId)).length === 2) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }

    expect(signal).to.equal('SIGKILL');
    expect(await fixture.books(orderId)).to.include({ captured: 150_000, refunded: 50_000, refunds: 1 });
    expect(await typesOf(referenceId)).to.deep.equal(['PAYMENT_CONFIRMED', 'PAYMENT_PART_REFUNDED']);
  });
});
