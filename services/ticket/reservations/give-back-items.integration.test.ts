import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { freshDatabase } from '../../../test/engines/postgres.ts';
import type { Pool } from '../../shared/postgres/pool.ts';
import type { Desk } from '../desk.ts';
import { expectBooksToHold, expectEventsToFit } from '../testing/books.ts';
import { standingEvent } from '../testing/sale-fixture.ts';
import { linkArtist, newArtist, newMember, testDesk } from '../testing/test-desk.ts';
import { codeOf, entryFor, tally, testPool, testSale } from '../testing/test-sale.ts';
import { ticketMarket } from '../testing/ticket-market.ts';
import { cancelOwn, confirmPaid } from './end-reservation.ts';
import { giveBackItems } from './give-back-items.ts';
import { reserveTickets } from './reserve-tickets.ts';
import type { Sale } from './sale.ts';

describe('giving single tickets back', function () {
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
  afterEach(async () => {
    await expectBooksToHold(db);
    await expectEventsToFit(db);
  });

  const itemsOf = async (reservationId: string): Promise<{ id: string; quantity: number; open: boolean }[]> => {
    const { rows } = await db.query(
      `SELECT id, quantity, released_at IS NULL AS open FROM reservation_items WHERE reservation_id = $1 ORDER BY created_at, id`,
      [reservationId],
    );
    return rows;
  };
  const back = (owned: { reservationId: string; userId: string }, ...items: { itemId: string; quantity?: number }[]) =>
    giveBackItems(sale, desk, { ...owned, items });
  const asks = async (key: string) => {
    const { rows } = await db.query(
      `SELECT payload FROM outbox WHERE key = $1 AND payload->>'type' LIKE '%REFUND_REQUESTED' ORDER BY id`,
      [key],
    );
    return rows.map(({ payload }) => [payload.type, payload.amount, payload.paymentId]);
  };
  const heldBy = async (eventId: string, userId: string) =>
    (await db.query('SELECT held FROM event_buyers WHERE event_id = $1 AND user_id = $2', [eventId, userId])).rows[0]
      ?.held;

  it('frees the seat, asks for its price and keeps the rest; the last ones are a cancellation', async () => {
    const owned = await market.ownedSeats({ seats: 3 });
    const [first, second, third] = await itemsOf(owned.reservationId);

    const once = await back(owned, { itemId: first!.id });
    const rest = await back(owned, { itemId: second!.id }, { itemId: third!.id });

    expect(once).to.deep.equal({ status: 'confirmed', refundAmount: 99_999 });
    expect(rest).to.deep.equal({ status: 'cancelled', refundAmount: 199_998 });
    expect(await asks(owned.reservationId)).to.deep.equal([
      ['PART_REFUND_REQUESTED', 99_999, owned.paymentId],
      ['REFUND_REQUESTED', 199_998, owned.paymentId],
    ]);
    const { rows } = await db.query('SELECT status FROM seats WHERE event_id = $1', [owned.eventId]);
    expect(tally(rows.map(({ status }) => status))).to.deep.equal({ available: 10 });
    expect(await heldBy(owned.eventId, owned.userId)).to.equal(0);
  });

  it('gives back some of several tickets without seats', async () => {
    const { eventId, ticketTypeIds } = await standingEvent(db, [10], { price: 33_333 });
    const userId = randomUUID();
    const items = [{ ticketTypeId: ticketTypeIds[0]!, quantity: 3 }];
    const held = await reserveTickets(sale, { userId, entry: entryFor(eventId), eventId, items, idempotencyKey: null });
    const paymentId = randomUUID();
    await confirmPaid(sale, { reservationId: held.id, paymentId, amount: 99_999, paymentMethod: 'card', userId });
    const owned = { reservationId: held.id, userId };
    const [item] = await itemsOf(held.id);

    const { refundAmount } = await back(owned, { itemId: item!.id, quantity: 2 });
    const tooMany = await codeOf(back(owned, { itemId: item!.id, quantity: 2 }));

    expect([refundAmount, tooMany]).to.deep.equal([66_666, 'ITEM_NOT_FOUND']);
    expect((await itemsOf(held.id)).map(({ quantity, open }) => [quantity, open])).to.have.deep.members([
      [1, true],
      [2, false],
    ]);
    const type = await db.query('SELECT available_quantity FROM ticket_types WHERE id = $1', [ticketTypeIds[0]]);
    expect(type.rows[0].available_quantity).to.equal(9);
    expect(await heldBy(eventId, userId)).to.equal(1);
  });

  it('leaves the surcharge of the membership tier with the tickets that stay', async () => {
    const artistId = await newArtist(db);
    const { userId } = await newMember(desk, artistId);
    const { eventId, ticketTypeIds } = await standingEvent(db, [10], { price: 50_000 });
    await linkArtist(db, eventId, artistId);
    const items = [{ ticketTypeId: ticketTypeIds[0]!, quantity: 2 }];
    const held = await reserveTickets(sale, { userId, entry: entryFor(eventId), eventId, items, idempotencyKey: null });
    const paymentId = randomUUID();
    await confirmPaid(sale, { reservationId: held.id, paymentId, amount: 103_000, paymentMethod: 'card', userId });
    const [item] = await itemsOf(held.id);

    await back({ reservationId: held.id, userId }, { itemId: item!.id, quantity: 1 });
    await cancelOwn(sale, { reservationId: held.id, userId });

    expect(await asks(held.id)).to.deep.equal([
      ['PART_REFUND_REQUESTED', 50_000, paymentId],
      ['REFUND_REQUESTED', 53_000, paymentId],
    ]);
  });

  it('after a resale asks the new owner payment, and sells on what is left for its own face value (10.3 #29)', async () => {
    const listed = await market.listed({ seats: 2 });
    const bought = await market.buy(listed.transferId);
    const [item] = await itemsOf(listed.reservationId);

    await back({ reservationId: listed.reservationId, userId: bought.userId }, { itemId: item!.id });
    const { rows } = await db.query(
      'SELECT total_amount - booking_fee - given_back AS face FROM reservations WHERE id = $1',
      [listed.reservationId],
    );

    expect(await asks(listed.transferId)).to.deep.equal([['PART_REFUND_REQUESTED', 99_999, bought.paymentId]]);
    expect(rows).to.deep.equal([{ face: 99_999 }]);
  });

  it('gives each ticket back once, however many ask at once', async () => {
    const owned = await market.ownedSeats({ seats: 3 });
    const [item] = await itemsOf(owned.reservationId);

    const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(back(owned, { itemId: item!.id }))));

    expect(tally(codes)).to.deep.equal({ ok: 1, ITEM_NOT_FOUND: 9 });
    expect(await asks(owned.reservationId)).to.have.length(1);
  });

  it("refuses strangers, used tickets, listed ones and somebody else's items", async () => {
    const [owned, other, listed] = [
      await market.ownedSeats({ seats: 2 }),
      await market.ownedSeats({ seats: 2 }),
      await market.listed({ seats: 2 }),
    ];
    const used = await market.ownedSeats({ seats: 2 });
    await db.query('UPDATE reservations SET used_at = now() WHERE id = $1', [used.reservationId]);
    const itemOf = async ({ reservationId }: { reservationId: string }) => ({
      itemId: (await itemsOf(reservationId))[0]!.id,
    });

    expect(await codeOf(back({ ...owned, userId: randomUUID() }, await itemOf(owned)))).to.equal(
      'RESERVATION_NOT_FOUND',
    );
    expect(await codeOf(back(owned, await itemOf(other)))).to.equal('ITEM_NOT_FOUND');
    expect(await codeOf(back(listed, await itemOf(listed)))).to.equal('RESERVATION_NOT_CANCELLABLE');
    expect(await codeOf(back(used, await itemOf(used)))).to.equal('RESERVATION_NOT_CANCELLABLE');
  });
});
