import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { type PaymentFixture, startPaymentFixture } from '../testing/payment-fixture.ts';

describe('payment: refunds of single tickets', function () {
  this.timeout(60_000);
  let fixture: PaymentFixture;
  const buyer = randomUUID();

  before(async () => {
    fixture = await startPaymentFixture();
  });
  after(() => fixture.close());
  beforeEach(() => fixture.clearFaults());

  const buy = async () => {
    const referenceId = fixture.reserve(buyer);
    const { body } = await fixture
      .as(buyer)
      .post('/api/payments/process', { reservationId: referenceId, paymentMethod: 'kakao_pay' });
    const { orderId, paymentKey, id } = body.payment as Record<string, string>;
    return { referenceId, orderId: orderId!, paymentKey: paymentKey!, paymentId: id! };
  };
  type Bought = Awaited<ReturnType<typeof buy>>;
  const asked = ({ referenceId, paymentId }: Bought, amount: number, refundId: string = randomUUID()) => ({
    type: 'PART_REFUND_REQUESTED',
    id: randomUUID(),
    timestamp: new Date().toISOString(),
    paymentType: 'reservation',
    referenceId,
    userId: buyer,
    paymentId,
    refundId,
    amount,
    reason: '1 ticket given back',
  });
  const statusOf = async (referenceId: string) => (await fixture.payments(referenceId)).at(-1)?.status;
  const partNews = async (referenceId: string) =>
    (await fixture.news(referenceId)).filter((event) => event.type === 'PAYMENT_PART_REFUNDED');
  const order = async ({ orderId }: Bought) => (await fixture.as(buyer).get(`/api/payments/order/${orderId}`)).body;

  it('gives back the share of one ticket and leaves the rest sold', async () => {
    const bought = await buy();
    const request = asked(bought, 50_000);

    await fixture.ticketSays(request);
    await fixture.settle();

    expect(await fixture.books(bought.orderId)).to.include({ refunded: 50_000, status: 'PARTIAL_CANCELED' });
    expect(await order(bought)).to.include({ status: 'confirmed', refundAmount: 50_000 });
    expect(await partNews(bought.referenceId)).to.have.length(1);
    expect((await partNews(bought.referenceId))[0]).to.include({ refundId: request.refundId, amount: 50_000 });
  });

  it('gives back once, however often ticket asks and however many settle at once', async () => {
    const bought = await buy();
    const refundId = randomUUID();

    await fixture.ticketSays(asked(bought, 50_000, refundId), asked(bought, 50_000, refundId));
    await Promise.all([fixture.settle(), fixture.settle(), fixture.settle()]);
    await fixture.ticketSays(asked(bought, 50_000, refundId));
    await fixture.settle();

    expect(await fixture.books(bought.orderId)).to.include({ refunded: 50_000, refunds: 1 });
    expect(await partNews(bought.referenceId)).to.have.length(1);
  });

  for (const [kind, moneyMoves] of [
    ['hang', true],
    ['hang', false],
    ['error', true],
    ['error', false],
  ] as const) {
    it(`brings a part to its end after a provider's ${kind}, money ${moneyMoves ? 'moved' : 'not moved'}`, async () => {
      const bought = await buy();
      await fixture.fault({ action: 'refund', kind, moneyMoves, orderId: bought.orderId });

      await fixture.ticketSays(asked(bought, 50_000));
      await fixture.settle();
      await fixture.settle();

      expect(await fixture.books(bought.orderId)).to.include({ refunded: 50_000, refunds: 1 });
      expect(await partNews(bought.referenceId)).to.have.length(1);
    });
  }

  it('gives back the rest, and no won more, when the whole follows its parts', async () => {
    const bought = await buy();

    // The part still waits for the provider when the buyer cancels.
    await fixture.ticketSays(asked(bought, 50_000));
    await fixture.fault({ action: 'refund', kind: 'error', orderId: bought.orderId });
    const early = await fixture.as(buyer).post(`/api/payments/${bought.paymentKey}/cancel`, {});
    await fixture.settle();

    expect([early.status, early.body.refundAmount]).to.deep.equal([202, 100_000]);
    expect(await fixture.books(bought.orderId)).to.include({ refunded: 150_000, refunds: 2, status: 'CANCELED' });
    expect(await order(bought)).to.include({ status: 'refunded', refundAmount: 150_000 });
    const amounts = (await fixture.news(bought.referenceId)).map((event) => [
      event.type,
      'amount' in event ? event.amount : 0,
    ]);
    expect(amounts).to.deep.equal([
      ['PAYMENT_CONFIRMED', 150_000],
      ['PAYMENT_PART_REFUNDED', 50_000],
      ['PAYMENT_REFUNDED', 100_000],
    ]);
  });

  it('takes the part that asks for the last won for the refund of the whole', async () => {
    const bought = await buy();

    await fixture.ticketSays(asked(bought, 50_000));
    await fixture.ticketSays(asked(bought, 100_000));
    await fixture.settle();
    await fixture.settle();

    expect(await statusOf(bought.referenceId)).to.equal('refunded');
    expect(await fixture.books(bought.orderId)).to.include({ refunded: 150_000, refunds: 2 });
  });

  it('refuses to give back more than was taken, loudly, and gives nothing once all is on its way', async () => {
    const bought = await buy();

    const tooMuch = await fixture.ticketSays(asked(bought, 150_001)).catch((error: Error) => error.message);
    await fixture.as(buyer).post(`/api/payments/${bought.paymentKey}/cancel`, {});
    await fixture.ticketSays(asked(bought, 50_000));
    await fixture.settle();

    expect(tooMuch).to.match(/asks for more than payment .* holds/);
    expect(await fixture.books(bought.orderId)).to.include({ refunded: 150_000, refunds: 1 });
  });
});
