/** Some tickets of a reservation are given back, over the whole platform: ticket decides, payment pays, the books agree. */
import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { z } from 'zod';
import { eventually } from '../platform/eventually.ts';
import { askMoneyBack, ends, giveBack, type Prepared, pay, prepare } from './purchase.ts';
import { expectSettledBooks } from './settled-books.ts';
import { moneyStage, type Stage } from './stage.ts';

const itemsSchema = z.looseObject({
  items: z.array(z.looseObject({ id: z.uuid(), unit_price: z.int(), released_at: z.string().nullable() })),
});

describe('tickets that are given back one by one', function () {
  this.timeout(180_000);
  let stage: Stage;

  before(async () => {
    stage = await moneyStage();
  });
  afterEach(() => stage.provider.clearFaults());

  async function buyThree(): Promise<Prepared> {
    const buyer = stage.crowd.newcomer(stage.eventId);
    const seatIds = [stage.nextSeat(), stage.nextSeat(), stage.nextSeat()];
    const { body } = await buyer.hold(stage.eventId, seatIds);
    const { id: reservationId = '', totalAmount = 0 } = body.reservation ?? {};
    const purchase = await prepare({ buyer, seatId: seatIds[0] ?? '', reservationId, totalAmount });
    await pay(purchase);
    await ends(purchase, 'confirmed confirmed');
    return purchase;
  }
  const itemsOf = async ({ buyer, reservationId }: Prepared) => {
    const { body } = await buyer.get(`/api/v1/reservations/${reservationId}`);
    return itemsSchema.parse(body.reservation).items;
  };
  const giveOneBack = async (purchase: Prepared, key: string = randomUUID()) => {
    const [item] = (await itemsOf(purchase)).filter(({ released_at }) => released_at === null);
    const path = `/api/v1/reservations/${purchase.reservationId}/items/cancel`;
    const body = { items: [{ itemId: item?.id }] };
    const answers = [1, 2].map(() => purchase.buyer.post(path, body, { 'idempotency-key': key }));
    return { price: item?.unit_price ?? 0, answers: await Promise.all(answers) };
  };
  const refunded = ({ order }: Prepared, won: number) =>
    eventually(
      `${won} won of ${order.orderId}`,
      () => stage.provider.bookOf(order.orderId),
      (book) => book?.refunded === won,
      60_000,
    );

  it('pay their price back once, though the request comes twice and the provider loses an answer', async () => {
    const purchase = await buyThree();
    const { orderId } = purchase.order;
    await stage.provider.fault({ orderId, action: 'refund', kind: 'hang', moneyMoves: true });

    const { price, answers } = await giveOneBack(purchase);
    await refunded(purchase, price);

    // The second of two at once is told that the first still runs, or what it was answered.
    for (const { status } of answers) expect(status).to.be.oneOf([200, 409]);
    expect(answers.map(({ status }) => status)).to.include(200);
    expect(await stage.provider.bookOf(orderId)).to.include({ refunds: 1, status: 'PARTIAL_CANCELED' });
    await expectSettledBooks(stage, 'one ticket of three');
  });

  it('and then the others: all that was paid is back, to the won', async () => {
    const purchase = await buyThree();
    const { price } = await giveOneBack(purchase);
    await refunded(purchase, price);

    await giveBack(purchase);
    await ends(purchase, 'cancelled refunded');

    expect(await stage.provider.bookOf(purchase.order.orderId)).to.include({
      captured: purchase.order.amount,
      refunded: purchase.order.amount,
      refunds: 2,
    });
    await expectSettledBooks(stage, 'one ticket, then the others');
  });

  it('are not paid back by either way once somebody went in with one', async () => {
    const purchase = await buyThree();
    await stage.platform
      .sql('ticket_db')
      .query('UPDATE reservations SET used_at = now() WHERE id = $1', [purchase.reservationId]);

    const [one, all] = [await giveOneBack(purchase), await askMoneyBack(purchase)];

    expect(one.answers.map(({ body }) => body.code)).to.include('RESERVATION_NOT_CANCELLABLE');
    expect([all.status, all.body.code]).to.deep.equal([409, 'PAYMENT_NOT_REFUNDABLE']);
    expect(await stage.provider.bookOf(purchase.order.orderId)).to.include({ refunds: 0 });
  });
});
