import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { freshDatabase } from '../../../test/engines/postgres.ts';
import type { Pool } from '../../shared/postgres/pool.ts';
import { generateSigningJwk, importSigningKeys } from '../../shared/tokens/keys.ts';
import type { Desk } from '../desk.ts';
import { cancelOwn } from '../reservations/end-reservation.ts';
import { giveBackItems } from '../reservations/give-back-items.ts';
import { expectBooksToHold, expectEventsToFit } from '../testing/books.ts';
import { testDesk } from '../testing/test-desk.ts';
import { codeOf, tally, testPool, testSale } from '../testing/test-sale.ts';
import { type TicketMarket, ticketMarket } from '../testing/ticket-market.ts';
import { claimTransfer } from '../transfers/claim-transfer.ts';
import { listTransfer } from '../transfers/list-transfer.ts';
import { createCodeKeys } from './code-keys.ts';
import { codesOf } from './codes.ts';
import { admit } from './door.ts';

describe('ticket codes on PostgreSQL', function () {
  this.timeout(120_000);
  let db: Pool;
  let desk: Desk;
  let sale: ReturnType<typeof testSale>;
  let market: TicketMarket;
  const codeKeys = createCodeKeys(importSigningKeys([generateSigningJwk('door-1')]), () => new Date());

  before(async () => {
    db = testPool((await freshDatabase('ticket_db')).url('urr_ticket'), 20);
    desk = testDesk(db);
    sale = testSale(db);
    market = ticketMarket(desk, sale);
  });
  after(() => db.end());
  afterEach(async () => {
    await expectBooksToHold(db);
    await expectEventsToFit(db);
  });

  const codes = (reservationId: string, userId: string) => codesOf(db, codeKeys, { reservationId, userId }, new Date());
  const door = (code: string, eventId: string) => admit(desk, codeKeys, { code, eventId, adminId: randomUUID() });

  it('can be checked with the public key alone, and with no other key, audience or type', async () => {
    const { reservationId, userId, eventId } = await market.ownedSeats({ seats: 2 });
    const [first, second] = await codes(reservationId, userId);
    const others = createCodeKeys(importSigningKeys([generateSigningJwk('door-1')]), () => new Date());

    expect(codeKeys.verifier.verify(first!.code)).to.include({
      sub: first!.itemId,
      event: eventId,
      number: 1,
      generation: 1,
    });
    expect(first!.label).to.equal('VIP-1-1');
    expect(second!.code).not.to.equal(first!.code);
    expect(() => others.verifier.verify(first!.code))
      .to.throw()
      .with.property('code', 'TOKEN_SIGNATURE');
    expect(await codeOf(codes(reservationId, randomUUID()))).to.equal('RESERVATION_NOT_FOUND');
  });

  it('lets one in of twenty who come with the same code at once', async () => {
    const { reservationId, userId, eventId } = await market.ownedSeats();
    const [ticket] = await codes(reservationId, userId);

    const answers = await Promise.all(Array.from({ length: 20 }, () => codeOf(door(ticket!.code, eventId))));

    expect(tally(answers)).to.deep.equal({ ok: 1, TICKET_USED: 19 });
    expect((await codes(reservationId, userId))[0]?.usedAt).to.be.a('string');
  });

  it('die with a resale: the old one opens no door, the new one does', async () => {
    const { transferId, reservationId, userId: seller, eventId } = await market.listed();
    const [old] = await codes(reservationId, seller);
    const { userId: buyer } = await market.buy(transferId);
    const [fresh] = await codes(reservationId, buyer);

    expect(await codeOf(door(old!.code, eventId))).to.equal('TICKET_CODE_OUTDATED');
    expect(await codeOf(codes(reservationId, seller))).to.equal('RESERVATION_NOT_FOUND');
    expect(await door(fresh!.code, eventId)).to.include({ reservationId, label: 'VIP-1-1' });
  });

  it('die with a cancellation, and are for one event', async () => {
    const { reservationId, userId, eventId } = await market.ownedSeats();
    const [ticket] = await codes(reservationId, userId);

    expect(await codeOf(door(ticket!.code, randomUUID()))).to.equal('TICKET_WRONG_EVENT');
    expect(await codeOf(door(`${ticket!.code.slice(0, -4)}AAAA`, eventId))).to.equal('TICKET_CODE_INVALID');
    await cancelOwn(sale, { reservationId, userId });
    expect(await codeOf(door(ticket!.code, eventId))).to.equal('TICKET_CODE_OUTDATED');
    expect(await codeOf(codes(reservationId, userId))).to.equal('RESERVATION_NOT_CONFIRMED');
  });

  it('die with the tickets that are given back singly; the others open the door', async () => {
    const { reservationId, userId, eventId } = await market.ownedSeats({ seats: 2 });
    const [gone, kept] = await codes(reservationId, userId);

    await giveBackItems(sale, desk, { reservationId, userId, items: [{ itemId: gone!.itemId }] });

    expect((await codes(reservationId, userId)).map(({ itemId }) => itemId)).to.deep.equal([kept!.itemId]);
    expect(await codeOf(door(gone!.code, eventId))).to.equal('TICKET_CODE_OUTDATED');
    expect(await door(kept!.code, eventId)).to.include({ itemId: kept!.itemId });
  });

  it('once used, are neither cancelled nor sold on; an open listing falls and late money goes back', async () => {
    const { transferId, reservationId, userId, eventId } = await market.listed();
    const buyer = randomUUID();
    await claimTransfer(desk, { transferId, userId: buyer });
    const [ticket] = await codes(reservationId, userId);

    await door(ticket!.code, eventId);

    expect(await market.status(transferId)).to.equal('cancelled');
    expect(await codeOf(listTransfer(desk, { reservationId, userId }))).to.equal('RESERVATION_NOT_TRANSFERABLE');
    expect(await codeOf(cancelOwn(sale, { reservationId, userId }))).to.equal('RESERVATION_NOT_CANCELLABLE');
    expect(await market.settle(transferId, buyer, 109_998)).to.include({ because: 'cancelled' });
  });
});
