/**
 * Group B (runtime.md 3.2): kill -9 at every labelled point of a purchase and of its refund, in the whole platform on real
 * engines. Three buyers are under way each time, so one dies at the label and the others wherever they are. The provider's
 * webhooks are lost too: what they would have repaired must be repaired without them.
 */
import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { expectEachEventOnce } from '../events/exactly-once.ts';
import { dieAt } from './death.ts';
import {
  askMoneyBack,
  buy,
  ends,
  expire,
  giveBack,
  type Held,
  hold,
  holdAndPrepare,
  insistOnTicket,
  pay,
  prepare,
} from './purchase.ts';
import { expectSettledBooks } from './settled-books.ts';
import { moneyStage, type Stage } from './stage.ts';

const three = <T>(make: (index: number) => Promise<T>): Promise<T[]> => Promise.all([0, 1, 2].map(make));

describe('kill -9 at every labelled point of a purchase', function () {
  this.timeout(300_000);
  let stage: Stage;

  before(async () => {
    stage = await moneyStage();
    await stage.provider.webhooks(false);
  });

  for (const label of [
    'payment.before-approving-commit',
    'payment.after-approving-commit',
    'payment.after-provider-approve',
    'payment.before-confirm-commit',
    'payment.after-confirm-commit',
    'payment.before-ticket-call',
    'payment.after-ticket-call',
    // The same event leaves twice; ticket's inbox drops the copy.
    'relay.after-publish-before-commit',
  ]) {
    it(`${label} in payment: everybody ends with a ticket and is charged once`, async () => {
      const purchases = await three(() => holdAndPrepare(stage));

      await dieAt(stage, 'payment', label, () => Promise.all(purchases.map((purchase) => pay(purchase))));
      await Promise.all(purchases.map(insistOnTicket));

      await expectSettledBooks(stage, `killed at ${label} (payment)`);
    });
  }

  for (const [label, ask] of [
    ['payment.after-refunding-commit', giveBack],
    ['payment.after-provider-refund', askMoneyBack],
    ['payment.before-refunded-commit', giveBack],
    ['payment.after-refunded-commit', askMoneyBack],
  ] as const) {
    it(`${label}: everybody has the money back, once, and no ticket`, async () => {
      const purchases = await three(() => buy(stage));

      await dieAt(stage, 'payment', label, () => Promise.all(purchases.map(ask)));
      // Whose request died before it began asks again; who was heard is told that it is over.
      await Promise.all(purchases.map(ask));
      await Promise.all(purchases.map((purchase) => ends(purchase, 'cancelled refunded')));

      await expectSettledBooks(stage, `killed at ${label}`);
    });
  }

  for (const label of ['ticket.after-hold-before-lock', 'ticket.after-hold-before-answer']) {
    it(`${label}: the same request again answers the same hold, and it is paid for once`, async () => {
      const wishes = await three(async () => ({
        buyer: stage.crowd.newcomer(stage.eventId),
        seatId: stage.nextSeat(),
        key: randomUUID(),
      }));
      const send = () => Promise.all(wishes.map(({ buyer, seatId, key }) => buyer.hold(stage.eventId, [seatId], key)));

      await dieAt(stage, 'ticket', label, send);
      const answers = await send();
      const held: Held[] = wishes.map(({ buyer, seatId }, index) => {
        const { id = '', totalAmount = 0 } = answers[index]?.body.reservation ?? {};
        return { buyer, seatId, reservationId: id, totalAmount };
      });
      const purchases = await Promise.all(held.map(prepare));
      await Promise.all(purchases.map(insistOnTicket));

      expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200]);
      await expectSettledBooks(stage, `killed at ${label}`);
    });
  }

  it('ticket.before-confirm: the money is here and the ticket follows', async () => {
    const purchases = await three(() => holdAndPrepare(stage));

    const answers = await dieAt(stage, 'ticket', 'ticket.before-confirm', () =>
      Promise.all(purchases.map((purchase) => pay(purchase))),
    );
    await Promise.all(purchases.map(insistOnTicket));

    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200]);
    await expectSettledBooks(stage, 'killed at ticket.before-confirm');
  });

  it('ticket.after-cancel-before-lock: nothing can be paid any more, and the seat can be had again', async () => {
    const purchases = await three(() => holdAndPrepare(stage));

    await dieAt(stage, 'ticket', 'ticket.after-cancel-before-lock', () => Promise.all(purchases.map(giveBack)));
    await Promise.all(purchases.map(giveBack));
    await Promise.all(purchases.map((purchase) => ends(purchase, 'cancelled withdrawn')));
    const late = await Promise.all(purchases.map((purchase) => pay(purchase)));
    const again = await Promise.all(purchases.map(({ buyer, seatId }) => buyer.hold(stage.eventId, [seatId])));

    expect(late.map(({ body }) => body.code)).to.deep.equal(Array(3).fill('PAYMENT_NOT_PAYABLE'));
    expect(again.map(({ status }) => status)).to.deep.equal([200, 200, 200]);
    await expectSettledBooks(stage, 'killed at ticket.after-cancel-before-lock');
  });

  it('ticket.after-expiry-before-lock: what expired is withdrawn, once', async () => {
    const purchases = await three(() => holdAndPrepare(stage));

    await dieAt(stage, 'ticket', 'ticket.after-expiry-before-lock', () =>
      stage.platform
        .sql('ticket_db')
        .query('UPDATE reservations SET expires_at = now() WHERE id = ANY($1)', [
          purchases.map(({ reservationId }) => reservationId),
        ]),
    );

    await Promise.all(purchases.map((purchase) => ends(purchase, 'expired withdrawn')));
    await expectSettledBooks(stage, 'killed at ticket.after-expiry-before-lock');
  });

  it('relay.after-publish-before-commit in ticket: what was published twice makes one payment', async () => {
    const held = await dieAt(stage, 'ticket', 'relay.after-publish-before-commit', () =>
      three(() => hold(stage).catch(() => undefined)),
    );
    const purchases = await Promise.all(held.filter((one) => one !== undefined).map(prepare));
    await Promise.all(purchases.map(insistOnTicket));

    await expectSettledBooks(stage, 'killed at relay.after-publish-before-commit (ticket)');
  });

  it('an Idempotency-Key whose process died is free again when that process must be gone', async () => {
    const purchase = await holdAndPrepare(stage);
    await dieAt(stage, 'payment', 'payment.after-approving-commit', () => pay(purchase, 'my-only-key'));

    const early = await pay(purchase, 'my-only-key');
    await insistOnTicket(purchase);
    await stage.platform
      .sql('payment_db')
      .query(`UPDATE idempotency_keys SET created_at = now() - interval '1 minute' WHERE user_id = $1`, [
        purchase.buyer.id,
      ]);
    const [late, other] = [
      await pay(purchase, 'my-only-key'),
      await purchase.buyer.confirm({ ...purchase.order, amount: purchase.order.amount + 1 }, 'my-only-key'),
    ];

    expect([early.status, early.body.code]).to.deep.equal([409, 'IDEMPOTENCY_KEY_IN_USE']);
    expect([late.status, late.body.delivery]).to.deep.equal([200, 'confirmed']);
    expect([other.status, other.body.code]).to.deep.equal([422, 'IDEMPOTENCY_KEY_REUSED']);
    await expectSettledBooks(stage, 'killed while an Idempotency-Key was in use');
  });

  it('late money and a death in its refund: given back once', async () => {
    const purchase = await holdAndPrepare(stage);
    const { orderId } = purchase.order;
    await stage.provider.fault({ orderId, action: 'approve', kind: 'hang', moneyMoves: true });
    await stage.provider.fault({ orderId, action: 'lookup', kind: 'hang', times: 0 });

    await dieAt(stage, 'payment', 'payment.after-provider-refund', async () => {
      const open = await pay(purchase);
      await expire(stage, purchase);
      await stage.provider.clearFaults();
      return open;
    });
    await ends(purchase, 'expired refunded');

    const book = await stage.provider.bookOf(orderId);
    expect(book).to.include({ captures: 1, refunds: 1, refunded: purchase.order.amount });
    await expectSettledBooks(stage, 'late money, killed at payment.after-provider-refund');
  });

  it('left all events in order, each taken exactly once', () => expectEachEventOnce(stage));
});
