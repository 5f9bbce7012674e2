import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { freshDatabase } from '../../test/engines/postgres.ts';
import { redis } from '../../test/engines/redis.ts';
import type { Pool } from '../shared/postgres/pool.ts';
import { expectBooksToHold } from './testing/books.ts';
import { startTicket } from './testing/http-fixture.ts';
import { letExpire, seatedEvent, standingEvent } from './testing/sale-fixture.ts';
import { testPool } from './testing/test-sale.ts';

describe('the ticket service over HTTP', function () {
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
  afterEach(() => expectBooksToHold(db));

  const reserve = (eventId: string, seatIds: readonly string[], as: string = randomUUID(), idempotencyKey?: string) =>
    ticket.ask('POST', '/api/seats/reserve', { as, entry: eventId, body: { eventId, seatIds, idempotencyKey } });

  it('sells two seats: map, hold, validate, confirm, read (real lists, 10.3 #35), cancel, refund', async () => {
    const { eventId, seatIds } = await seatedEvent(db, { price: 70_000 });
    const as = randomUUID();
    const map = await ticket.ask('GET', `/api/seats/events/${eventId}`, { as, entry: eventId });
    expect(map.body.seats.map((seat: { id: string }) => seat.id)).to.deep.equal(seatIds);

    const held = await reserve(eventId, seatIds.slice(0, 2), as);
    expect([held.status, held.body.reservation.totalAmount, held.body.reservation.fencingToken]).to.deep.equal([
      200, 140_000, 1,
    ]);
    const { id } = held.body.reservation;

    const payable = await ticket.ask('GET', `/internal/reservations/${id}/validate?userId=${as}`);
    expect(payable.body).to.include({ total_amount: 140_000, totalAmount: 140_000, status: 'pending', eventId });

    const paymentId = randomUUID();
    const body = { paymentId, orderId: 'ORD_1_ABCDEF01', amount: 140_000, paymentMethod: 'toss', userId: as };
    const confirm = () => ticket.ask('POST', `/internal/reservations/${id}/confirm`, { body });
    expect((await confirm()).body).to.deep.equal({ status: 'confirmed', already: false });
    expect((await confirm()).body).to.deep.equal({ status: 'confirmed', already: true });

    const mine = await ticket.ask('GET', '/api/reservations/my', { as });
    expect(mine.body.reservations).to.have.length(1);
    const one = await ticket.ask('GET', `/api/reservations/${id}`, { as });
    expect(one.body.reservation).to.include({
      status: 'confirmed',
      payment_status: 'completed',
      payment_method: 'toss',
    });
    expect((await ticket.ask('GET', `/api/seats/reservation/${id}`, { as })).body.reservation.seats).to.have.length(2);

    const cancelled = await ticket.ask('POST', `/api/reservations/${id}/cancel`, { as });
    expect(cancelled.body.reservation).to.deep.equal({ id, status: 'cancelled', paymentStatus: 'refund_requested' });
    const refund = { paymentId, amount: 140_000 };
    expect((await ticket.ask('POST', `/internal/reservations/${id}/refund`, { body: refund })).body.changed).to.equal(
      true,
    );
    expect((await confirm()).body).to.include({ code: 'RESERVATION_NOT_CONFIRMABLE', reason: 'refunded_before' });
  });

  it('sells standing tickets and repeats the first answer for the same key', async () => {
    const { eventId, ticketTypeIds } = await standingEvent(db, [10]);
    const as = randomUUID();
    const body = { eventId, items: [{ ticketTypeId: ticketTypeIds[0], quantity: 2 }], idempotencyKey: 'k-1' };
    const buy = () => ticket.ask('POST', '/api/reservations', { as, entry: eventId, body });

    const [first, second] = [await buy(), await buy()];

    expect(first.status).to.equal(200);
    expect(second.body).to.deep.equal(first.body);
    const types = await ticket.ask('GET', `/api/tickets/event/${eventId}`);
    expect(types.body.ticketTypes[0]).to.include({ total_quantity: 10, available_quantity: 8 });
    expect((await ticket.ask('GET', `/api/tickets/availability/${ticketTypeIds[0]}`)).body.available_quantity).to.equal(
      8,
    );
  });

  it('answers the seat map with 304 until a seat changes', async () => {
    const { eventId, seatIds } = await seatedEvent(db);
    const path = `/api/seats/events/${eventId}`;
    const first = await ticket.ask('GET', path);
    const headers = { 'if-none-match': String(first.headers.etag) };
    expect((await ticket.ask('GET', path, { headers })).status).to.equal(304);
    await reserve(eventId, [seatIds[0]!]);

    // The map is at most 300 ms old; ask until that has passed.
    let next = await ticket.ask('GET', path, { headers });
    for (const end = Date.now() + 5_000; next.status === 304 && Date.now() < end; )
      next = await ticket.ask('GET', path, { headers });

    expect(next.body.version).to.equal(first.body.version + 1);
    expect(next.body.seats[0].status).to.equal('locked');
  });

  it('tells the time and the layouts', async () => {
    expect((await ticket.ask('GET', '/api/time')).body.time).to.match(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect((await ticket.ask('GET', '/api/seats/layouts')).body.layouts).to.be.an('array');
    const { eventId } = await standingEvent(db, [1]);
    expect((await ticket.ask('GET', `/api/seats/events/${eventId}`)).body.code).to.equal('EVENT_HAS_NO_SEATS');
    expect((await ticket.ask('GET', `/api/seats/events/${randomUUID()}`)).body.code).to.equal('EVENT_NOT_FOUND');
  });

  it('stays ready while Kafka is away, and says in its health what is missing', async () => {
    const ready = await ticket.ask('GET', '/actuator/health/readiness');
    const health = await ticket.ask('GET', '/health');

    expect(ready.status).to.equal(200);
    expect(health.body.dependencies).to.include({ postgres: 'ok', redis: 'ok' });
    expect(health.body.dependencies.kafka).to.match(/^error: /);
  });

  it('sells only what the line was for (10.1 #2, #10)', async () => {
    const { eventId, seatIds } = await seatedEvent(db);
    const as = randomUUID();
    const body = { eventId, seatIds: [seatIds[0]] };

    const without = await ticket.ask('POST', '/api/seats/reserve', { as, body });
    const other = await ticket.ask('POST', '/api/seats/reserve', { as, body, entry: randomUUID() });
    const otherMap = await ticket.ask('GET', `/api/seats/events/${eventId}`, { as, entry: randomUUID() });

    expect([without.status, without.body.code]).to.deep.equal([403, 'ENTRY_TOKEN_REQUIRED']);
    expect([other.status, other.body.code]).to.deep.equal([403, 'ENTRY_TOKEN_WRONG_EVENT']);
    expect(otherMap.status).to.equal(403);
    await reserve(eventId, [seatIds[0]!], as);
    const jti = await db.query('SELECT entry_jti FROM reservations WHERE user_id = $1', [as]);
    expect(jti.rows[0].entry_jti).to.have.length(36);
  });

  it('keeps strangers out and tells them nothing (access)', async () => {
    const { eventId, seatIds } = await seatedEvent(db);
    const owner = randomUUID();
    const { id } = (await reserve(eventId, [seatIds[0]!], owner)).body.reservation;
    const stranger = randomUUID();
    const codeAs = async (method: 'GET' | 'POST', path: string, over: Parameters<typeof ticket.ask>[2]) =>
      (await ticket.ask(method, path, over)).body.code;

    expect(await codeAs('GET', `/api/reservations/${id}`, { as: stranger })).to.equal('RESERVATION_NOT_FOUND');
    expect(await codeAs('GET', `/api/seats/reservation/${id}`, { as: stranger })).to.equal('RESERVATION_NOT_FOUND');
    expect(await codeAs('POST', `/api/reservations/${id}/cancel`, { as: stranger })).to.equal('RESERVATION_NOT_FOUND');
    expect(await codeAs('GET', '/api/reservations/my', {})).to.equal('AUTHENTICATION_REQUIRED');
    expect(await codeAs('GET', '/api/reservations/my', { as: owner, caller: 'nobody' })).to.equal(
      'INTERNAL_CREDENTIAL_REQUIRED',
    );
    const validate = (userId: string) => `/internal/reservations/${id}/validate?userId=${userId}`;
    expect(await codeAs('GET', validate(owner), { caller: 'gateway' })).to.equal('INTERNAL_CREDENTIAL_REFUSED');
    expect(await codeAs('GET', validate(stranger), {})).to.equal('RESERVATION_NOT_FOUND');
    expect(await codeAs('GET', `/internal/reservations/${randomUUID()}/validate?userId=${owner}`, {})).to.equal(
      'RESERVATION_NOT_FOUND',
    );
  });

  it('lets nobody begin to pay after the end, even before the sweep', async () => {
    const { eventId, seatIds } = await seatedEvent(db);
    const as = randomUUID();
    const { id } = (await reserve(eventId, [seatIds[0]!], as)).body.reservation;
    await letExpire(db, id);

    const late = await ticket.ask('GET', `/internal/reservations/${id}/validate?userId=${as}`);
    await ticket.ask('POST', `/api/reservations/${id}/cancel`, { as });
    const ended = await ticket.ask('GET', `/internal/reservations/${id}/validate?userId=${as}`);

    expect([late.status, late.body.code]).to.deep.equal([409, 'RESERVATION_EXPIRED']);
    expect([ended.status, ended.body.code]).to.deep.equal([409, 'RESERVATION_NOT_PENDING']);
  });

  it('answers 4xx with a code to every kind of bad input and writes nothing', async () => {
    const { eventId, seatIds } = await seatedEvent(db);
    const as = randomUUID();
    const ids = [seatIds[0]];
    const bodies: [unknown, number][] = [
      [{}, 422],
      [[], 422],
      [null, 400],
      [{ eventId, seatIds: [] }, 422],
      [{ eventId, seatIds: 'x' }, 422],
      [{ eventId, seatIds: [seatIds[0], seatIds[0]] }, 422],
      [{ eventId, seatIds: [seatIds[0], seatIds[0]?.toUpperCase()] }, 422],
      [{ eventId, seatIds: Array.from({ length: 21 }, () => randomUUID()) }, 422],
      [{ eventId, seatIds: ["'; DROP TABLE seats; --"] }, 422],
      [{ eventId: 5, seatIds: ids }, 422],
      [{ eventId, seatIds: ids, idempotencyKey: '' }, 422],
      [{ eventId, seatIds: ids, idempotencyKey: 'x'.repeat(65) }, 422],
      [{ eventId, seatIds: ids, idempotencyKey: 'a\u0000b' }, 422],
      [{ eventId, seatIds: ids, idempotencyKey: { $gt: '' } }, 422],
    ];
    for (const [body, status] of bodies) {
      const answer = await ticket.ask('POST', '/api/seats/reserve', { as, entry: eventId, body });
      expect([answer.status, typeof answer.body.code], JSON.stringify(body)).to.deep.equal([status, 'string']);
    }
    for (const quantity of [0, -1, 11, 1.5, '2', 1e30, null]) {
      const body = { eventId, items: [{ ticketTypeId: randomUUID(), quantity }] };
      const answer = await ticket.ask('POST', '/api/reservations', { as, entry: eventId, body });
      expect(answer.status, String(quantity)).to.equal(422);
    }
    const post = async (over: Parameters<typeof ticket.ask>[2]) =>
      (await ticket.ask('POST', '/api/seats/reserve', { as, entry: eventId, ...over })).status;
    expect(await post({ rawBody: '{"eventId":' })).to.equal(400);
    expect(await post({ rawBody: 'x'.repeat(100_000) })).to.equal(413);
    expect(await post({ rawBody: 'a=b', headers: { 'content-type': 'text/plain' } })).to.equal(415);
    expect((await ticket.ask('GET', '/api/reservations/not-an-id', { as })).status).to.equal(422);
    expect((await ticket.ask('DELETE', '/api/seats/reserve', { as })).status).to.equal(405);
    expect((await ticket.ask('GET', '/api/seats', { as })).status).to.equal(404);
    expect((await ticket.ask('GET', '/api/reservations/my', { as: 'nobody' })).status).to.equal(400);
    expect((await db.query('SELECT count(*) AS n FROM reservations WHERE user_id = $1', [as])).rows[0].n).to.equal(0);
  });
});
