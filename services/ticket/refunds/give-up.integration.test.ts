import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { freshDatabase } from '../../../test/engines/postgres.ts';
import { inTransaction, type Pool } from '../../shared/postgres/pool.ts';
import type { Desk } from '../desk.ts';
import { activateMembership } from '../memberships/activate.ts';
import { subscribe } from '../memberships/subscribe.ts';
import { confirmPaid } from '../reservations/end-reservation.ts';
import type { Sale } from '../reservations/sale.ts';
import { reserveSeats } from '../seats/reserve-seats.ts';
import { expectBooksToHold } from '../testing/books.ts';
import { seatedEvent } from '../testing/sale-fixture.ts';
import { newArtist, newMember, testDesk } from '../testing/test-desk.ts';
import { codeOf, entryFor, testPool, testSale } from '../testing/test-sale.ts';
import { ticketMarket } from '../testing/ticket-market.ts';
import { type AskedBack, giveUp } from './give-up.ts';

describe('what a payer may have back', function () {
  this.timeout(60_000);
  let db: Pool;
  let sale: Sale;
  let desk: Desk;
  let market: ReturnType<typeof ticketMarket>;

  before(async () => {
    db = testPool((await freshDatabase('ticket_db')).url('urr_ticket'));
    [sale, desk] = [testSale(db), testDesk(db)];
    market = ticketMarket(desk, sale);
  });
  after(() => db.end());
  afterEach(() => expectBooksToHold(db));

  const ask = (asked: Pick<AskedBack, 'paymentId' | 'paymentType' | 'referenceId' | 'userId'>) =>
    giveUp(sale, desk, { ...asked, amount: 99_999, reason: 'the buyer cancelled' });
  const reservation = (owned: { reservationId: string; paymentId: string; userId: string }) => ({
    ...owned,
    paymentType: 'reservation' as const,
    referenceId: owned.reservationId,
  });
  const statusOf = async (id: string) =>
    (await db.query('SELECT status FROM reservations WHERE id = $1', [id])).rows[0]?.status;

  it('takes tickets back that nobody has used, once', async () => {
    const owned = await market.ownedSeats();

    expect([await ask(reservation(owned)), await ask(reservation(owned))]).to.deep.equal([true, false]);
    expect(await statusOf(owned.reservationId)).to.equal('cancelled');
  });

  it('keeps the money of used tickets', async () => {
    const owned = await market.ownedSeats();
    await db.query('UPDATE reservations SET used_at = now() WHERE id = $1', [owned.reservationId]);

    expect(await codeOf(ask(reservation(owned)))).to.equal('RESERVATION_NOT_CANCELLABLE');
    expect(await statusOf(owned.reservationId)).to.equal('confirmed');
  });

  it('takes back what is not confirmed yet, so that its money is refused when it arrives', async () => {
    const { eventId, seatIds } = await seatedEvent(db);
    const userId = randomUUID();
    const wanted = { userId, entry: entryFor(eventId), eventId, seatIds: [seatIds[0]!], idempotencyKey: null };
    const held = await reserveSeats(sale, wanted);
    const paymentId = randomUUID();

    const takenBack = await ask(reservation({ reservationId: held.id, paymentId, userId }));
    const late = await confirmPaid(sale, {
      reservationId: held.id,
      paymentId,
      amount: 150_000,
      paymentMethod: 'card',
      userId,
    });

    expect([takenBack, late.outcome]).to.deep.equal([true, 'refused']);
  });

  it("leaves the tickets alone that stand on somebody else's payment by now", async () => {
    const listed = await market.listed();
    await market.buy(listed.transferId);

    expect(await ask(reservation(listed))).to.equal(false);
    expect(await statusOf(listed.reservationId)).to.equal('confirmed');
  });

  it('takes resold tickets back from their new owner, and lets no transfer be completed after', async () => {
    const [sold, open] = [await market.listed(), await market.listed()];
    const bought = await market.buy(sold.transferId);
    const transfer = { paymentType: 'transfer' as const, referenceId: sold.transferId, ...bought };
    const paymentId = randomUUID();
    const buyer = randomUUID();

    expect(await ask(transfer)).to.equal(true);
    expect(await statusOf(sold.reservationId)).to.equal('cancelled');
    expect(await ask({ paymentType: 'transfer', referenceId: open.transferId, paymentId, userId: buyer })).to.equal(
      false,
    );
    expect(await market.settle(open.transferId, buyer, 109_998, paymentId)).to.deep.equal({
      outcome: 'refused',
      because: 'refunded_before',
    });
  });

  it('keeps the money of a year that has begun, and gives it back before', async () => {
    const artistId = await newArtist(db);
    const member = await newMember(desk, artistId);
    const userId = randomUUID();
    const asked = await subscribe(desk, { userId, artistId });
    const paid = { referenceId: asked.paymentReferenceId, paymentId: randomUUID(), amount: asked.price, userId };

    expect(await codeOf(ask({ ...member, paymentType: 'membership' }))).to.equal('MEMBERSHIP_RUNS');
    expect(await ask({ ...paid, paymentType: 'membership' })).to.equal(true);
    expect(await inTransaction(db, (tx) => activateMembership(tx, desk, paid))).to.deep.include({ outcome: 'refused' });
  });

  it('knows nothing of what does not exist: the money is due', async () => {
    const unknown = { paymentId: randomUUID(), referenceId: randomUUID(), userId: randomUUID() };

    expect(await ask({ ...unknown, paymentType: 'reservation' })).to.equal(false);
  });
});
