import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { freshDatabase } from '../../../test/engines/postgres.ts';
import type { Pool } from '../../shared/postgres/pool.ts';
import { confirmPaid } from '../reservations/end-reservation.ts';
import { reserveSeats } from '../seats/reserve-seats.ts';
import { expectBooksToHold } from '../testing/books.ts';
import { startTicket } from '../testing/http-fixture.ts';
import { seatedEvent, standingEvent } from '../testing/sale-fixture.ts';
import { entryFor, testPool, testSale } from '../testing/test-sale.ts';

describe('administration of ticket', function () {
  this.timeout(60_000);
  const admin = randomUUID();
  const by = { userId: admin, ipAddress: '203.0.113.9' };
  let db: Pool;
  let ticket: Awaited<ReturnType<typeof startTicket>>;

  before(async () => {
    const fresh = await freshDatabase('ticket_db');
    db = testPool(fresh.url());
    ticket = await startTicket(fresh.url('urr_ticket'), 'redis://127.0.0.1:1');
  });
  after(async () => {
    await ticket.stop();
    await db.end();
  });

  const ask = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object) =>
    ticket.ask(method, path, { caller: 'catalog', ...(body && { body }) });
  const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();
  const eventBody = (over: object = {}) => ({
    title: 'A new concert',
    venue: 'Hall 9',
    eventDate: days(60),
    saleStartDate: days(-1),
    saleEndDate: days(30),
    ...over,
  });
  const layout = (name: string) => ({
    name,
    sections: [
      { name: 'VIP', rows: 2, seatsPerRow: 5, price: 150_000, startRow: 1 },
      { name: 'R', rows: 3, seatsPerRow: 4, price: 90_000, startRow: 3 },
    ],
  });
  const deeds = async (resourceId: string) =>
    (await db.query('SELECT * FROM admin_audit_logs WHERE resource_id = $1 ORDER BY created_at', [resourceId])).rows;
  const one = async (sql: string, values: unknown[]) => (await db.query(sql, values)).rows[0];
  const newLayout = async () => {
    const answer = await ask('POST', '/internal/admin/seat-layouts', { by, layout: layout(`House ${randomUUID()}`) });
    return answer.body.layout.id as string;
  };
  const soldSeat = async (eventId: string, seatId: string) => {
    const sale = testSale(db);
    const userId = randomUUID();
    const held = await reserveSeats(sale, {
      userId,
      entry: entryFor(eventId),
      eventId,
      seatIds: [seatId],
      idempotencyKey: null,
    });
    const payment = {
      reservationId: held.id,
      paymentId: randomUUID(),
      amount: held.totalAmount,
      paymentMethod: 'toss',
      userId,
    };
    await confirmPaid(sale, payment);
    return { ...held, ...payment };
  };

  it('opens for catalog only: not for payment, the gateway or anybody else (E8, E14)', async () => {
    const path = '/internal/admin/events';
    for (const caller of ['payment', 'gateway'] as const) {
      const answer = await ticket.ask('POST', path, { caller, body: { by, event: eventBody() } });
      expect([answer.status, answer.body.code]).to.deep.equal([403, 'INTERNAL_CREDENTIAL_REFUSED']);
    }
    expect((await ticket.ask('POST', path, { caller: 'nobody', body: {} })).status).to.equal(401);
  });

  it('makes an event with seats, prices of sections and an artist of its own (faults 10.3 #24, #25)', async () => {
    const seatLayoutId = await newLayout();
    const ticketTypes = [{ name: 'VIP', price: 200_000, totalQuantity: 1 }];
    const event = eventBody({ seatLayoutId, ticketTypes, artistName: 'Artist of the admin' });

    const answer = await ask('POST', '/internal/admin/events', { by, event });

    expect(answer.status).to.equal(201);
    expect(answer.body.event).to.include({ status: 'on_sale', artist_name: 'Artist of the admin' });
    expect(answer.body.event.artist_id).to.be.a('string');
    const seats = await db.query(
      'SELECT section, price, count(*)::int AS n FROM seats WHERE event_id = $1 GROUP BY 1, 2 ORDER BY 1',
      [answer.body.event.id],
    );
    expect(seats.rows).to.deep.equal([
      { section: 'R', price: 90_000, n: 12 },
      { section: 'VIP', price: 200_000, n: 10 },
    ]);
    const types = await ask('GET', `/internal/ticket-types?eventId=${answer.body.event.id}`);
    expect(types.body.ticketTypes.map((type: { total_quantity: number }) => type.total_quantity)).to.deep.equal([
      10, 12,
    ]);
    expect((await ask('GET', `/internal/seats/count/${answer.body.event.id}`)).body).to.deep.equal({ count: 22 });
  });

  it('gives two events of one name the same artist', async () => {
    const make = () => ask('POST', '/internal/admin/events', { by, event: eventBody({ artistName: 'The same' }) });
    const answers = await Promise.all([make(), make(), make()]);

    expect(new Set(answers.map((answer) => answer.body.event.artist_id)).size).to.equal(1);
  });

  it('leaves nothing of an event whose prices name a section that the layout has not', async () => {
    const event = eventBody({
      title: 'Half made',
      seatLayoutId: await newLayout(),
      ticketTypes: [{ name: 'X', price: 1, totalQuantity: 1 }],
    });

    const answer = await ask('POST', '/internal/admin/events', { by, event });

    expect([answer.status, answer.body.code]).to.deep.equal([422, 'SECTION_UNKNOWN']);
    expect(await one("SELECT count(*)::int AS n FROM events WHERE title = 'Half made'", [])).to.deep.equal({ n: 0 });
  });

  it('writes who did what, with before and after and the id of the request, and never lets it be changed', async () => {
    const { body } = await ask('POST', '/internal/admin/events', { by, event: eventBody() });
    const headers = { 'x-request-id': 'request-of-the-admin' };
    const edit = { by, event: eventBody({ title: 'Renamed', saleStartDate: days(2) }) };

    const answer = await ticket.ask('PUT', `/internal/admin/events/${body.event.id}`, {
      caller: 'catalog',
      body: edit,
      headers,
    });

    expect(answer.body.event.status).to.equal('upcoming');
    const [made, changed] = await deeds(body.event.id);
    expect(made).to.include({ action: 'CREATE_EVENT', admin_user_id: admin, state_before: null });
    expect(changed).to.include({
      action: 'UPDATE_EVENT',
      ip_address: '203.0.113.9',
      request_id: 'request-of-the-admin',
    });
    expect([changed.state_before.title, changed.state_after.title]).to.deep.equal(['A new concert', 'Renamed']);
    for (const sql of [
      "UPDATE admin_audit_logs SET action = 'X'",
      'DELETE FROM admin_audit_logs',
      'TRUNCATE admin_audit_logs',
    ]) {
      const refusal = await db.query(sql).then(
        () => 'done',
        (error: { constraint?: string }) => error.constraint,
      );
      expect(refusal, sql).to.equal('admin_audit_logs_append_only');
    }
    const { auditLogs } = (await ask('GET', `/internal/admin/audit-logs?resourceId=${body.event.id}`)).body;
    expect(auditLogs.map(({ action }: { action: string }) => action)).to.deep.equal(['UPDATE_EVENT', 'CREATE_EVENT']);
  });

  it('refuses a sale that ends before it begins, for a change as for a new event (fault 10.3 #27)', async () => {
    const { body } = await ask('POST', '/internal/admin/events', { by, event: eventBody() });
    const wrong = { by, event: eventBody({ saleEndDate: days(-2) }) };

    for (const answer of [
      await ask('POST', '/internal/admin/events', wrong),
      await ask('PUT', `/internal/admin/events/${body.event.id}`, wrong),
    ]) {
      expect([answer.status, answer.body.code]).to.deep.equal([422, 'VALIDATION_FAILED']);
      expect(answer.body.faults[0].at).to.equal('body.event.saleEndDate');
    }
  });

  it('cancels an event with its reservations: money is asked back payment by payment (fault 10.3 #28)', async () => {
    const { eventId, seatIds } = await seatedEvent(db);
    const paid = [await soldSeat(eventId, seatIds[0]!), await soldSeat(eventId, seatIds[1]!)];
    const used = await soldSeat(eventId, seatIds[2]!);
    await db.query('UPDATE reservations SET used_at = now() WHERE id = $1', [used.id]);
    const waiting = await reserveSeats(testSale(db), {
      userId: randomUUID(),
      entry: entryFor(eventId),
      eventId,
      seatIds: [seatIds[3]!],
      idempotencyKey: null,
    });
    await db.query('DELETE FROM outbox');

    const answer = await ask('POST', `/internal/admin/reservations/cancel-by-event/${eventId}`, { by });

    expect(answer.body).to.deep.equal({ cancelledReservations: 3 });
    const news = (await db.query("SELECT payload FROM outbox WHERE topic = 'payment-events'")).rows.map(
      ({ payload }) => payload,
    );
    const refunds = news.filter(({ type }) => type === 'REFUND_REQUESTED');
    expect(refunds.map(({ paymentId }) => paymentId)).to.have.members(paid.map(({ paymentId }) => paymentId));
    expect(refunds.map(({ amount }) => amount)).to.deep.equal([150_000, 150_000]);
    const withdrawn = news.filter(({ type }) => type === 'PAYMENT_WITHDRAWN');
    expect(withdrawn.map(({ referenceId, reason }) => [referenceId, reason])).to.deep.equal([
      [waiting.id, 'event_cancelled'],
    ]);
    const again = await ask('POST', `/internal/admin/reservations/cancel-by-event/${eventId}`, { by });
    expect(again.body.code).to.equal('EVENT_CANCELLED_ALREADY');
    await expectBooksToHold(db);
  });

  it('hides a deleted event and keeps its reservations, their items and their money (fault 10.3 #26)', async () => {
    const { eventId, ticketTypeIds } = await standingEvent(db, [10]);
    const userId = randomUUID();
    const body = { eventId, items: [{ ticketTypeId: ticketTypeIds[0]!, quantity: 2 }] };
    const made = await ticket.ask('POST', '/api/reservations', { as: userId, entry: eventId, body });

    const answer = await ask('POST', `/internal/admin/reservations/cancel-all-by-event/${eventId}`, { by });

    expect(answer.body).to.deep.equal({ cancelledReservations: 1 });
    const kept = await ticket.ask('GET', `/api/reservations/${made.body.reservation.id}`, { as: userId });
    expect(kept.body.reservation).to.include({ status: 'cancelled', event_title: 'Test concert' });
    expect(kept.body.reservation.items).to.have.length(1);
    expect((await ask('PUT', `/internal/admin/events/${eventId}`, { by, event: eventBody() })).status).to.equal(404);
  });

  it('cancels one reservation for an administrator and refuses every state that would unbalance the books', async () => {
    const { eventId, seatIds } = await seatedEvent(db);
    const sold = await soldSeat(eventId, seatIds[0]!);
    const path = `/internal/admin/reservations/${sold.id}/status`;

    for (const wanted of [{ status: 'expired' }, { status: 'pending' }, { paymentStatus: 'refunded' }]) {
      const refused = await ask('PATCH', path, { by, ...wanted });
      expect([refused.status, refused.body.code]).to.deep.equal([409, 'STATUS_NOT_SETTABLE']);
    }
    const done = await ask('PATCH', path, { by, status: 'cancelled' });
    const again = await ask('PATCH', path, { by, status: 'cancelled' });

    expect(done.body.reservation).to.include({ status: 'cancelled', payment_status: 'refund_requested' });
    expect([again.status, again.body]).to.deep.equal([200, done.body]);
    expect((await deeds(sold.id)).map(({ action }) => action)).to.deep.equal(['UPDATE_RESERVATION_STATUS']);
    expect((await ask('PATCH', path, { by })).status).to.equal(422);
    await expectBooksToHold(db);
  });

  it('blocks free seats and gives them back; on the map they look sold, and nobody can hold them', async () => {
    const { eventId, seatIds } = await seatedEvent(db, { seats: 3 });
    await soldSeat(eventId, seatIds[0]!);
    const set = (ids: readonly string[], blocked: boolean) =>
      ask('PUT', `/internal/seats/${eventId}/blocked`, { by, seatIds: ids, blocked });
    const hold = () =>
      ticket.ask('POST', '/api/seats/reserve', {
        as: randomUUID(),
        entry: eventId,
        body: { eventId, seatIds: [seatIds[1]] },
      });

    expect((await set([seatIds[0]!, seatIds[1]!], true)).body.code).to.equal('SEATS_IN_USE');
    expect((await set([seatIds[1]!], true)).status).to.equal(200);
    const map = await ticket.ask('GET', `/api/seats/events/${eventId}`, { entry: eventId });
    expect(map.body.seats.map(({ status }: { status: string }) => status)).to.deep.equal([
      'reserved',
      'reserved',
      'available',
    ]);
    expect((await hold()).body.code).to.equal('SEAT_NOT_AVAILABLE');
    await set([seatIds[1]!], false);
    expect((await hold()).status).to.equal(200);
    await expectBooksToHold(db);
  });

  it('changes a layout, and the seats of its events with it, only while nothing is held or sold in it', async () => {
    const seatLayoutId = await newLayout();
    const made = await ask('POST', '/internal/admin/events', { by, event: eventBody({ seatLayoutId }) });
    const eventId = made.body.event.id;
    const smaller = { by, layout: { name: `Smaller ${seatLayoutId}`, sections: layout('').sections.slice(0, 1) } };
    const path = `/internal/admin/seat-layouts/${seatLayoutId}`;

    expect((await ask('PUT', path, smaller)).body.layout).to.include({ total_seats: 10 });
    expect((await ask('GET', `/internal/seats/count/${eventId}`)).body).to.deep.equal({ count: 10 });
    const seat = await one('SELECT id FROM seats WHERE event_id = $1 LIMIT 1', [eventId]);
    await soldSeat(eventId, seat.id);
    expect((await ask('PUT', path, smaller)).body.code).to.equal('SEATS_IN_USE');
    expect((await ask('DELETE', `/internal/seats/${eventId}`, { by })).body.code).to.equal('SEATS_IN_USE');
    expect((await ask('GET', `/internal/admin/active-seat-reservation-count?eventId=${eventId}`)).body).to.deep.equal({
      count: 1,
    });
  });

  it('makes and takes away seats, and refuses a second making', async () => {
    const layoutId = await newLayout();
    const { eventId } = await standingEvent(db, [5]);
    const generate = () => ask('POST', `/internal/seats/generate/${eventId}/${layoutId}`, { by });

    expect((await generate()).body).to.deep.equal({ seats: 22 });
    expect((await generate()).body.code).to.equal('SEATS_EXIST');
    expect((await ask('DELETE', `/internal/seats/${eventId}`, { by })).body).to.deep.equal({ seats: 22 });
    expect((await generate()).status).to.equal(201);
    expect((await ask('POST', `/internal/seats/generate/${eventId}/${randomUUID()}`, { by })).body.code).to.equal(
      'LAYOUT_NOT_FOUND',
    );
  });

  it('changes a ticket type, but never below what is sold', async () => {
    const { eventId, ticketTypeIds } = await standingEvent(db, [10]);
    const body = { eventId, items: [{ ticketTypeId: ticketTypeIds[0]!, quantity: 3 }] };
    await ticket.ask('POST', '/api/reservations', { as: randomUUID(), entry: eventId, body });
    const put = (totalQuantity: number) =>
      ask('PUT', `/internal/ticket-types/${ticketTypeIds[0]}`, {
        by,
        ticketType: { name: 'Floor', price: 40_000, totalQuantity },
      });

    expect((await put(2)).body).to.include({ code: 'TOTAL_BELOW_SOLD', sold: 3 });
    expect((await put(3)).body.ticketType).to.include({ name: 'Floor', total_quantity: 3, available_quantity: 0 });
    const added = await ask('POST', '/internal/ticket-types', {
      by,
      eventId,
      ticketType: { name: 'Late', price: 0, totalQuantity: 1 },
    });
    expect(
      (await ask('GET', `/internal/ticket-types/${added.body.ticketType.id}/availability`)).body.ticketType,
    ).to.include({ available_quantity: 1 });
    await expectBooksToHold(db);
  });

  it('counts and lists reservations, newest first', async () => {
    const stats = (await ask('GET', '/internal/admin/reservation-stats')).body;
    const recent = (await ask('GET', '/internal/admin/recent-reservations')).body.reservations;
    const cancelled = (await ask('GET', '/internal/admin/reservations?status=cancelled&limit=2')).body;

    expect(stats.totalReservations).to.equal(stats.todayReservations);
    expect(recent).to.have.length(10);
    expect(recent[0].created_at >= recent[9].created_at).to.equal(true);
    expect(cancelled.reservations.map(({ status }: { status: string }) => status)).to.deep.equal([
      'cancelled',
      'cancelled',
    ]);
  });

  it('lets the status of events follow their dates when it is asked to', async () => {
    const { eventId } = await seatedEvent(db, { status: 'upcoming' });

    const answer = await ask('POST', '/internal/reschedule-event-status');

    expect(answer.body.changed).to.be.at.least(1);
    expect(await one('SELECT status FROM events WHERE id = $1', [eventId])).to.deep.equal({ status: 'on_sale' });
  });
});
