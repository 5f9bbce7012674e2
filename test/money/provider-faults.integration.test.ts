/** Group B (runtime.md 3.2): a provider that is slow, silent, refusing, repetitive or impersonated; money that comes too late. */
import { expect } from 'chai';
import { askMoneyBack, buy, ends, expire, holdAndPrepare, insistOnTicket, pay, prepare } from './purchase.ts';
import { expectSettledBooks } from './settled-books.ts';
import { moneyStage, type Stage } from './stage.ts';

describe('a payment provider that fails', function () {
  this.timeout(300_000);
  let stage: Stage;

  before(async () => {
    stage = await moneyStage();
  });
  beforeEach(() => stage.provider.webhooks(false));
  afterEach(() => stage.provider.clearFaults());

  for (const kind of ['hang', 'error'] as const) {
    it(`${kind} with success behind it: the ticket is there with the same answer`, async () => {
      const purchase = await holdAndPrepare(stage);
      await stage.provider.fault({ orderId: purchase.order.orderId, action: 'approve', kind, moneyMoves: true });

      const paid = await pay(purchase);

      expect([paid.status, paid.body.delivery]).to.deep.equal([200, 'confirmed']);
      expect(await stage.provider.bookOf(purchase.order.orderId)).to.include({ captures: 1, refunds: 0 });
      await expectSettledBooks(stage, `provider: ${kind}, success behind it`);
    });
  }

  it('says nothing at all for a while: 202, and the ticket follows by itself', async () => {
    const purchase = await holdAndPrepare(stage);
    const { orderId } = purchase.order;
    await stage.provider.fault({ orderId, action: 'approve', kind: 'hang', moneyMoves: true });
    await stage.provider.fault({ orderId, action: 'lookup', kind: 'hang', times: 0 });

    const open = await pay(purchase);
    const impatient = await pay(purchase);
    await stage.provider.clearFaults();
    await ends(purchase, 'confirmed confirmed');

    expect(open.status).to.equal(202);
    expect([impatient.status, impatient.body.code]).to.deep.equal([409, 'PAYMENT_IN_PROGRESS']);
    await expectSettledBooks(stage, 'provider: silent, settled later');
  });

  it('loses the answer of a refund: the money goes back once', async () => {
    const purchase = await buy(stage);
    const { orderId } = purchase.order;
    await stage.provider.fault({ orderId, action: 'refund', kind: 'hang', moneyMoves: true });
    await stage.provider.fault({ orderId, action: 'lookup', kind: 'hang', times: 1 });

    await askMoneyBack(purchase);
    await ends(purchase, 'cancelled refunded');

    expect(await stage.provider.bookOf(orderId)).to.include({ captures: 1, refunds: 1 });
    await expectSettledBooks(stage, 'provider: hangs in a refund');
  });

  it('declines: nothing is taken, the seat stays held, another card pays', async () => {
    const first = await holdAndPrepare(stage);
    await stage.provider.fault({ orderId: first.order.orderId, action: 'approve', kind: 'decline' });

    const declined = await pay(first);
    const second = await prepare(first);
    await insistOnTicket(second);

    expect([declined.status, declined.body.code]).to.deep.equal([402, 'PAYMENT_DECLINED']);
    expect(second.order.orderId).to.not.equal(first.order.orderId);
    expect(await stage.provider.bookOf(first.order.orderId)).to.include({ captures: 0 });
    expect(await stage.provider.bookOf(second.order.orderId)).to.include({ captures: 1 });
    await expectSettledBooks(stage, 'provider: declines, then takes');
  });

  it('sends its webhook before it answers: one ticket', async () => {
    await stage.provider.webhooks(true);
    const purchase = await holdAndPrepare(stage);
    const { orderId } = purchase.order;
    await stage.provider.fault({ orderId, action: 'approve', kind: 'slow', delayMs: 500, moneyMoves: true });

    await pay(purchase);
    await insistOnTicket(purchase);

    expect(await stage.provider.bookOf(orderId)).to.include({ captures: 1, refunds: 0 });
    await expectSettledBooks(stage, 'webhook before the answer');
  });

  it('sends its webhook after a silence, while the settlement job asks too: one ticket', async () => {
    const purchase = await holdAndPrepare(stage);
    const { orderId } = purchase.order;
    await stage.provider.fault({ orderId, action: 'approve', kind: 'hang', moneyMoves: true });
    await stage.provider.fault({ orderId, action: 'lookup', kind: 'hang', times: 1 });

    await pay(purchase);
    const statuses = await stage.provider.resend({ orderId });
    await ends(purchase, 'confirmed confirmed');

    expect(statuses).to.deep.equal([200]);
    await expectSettledBooks(stage, 'webhook after silence');
  });

  it('repeats its webhooks ten times, in the wrong order, too late and forged: nothing moves', async () => {
    const [kept, returned] = [await buy(stage), await buy(stage)];
    await askMoneyBack(returned);
    await ends(returned, 'cancelled refunded');

    const answers = [];
    for (const { order } of [kept, returned]) {
      const { orderId } = order;
      answers.push({
        repeated: await stage.provider.resend({ orderId, copies: 10, order: 'reversed' }),
        forged: await stage.provider.resend({ orderId, copies: 10, forged: true }),
        tooOld: await stage.provider.resend({ orderId, ageSeconds: 3_600 }),
        future: await stage.provider.resend({ orderId, ageSeconds: -3_600 }),
      });
    }

    for (const { repeated, forged, tooOld, future } of answers) {
      expect(new Set(repeated)).to.deep.equal(new Set([200]));
      expect(new Set([...forged, ...tooOld, ...future])).to.deep.equal(new Set([401]));
    }
    expect(await ends(kept, 'confirmed confirmed')).to.be.a('string');
    expect(await ends(returned, 'cancelled refunded')).to.be.a('string');
    await expectSettledBooks(stage, 'webhooks 10 times, reversed, forged, out of time');
  });

  it('brings the money after the reservation expired: it goes back once, whatever the webhooks say', async () => {
    const purchase = await holdAndPrepare(stage);
    const { orderId, amount } = purchase.order;
    await stage.provider.fault({ orderId, action: 'approve', kind: 'hang', moneyMoves: true });
    await stage.provider.fault({ orderId, action: 'lookup', kind: 'hang', times: 0 });

    const open = await pay(purchase);
    await expire(stage, purchase);
    await stage.provider.clearFaults();
    await Promise.all([stage.provider.resend({ orderId, copies: 10 }), ends(purchase, 'expired refunded')]);
    await stage.provider.resend({ orderId, copies: 10, order: 'reversed' });
    const again = await pay(purchase);

    expect(open.status).to.equal(202);
    expect(again.body.code).to.equal('PAYMENT_NOT_PAYABLE');
    expect(await stage.provider.bookOf(orderId)).to.include({ captures: 1, refunds: 1, refunded: amount });
    await expectSettledBooks(stage, 'late money');
  });
});
