/** Group B (runtime.md 3.2): the same request many times, another body under the same key, and amounts that are not the price. */
import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Answer } from '../platform/crowd.ts';
import { ends, hold, holdAndPrepare, insistOnTicket, pay } from './purchase.ts';
import { expectSettledBooks } from './settled-books.ts';
import { moneyStage, type Stage } from './stage.ts';

const hundred = <T>(make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: 100 }, (_, index) => make(index)));
const codes = (answers: readonly Answer[]) =>
  new Set(answers.map(({ status, body }) => `${status} ${body.code ?? ''}`));

describe('the same payment again and again', function () {
  this.timeout(300_000);
  let stage: Stage;

  before(async () => {
    stage = await moneyStage();
    await stage.provider.webhooks(true);
  });

  it('runs once when it comes a hundred times at once under one key, and answers alike ever after', async () => {
    const purchase = await holdAndPrepare(stage);

    const atOnce = await hundred(() => pay(purchase, 'one-key'));
    const later = await hundred(() => pay(purchase, 'one-key'));

    expect([...codes(atOnce)].every((code) => ['200 ', '409 IDEMPOTENCY_KEY_IN_USE'].includes(code))).to.equal(true);
    expect(new Set(later.map(({ status, body }) => JSON.stringify({ status, body }))).size).to.equal(1);
    expect(later[0]?.status).to.equal(200);
    expect(await stage.provider.bookOf(purchase.order.orderId)).to.include({ captures: 1, approveCalls: 1 });
    await expectSettledBooks(stage, '100 parallel, same key');
  });

  it('is charged once when it comes a hundred times at once under a hundred keys and payment keys', async () => {
    const purchase = await holdAndPrepare(stage);
    const { buyer, order } = purchase;

    const answers = await hundred(() => buyer.confirm({ ...order, paymentKey: `pk_${randomUUID()}` }, randomUUID()));
    await ends(purchase, 'confirmed confirmed');

    expect(answers.filter(({ status }) => status === 200)).to.have.length(1);
    expect([...codes(answers)].every((code) => code === '200 ' || code.startsWith('409 PAYMENT_'))).to.equal(true);
    expect(await stage.provider.bookOf(order.orderId)).to.include({ captures: 1, approveCalls: 1 });
    await expectSettledBooks(stage, '100 parallel, other keys');
  });

  it('prepares one order when a hundred ask for it at once', async () => {
    const { buyer, reservationId: id, totalAmount } = await hold(stage);

    const answers = await hundred(() => buyer.prepare({ id, totalAmount }));
    const { rows } = await stage.platform
      .sql('payment_db')
      .query('SELECT order_id FROM payments WHERE reference_id = $1', [id]);

    const orders = new Set(answers.flatMap(({ body }) => body.orderId ?? []));
    expect([...orders]).to.deep.equal(rows.map((row) => row.order_id));
    expect(orders.size).to.equal(1);
    await expectSettledBooks(stage, '100 parallel prepares');
  });

  it('refuses another body under the same key, and changes nothing', async () => {
    const [purchase, other] = [await holdAndPrepare(stage), await holdAndPrepare(stage)];
    await pay(purchase, 'mine');

    const { buyer, order } = purchase;
    const refused = [
      await buyer.confirm({ ...order, amount: order.amount + 1 }, 'mine'),
      await buyer.confirm({ ...order, paymentKey: 'pk_another' }, 'mine'),
      await buyer.confirm({ ...order, orderId: other.order.orderId }, 'mine'),
    ];
    const strangersKey = await pay(other, 'mine');

    expect(codes(refused)).to.deep.equal(new Set(['422 IDEMPOTENCY_KEY_REUSED']));
    expect([strangersKey.status, strangersKey.body.delivery]).to.deep.equal([200, 'confirmed']);
    await expectSettledBooks(stage, 'same key, other body');
  });

  it('takes the price and nothing else', async () => {
    const purchase = await holdAndPrepare(stage);
    const { buyer, order, reservationId } = purchase;
    const wrong = [order.amount - 1, order.amount + 1, 1, 0, -order.amount, 2 ** 53, 49_999.5, `${order.amount}`, null];

    const prepared = await Promise.all(
      wrong.map((amount) => buyer.post('/api/v1/payments/prepare', { reservationId, amount })),
    );
    const confirmed = await Promise.all(
      wrong.map((amount) => buyer.post('/api/v1/payments/confirm', { ...order, amount })),
    );

    for (const answers of [prepared, confirmed]) {
      expect(codes(answers)).to.deep.equal(new Set(['400 AMOUNT_MISMATCH', '422 VALIDATION_FAILED']));
    }
    expect(await stage.provider.bookOf(order.orderId)).to.equal(undefined);
    await insistOnTicket(purchase);
    await expectSettledBooks(stage, 'amounts tampered with');
  });

  it("pays nobody else's order and with nobody else's payment key", async () => {
    const [mine, theirs] = [await holdAndPrepare(stage), await holdAndPrepare(stage)];
    await insistOnTicket(theirs);

    const foreign = await mine.buyer.confirm(theirs.order);
    const stolen = await mine.buyer.confirm({ ...mine.order, paymentKey: theirs.order.paymentKey });
    await insistOnTicket(mine);

    expect([foreign.status, foreign.body.code]).to.deep.equal([404, 'PAYMENT_NOT_FOUND']);
    expect([stolen.status, stolen.body.code]).to.deep.equal([409, 'PAYMENT_KEY_USED']);
    await expectSettledBooks(stage, "others' orders and keys");
  });
});
