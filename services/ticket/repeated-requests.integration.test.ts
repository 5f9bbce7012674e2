import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { freshDatabase } from '../../test/engines/postgres.ts';
import { redis } from '../../test/engines/redis.ts';
import type { Pool } from '../shared/postgres/pool.ts';
import { expectBooksToHold } from './testing/books.ts';
import { startTicket } from './testing/http-fixture.ts';
import { seatedEvent, standingEvent } from './testing/sale-fixture.ts';
import { newArtist } from './testing/test-desk.ts';
import { testPool } from './testing/test-sale.ts';

describe('the header Idempotency-Key at ticket', function () {
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

  const ask = (as: string, path: string, body: unknown, key: string, entry?: string) =>
    ticket.ask('POST', path, { as, body, ...(entry && { entry }), headers: { 'idempotency-key': key } });
  const replayed = (answer: { headers: Record<string, unknown> }) => answer.headers['idempotent-replayed'] === 'true';

  it('answers a repeated hold with the first one, of seats and of tickets without', async () => {
    const as = randomUUID();
    const seated = await seatedEvent(db);
    const standing = await standingEvent(db, [5]);
    const requests = [
      ['/api/seats/reserve', { eventId: seated.eventId, seatIds: seated.seatIds.slice(0, 2) }, seated.eventId],
      [
        '/api/reservations',
        { eventId: standing.eventId, items: [{ ticketTypeId: standing.ticketTypeIds[0], quantity: 2 }] },
        standing.eventId,
      ],
    ] as const;

    for (const [path, body, entry] of requests) {
      const key = randomUUID();
      const [first, second] = [await ask(as, path, body, key, entry), await ask(as, path, body, key, entry)];
      expect([first.status, replayed(first), replayed(second)]).to.deep.equal([200, false, true]);
      expect(second.body).to.deep.equal(first.body);
    }
  });

  it('answers a repeated refusal as before, though the seat is free by now', async () => {
    const { eventId, seatIds } = await seatedEvent(db);
    const [as, owner] = [randomUUID(), randomUUID()];
    const held = await ticket.ask('POST', '/api/seats/reserve', {
      as: owner,
      entry: eventId,
      body: { eventId, seatIds: [seatIds[0]] },
    });
    const wanted = { eventId, seatIds: [seatIds[0]] };
    const first = await ask(as, '/api/seats/reserve', wanted, 'k', eventId);
    await ticket.ask('POST', `/api/reservations/${held.body.reservation.id}/cancel`, { as: owner, body: {} });

    const second = await ask(as, '/api/seats/reserve', wanted, 'k', eventId);
    const anew = await ask(as, '/api/seats/reserve', wanted, 'k2', eventId);

    expect([first.status, first.body.code]).to.deep.equal([409, 'SEAT_NOT_AVAILABLE']);
    expect([second.status, second.body.code, replayed(second)]).to.deep.equal([409, 'SEAT_NOT_AVAILABLE', true]);
    expect(anew.status).to.equal(200);
  });

  it('cancels and subscribes once, and refuses the key for another request', async () => {
    const as = randomUUID();
    const { eventId, seatIds } = await seatedEvent(db);
    const held = await ask(as, '/api/seats/reserve', { eventId, seatIds: [seatIds[0]] }, 'hold', eventId);
    const path = `/api/reservations/${held.body.reservation.id}/cancel`;

    const cancels = [await ask(as, path, {}, 'cancel'), await ask(as, path, {}, 'cancel')];
    const again = await ask(as, path, {}, 'another');
    const artistId = await newArtist(db);
    const years = [1, 2].map(() => ask(as, '/api/memberships/subscribe', { artistId }, 'join'));
    const misused = await ask(as, '/api/memberships/subscribe', { artistId }, 'hold');

    expect(cancels.map(({ status }) => status)).to.deep.equal([200, 200]);
    expect([again.status, again.body.code]).to.deep.equal([409, 'RESERVATION_NOT_CANCELLABLE']);
    for (const { status } of await Promise.all(years)) expect(status).to.be.oneOf([201, 409]);
    expect([misused.status, misused.body.code]).to.deep.equal([422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  it('says in its OpenAPI document which routes take a key', async () => {
    const { body } = await ticket.ask('GET', '/openapi.json', { caller: 'nobody' });
    const takers = Object.entries<Record<string, { parameters?: { name: string }[] }>>(body.paths).flatMap(
      ([path, methods]) =>
        Object.values(methods).some(({ parameters }) => parameters?.some(({ name }) => name === 'Idempotency-Key'))
          ? [path]
          : [],
    );

    expect(takers).to.include.members([
      '/api/seats/reserve',
      '/api/reservations',
      '/api/reservations/{id}/cancel',
      '/api/memberships/subscribe',
      '/api/memberships/renew',
      '/api/transfers',
      '/api/transfers/{id}/purchase',
      '/api/transfers/{id}/cancel',
    ]);
  });
});
