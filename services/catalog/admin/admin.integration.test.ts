import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { freshDatabase } from '../../../test/engines/postgres.ts';
import { secret, startTicket } from '../../ticket/testing/http-fixture.ts';
import { asUser, type RunningCatalog, runCatalog } from '../testing/running-catalog.ts';

const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();
const eventBody = (over: object = {}) => ({
  title: 'Night of the admins',
  venue: 'Hall 3',
  eventDate: days(60),
  saleStartDate: days(-3),
  saleEndDate: days(30),
  ...over,
});

describe("catalog's administration, with ticket behind it", function () {
  this.timeout(60_000);
  const buyer = randomUUID();
  let ticket: Awaited<ReturnType<typeof startTicket>>;
  let catalog: RunningCatalog;
  let auth: Server;
  let authIsAway = false;

  before(async () => {
    const database = await freshDatabase('ticket_db');
    ticket = await startTicket(database.url('urr_ticket'), 'redis://127.0.0.1:1');
    // One server plays auth and Spotify.
    auth = createServer((_req, res) => {
      const body = {
        users: [{ id: buyer, email: 'buyer@urr.test', name: 'The Buyer' }],
        access_token: 't',
        expires_in: 3_600,
        artists: { items: [{ name: 'Admin Band', images: [{ url: 'https://i.test/band.jpg' }] }] },
      };
      res.writeHead(authIsAway ? 500 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => auth.listen(0, '127.0.0.1', resolve));
    const elsewhere = `http://127.0.0.1:${(auth.address() as AddressInfo).port}`;
    catalog = await runCatalog(
      {
        TICKET_SERVICE_URL: ticket.base,
        AUTH_SERVICE_URL: elsewhere,
        SPOTIFY_ACCOUNTS_URL: elsewhere,
        SPOTIFY_API_URL: elsewhere,
        SPOTIFY_CLIENT_ID: 'id',
        SPOTIFY_CLIENT_SECRET: 'secret',
        INTERNAL_CREDENTIAL: secret('catalog'),
      },
      database,
    );
  });
  after(async () => {
    await catalog.close();
    await ticket.stop();
    auth.close();
  });

  const send = async (method: string, path: string, body?: object) => {
    const answer = await catalog.send(method, path, body);
    return { status: answer.status, body: JSON.parse(await answer.text()) };
  };
  const newEvent = async (over: object = {}) => (await send('POST', '/api/admin/events', eventBody(over))).body.event;
  const newLayout = async () => {
    const sections = [{ name: 'VIP', rows: 2, seatsPerRow: 3, price: 90_000, startRow: 1 }];
    return (await send('POST', '/api/admin/seat-layouts', { name: `House ${randomUUID()}`, sections })).body.layout.id;
  };
  const buySeat = async (eventId: string) => {
    const [seat] = await catalog.own("SELECT id FROM seats WHERE event_id = $1 AND status = 'available' LIMIT 1", [
      eventId,
    ]);
    const body = { eventId, seatIds: [seat!.id] };
    return (await ticket.ask('POST', '/api/seats/reserve', { as: buyer, entry: eventId, body })).body.reservation;
  };

  it('is for administrators: 403 for everybody else and 401 without anybody, on every route', async () => {
    const routes = [
      ['GET', '/api/admin/dashboard'],
      ['GET', '/api/admin/dashboard/stats'],
      ['GET', '/api/admin/seat-layouts'],
      ['POST', '/api/admin/seat-layouts'],
      ['PUT', `/api/admin/seat-layouts/${buyer}`],
      ['POST', '/api/admin/events'],
      ['PUT', `/api/admin/events/${buyer}`],
      ['POST', `/api/admin/events/${buyer}/cancel`],
      ['DELETE', `/api/admin/events/${buyer}`],
      ['POST', `/api/admin/events/${buyer}/generate-seats`],
      ['DELETE', `/api/admin/events/${buyer}/seats`],
      ['POST', `/api/admin/events/${buyer}/seats/block`],
      ['POST', `/api/admin/events/${buyer}/seats/unblock`],
      ['POST', `/api/admin/events/${buyer}/tickets`],
      ['PUT', `/api/admin/tickets/${buyer}`],
      ['GET', '/api/admin/reservations'],
      ['PATCH', `/api/admin/reservations/${buyer}/status`],
      ['GET', '/api/admin/audit-logs'],
      ['POST', '/api/image/upload'],
      ['POST', '/api/artists/enrich'],
    ] as const;
    for (const [method, path] of routes) {
      expect((await catalog.send(method, path, undefined, asUser)).status, `${method} ${path}`).to.equal(403);
      expect((await catalog.send(method, path, undefined, {})).status, `${method} ${path}`).to.equal(401);
    }
  });

  it('makes an event that everybody sees at once, with presale hours, because it has an artist (faults 10.3 #24, #25, #33)', async () => {
    const seatLayoutId = await newLayout();
    const ticketTypes = [{ name: 'VIP', price: 120_000, totalQuantity: 6 }];

    const made = await send(
      'POST',
      '/api/admin/events',
      eventBody({ seatLayoutId, ticketTypes, artistName: 'Admin Band' }),
    );

    expect(made.status).to.equal(201);
    expect(made.body.event).to.include({ status: 'on_sale', artist_name: 'Admin Band', seat_layout_id: seatLayoutId });
    const seen = JSON.parse(await (await catalog.get(`/api/events/${made.body.event.id}`)).text());
    expect(seen).to.deep.equal(made.body);
    expect(seen.preSaleSchedule).to.have.property('diamond');
    expect(seen.ticketTypes[0]).to.include({ price: 120_000, total_quantity: 6 });
    const [row] = JSON.parse(await (await catalog.get('/api/events?q=night of the admins')).text()).events;
    expect([row.min_price, row.max_price]).to.deep.equal([120_000, 120_000]);
  });

  it('changes an event, refuses a sale that ends before it begins (fault 10.3 #27), and members that nobody reads', async () => {
    const { id } = await newEvent();

    expect((await send('PUT', `/api/admin/events/${id}`, eventBody({ title: 'Later' }))).body.event.title).to.equal(
      'Later',
    );
    const wrong = await send('PUT', `/api/admin/events/${id}`, eventBody({ saleEndDate: days(-9) }));
    expect([wrong.status, wrong.body.faults[0].at]).to.deep.equal([422, 'body.saleEndDate']);
    expect((await send('PUT', `/api/admin/events/${id}`, eventBody({ status: 'ended' }))).status).to.equal(422);
    expect((await send('PUT', `/api/admin/events/${randomUUID()}`, eventBody())).body.code).to.equal('EVENT_NOT_FOUND');
  });

  it('takes no poster address that a browser would run', async () => {
    for (const posterImageUrl of [
      'javascript:alert(1)',
      'data:text/html,x',
      'http://plain.test/x.png',
      '//evil.test/x.png',
    ]) {
      expect((await send('POST', '/api/admin/events', eventBody({ posterImageUrl }))).status, posterImageUrl).to.equal(
        422,
      );
    }
  });

  it('makes, blocks, frees and takes away the seats of an event', async () => {
    const { id } = await newEvent();
    const seatLayoutId = await newLayout();
    expect((await send('POST', `/api/admin/events/${id}/generate-seats`, {})).body.code).to.equal(
      'EVENT_HAS_NO_LAYOUT',
    );

    expect((await send('POST', `/api/admin/events/${id}/generate-seats`, { seatLayoutId })).body).to.include({
      seats: 6,
    });
    const [seat] = await catalog.own('SELECT id FROM seats WHERE event_id = $1 LIMIT 1', [id]);
    const block = (word: string) => send('POST', `/api/admin/events/${id}/seats/${word}`, { seatIds: [seat!.id] });
    expect((await block('block')).body.seats).to.have.length(1);
    expect((await block('unblock')).body.seats).to.have.length(1);
    expect((await send('DELETE', `/api/admin/events/${id}/seats`)).body).to.include({ seats: 6 });
    expect(
      (await send('GET', '/api/admin/seat-layouts')).body.layouts.map((each: { id: string }) => each.id),
    ).to.include(seatLayoutId);
  });

  it("adds and changes ticket types, and says in ticket's own words why not", async () => {
    const { id } = await newEvent();
    const type = { name: 'Floor', price: 50_000, totalQuantity: 3 };

    const added = await send('POST', `/api/admin/events/${id}/tickets`, type);
    const changed = await send('PUT', `/api/admin/tickets/${added.body.ticketType.id}`, { ...type, price: 40_000 });
    const unknown = await send('PUT', `/api/admin/tickets/${randomUUID()}`, type);

    expect([added.status, changed.body.ticketType.price]).to.deep.equal([201, 40_000]);
    expect([unknown.status, unknown.body.code]).to.deep.equal([404, 'TICKET_TYPE_NOT_FOUND']);
  });

  it('cancels and deletes events with what was booked (faults 10.3 #26, #28)', async () => {
    const { id } = await newEvent({ seatLayoutId: await newLayout() });
    await buySeat(id);

    expect((await send('POST', `/api/admin/events/${id}/cancel`)).body).to.include({ cancelledReservations: 1 });
    expect((await send('POST', `/api/admin/events/${id}/cancel`)).body.code).to.equal('EVENT_CANCELLED_ALREADY');
    expect((await send('DELETE', `/api/admin/events/${id}`)).body).to.include({ cancelledReservations: 0 });
    expect((await catalog.get(`/api/events/${id}`)).status).to.equal(404);
  });

  it('shows totals, and reservations with their buyers; without auth, without names', async () => {
    const { id } = await newEvent({ seatLayoutId: await newLayout() });
    const held = await buySeat(id);

    const { body: dashboard } = await send('GET', '/api/admin/dashboard');
    const { body: list } = await send('GET', '/api/admin/reservations?status=pending&limit=1');
    authIsAway = true;
    const { body: nameless } = await send('GET', '/api/admin/dashboard/stats');
    authIsAway = false;

    expect(dashboard.stats.totalEvents).to.be.at.least(5);
    expect(dashboard.recentReservations[0]).to.include({
      id: held.id,
      user_name: 'The Buyer',
      user_email: 'buyer@urr.test',
    });
    expect(list.reservations[0]).to.include({ id: held.id, status: 'pending' });
    expect(list.pagination).to.include({ page: 1, limit: 1, total: 1 });
    expect(nameless.stats).to.deep.equal(dashboard.stats);
    expect(nameless.recentReservations[0]).to.include({ id: held.id, user_name: null });
  });

  it('cancels a reservation, and shows in the audit log who did it, from where, and with which request', async () => {
    const { id } = await newEvent({ seatLayoutId: await newLayout() });
    const held = await buySeat(id);

    const refused = await send('PATCH', `/api/admin/reservations/${held.id}/status`, { status: 'confirmed' });
    const done = await send('PATCH', `/api/admin/reservations/${held.id}/status`, { status: 'cancelled' });
    const { body: log } = await send('GET', `/api/admin/audit-logs?resourceId=${held.id}`);

    expect(refused.body.code).to.equal('STATUS_NOT_SETTABLE');
    expect(done.body.reservation.status).to.equal('cancelled');
    expect(log.auditLogs).to.have.length(1);
    expect(log.auditLogs[0]).to.include({ action: 'UPDATE_RESERVATION_STATUS', ip_address: '203.0.113.9' });
    expect(log.auditLogs[0].request_id).to.match(/^[0-9a-f-]{36}$/);
    expect([log.auditLogs[0].state_before.status, log.auditLogs[0].state_after.status]).to.deep.equal([
      'pending',
      'cancelled',
    ]);
  });

  it('fills in the picture of an artist that another service knows, and writes who asked for it', async () => {
    const { artist_id: id } = await newEvent({ artistName: 'Admin Band' });

    const { body: counts } = await send('POST', '/api/artists/enrich');
    const { body: log } = await send('GET', `/api/admin/audit-logs?resourceId=${id}`);

    expect(counts).to.include({ enriched: 1, failed: 0 });
    expect(JSON.parse(await (await catalog.get(`/api/artists/${id}`)).text()).artist.image_url).to.equal(
      'https://i.test/band.jpg',
    );
    expect(log.auditLogs.map(({ action }: { action: string }) => action)).to.deep.equal(['UPDATE_ARTIST']);
  });

  it('cannot write a row itself: its role may only SELECT (E14)', async () => {
    const { Client } = (await import('pg')).default;
    const client = new Client({ connectionString: catalog.database.url('urr_catalog') });
    await client.connect();
    const refusal = await client.query("UPDATE events SET title = 'x'").catch((error: { code: string }) => error.code);
    await client.end();

    expect(refusal).to.equal('42501');
  });
});
