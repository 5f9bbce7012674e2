import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { freshDatabase } from '../../../test/engines/postgres.ts';
import { redis } from '../../../test/engines/redis.ts';
import type { Pool } from '../../shared/postgres/pool.ts';
import { startTicket } from '../testing/http-fixture.ts';
import { seatedEvent } from '../testing/sale-fixture.ts';
import { linkArtist, newArtist } from '../testing/test-desk.ts';
import { testPool } from '../testing/test-sale.ts';

describe('memberships, transfers and ticket codes over HTTP', function () {
  this.timeout(120_000);
  let db: Pool;
  let ticket: Awaited<ReturnType<typeof startTicket>>;

  before(async () => {
    const database = await freshDatabase('ticket_db');
    db = testPool(database.url());
    ticket = await startTicket(database.url('urr_ticket'), (await redis()).url);
  });
  after(async () => {
    await ticket.stop();
    await db.end();
  });

  const paid = (userId: string, amount: number) => ({
    paymentId: randomUUID(),
    orderId: 'ORD_1_ABCDEF01',
    amount,
    userId,
  });

  it('walk from two memberships over a presale to a resale and the door', async () => {
    const artistId = await newArtist(db);
    const [seller, buyer] = [randomUUID(), randomUUID()];
    for (const as of [seller, buyer]) {
      const asked = await ticket.ask('POST', '/api/memberships/subscribe', { as, body: { artistId } });
      expect([asked.status, asked.body.status]).to.deep.equal([201, 'pending']);
      const path = `/internal/memberships/${asked.body.paymentReferenceId}`;
      expect((await ticket.ask('GET', `${path}/validate?userId=${as}`)).body).to.include({ totalAmount: 30_000 });
      const active = await ticket.ask('POST', `${path}/activate`, { body: paid(as, 30_000) });
      expect(active.body).to.deep.equal({ status: 'active', already: false });
    }
    const mine = await ticket.ask('GET', `/api/memberships/my/${artistId}`, { as: seller });
    expect(mine.body.membership).to.include({ effective_tier: 'SILVER', points: 200 });
    expect((await ticket.ask('GET', '/api/memberships/my', { as: seller })).body.memberships).to.have.length(1);
    const stranger = { as: randomUUID() };
    expect((await ticket.ask('GET', `/api/memberships/my/${artistId}`, stranger)).body.membership).to.deep.equal({});
    expect((await ticket.ask('GET', `/api/memberships/benefits/${artistId}`, stranger)).body.tier).to.equal('BRONZE');
    const award = {
      userId: seller,
      actionType: 'COMMUNITY_POST',
      points: 30,
      description: 'post',
      referenceId: 'post-1',
    };
    const awarded = await ticket.ask('POST', '/internal/memberships/award-points', { body: award });
    expect(awarded.body).to.deep.equal({ awarded: 1, capped: 0 });

    const { eventId, seatIds } = await seatedEvent(db, { price: 100_000 });
    await linkArtist(db, eventId, artistId, 25);
    const reserve = (as: string) =>
      ticket.ask('POST', '/api/seats/reserve', { as, entry: eventId, body: { eventId, seatIds: seatIds.slice(0, 1) } });
    expect((await reserve(randomUUID())).body).to.include({ code: 'PRESALE_ONLY', tier: 'BRONZE' });
    const { id, totalAmount } = (await reserve(seller)).body.reservation;
    expect(totalAmount).to.equal(103_000);
    await ticket.ask('POST', `/internal/reservations/${id}/confirm`, { body: paid(seller, 103_000) });
    const own = await ticket.ask('GET', `/api/reservations/${id}`, { as: seller });
    expect(own.body.reservation).to.include({ status: 'confirmed', booking_fee: 3_000 });
    const old = await ticket.ask('GET', `/api/reservations/${id}/codes`, { as: seller });

    const withdrawn = await ticket.ask('POST', '/api/transfers', { as: seller, body: { reservationId: id } });
    const cancel = `/api/transfers/${withdrawn.body.transfer.id}/cancel`;
    expect((await ticket.ask('POST', cancel, { as: buyer })).body.code).to.equal('TRANSFER_NOT_YOURS');
    expect((await ticket.ask('POST', cancel, { as: seller })).status).to.equal(200);
    const listed = await ticket.ask('POST', '/api/transfers', { as: seller, body: { reservationId: id } });
    expect([listed.status, listed.body.transfer.total_price]).to.deep.equal([201, 110_000]);
    const transferId = listed.body.transfer.id;
    const market = await ticket.ask('GET', `/api/transfers?artistId=${artistId}&limit=0&page=-1`);
    expect(market.body.pagination).to.deep.equal({ total: 1, page: 1, limit: 20, totalPages: 1 });
    expect((await ticket.ask('GET', '/api/transfers/my', { as: seller })).body.transfers).to.have.length(2);
    expect((await ticket.ask('GET', `/api/transfers/${transferId}`)).body.transfer).to.not.have.any.keys(
      'buyer_id',
      'payment_id',
    );
    const claim = await ticket.ask('POST', `/api/transfers/${transferId}/purchase`, { as: buyer });
    expect(claim.body.totalAmount).to.equal(110_000);
    const quote = await ticket.ask('GET', `/internal/transfers/${transferId}/validate?userId=${buyer}`);
    expect(quote.body).to.include({ totalAmount: 110_000, eventId });
    const body = paid(buyer, 110_000);
    const complete = () => ticket.ask('POST', `/internal/transfers/${transferId}/complete`, { body });
    expect((await complete()).body).to.deep.equal({ status: 'completed', already: false });
    expect((await complete()).body).to.deep.equal({ status: 'completed', already: true });

    const fresh = await ticket.ask('GET', `/api/reservations/${id}/codes`, { as: buyer });
    const admin = { as: randomUUID(), headers: { 'x-user-role': 'admin' } };
    const door = (code: string, who: object = admin) =>
      ticket.ask('POST', '/api/tickets/door', { ...who, body: { code, eventId } });
    expect((await door(old.body.codes[0].code)).body).to.include({ status: 409, code: 'TICKET_CODE_OUTDATED' });
    expect((await door(fresh.body.codes[0].code, { as: buyer })).status).to.equal(403);
    expect((await door(fresh.body.codes[0].code)).status).to.equal(200);
    expect((await door(fresh.body.codes[0].code)).body.code).to.equal('TICKET_USED');
    expect((await ticket.ask('GET', '/api/tickets/keys')).body.keys[0]).to.not.have.property('d');
    expect((await ticket.ask('POST', `/api/transfers/${transferId}/cancel`, { as: seller })).body.code).to.equal(
      'TRANSFER_NOT_LISTED',
    );
    expect((await ticket.ask('POST', '/api/memberships/renew', { as: seller, body: { artistId } })).body.code).to.equal(
      'MEMBERSHIP_NOT_RENEWABLE',
    );
  });
});
