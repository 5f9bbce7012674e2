import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { freshDatabase } from '../../../test/engines/postgres.ts';
import type { Pool } from '../../shared/postgres/pool.ts';
import { cancelOwn, confirmPaid } from '../reservations/end-reservation.ts';
import type { Sale } from '../reservations/sale.ts';
import { sweepExpired } from '../reservations/sweep-expired.ts';
import { reserveSeats } from '../seats/reserve-seats.ts';
import { createSeatMaps } from '../seats/seat-map.ts';
import { expectBooksToHold, expectEventsToFit } from '../testing/books.ts';
import { startTicket } from '../testing/http-fixture.ts';
import { letExpire, seatedEvent } from '../testing/sale-fixture.ts';
import { linkArtist, newArtist } from '../testing/test-desk.ts';
import { codeOf, entryFor, silentLogger, tally, testPool, testSale } from '../testing/test-sale.ts';
import { publishedDraws } from './draw-rows.ts';
import { drawReturnedSeats } from './draw-seats.ts';
import { faultOf } from './lot.ts';
import { joinWaitlist, leaveWaitlist, ownEntries } from './waitlist-entries.ts';

describe('the waiting list', function () {
  this.timeout(60_000);
  let db: Pool;
  let sale: Sale;
  let url: string;

  before(async () => {
    const fresh = await freshDatabase('ticket_db');
    url = fresh.url('urr_ticket');
    db = testPool(fresh.url());
    sale = testSale(db);
  });
  after(() => db.end());

  const buy = (eventId: string, seatIds: readonly string[], userId: string = randomUUID()) =>
    reserveSeats(sale, { userId, entry: entryFor(eventId), eventId, seatIds, idempotencyKey: null });
  /** All seats held, each by somebody of their own. */
  async function soldOut(seats = 2) {
    const event = await seatedEvent(db, { seats });
    const holders = [];
    for (const seatId of event.seatIds) {
      const userId = randomUUID();
      holders.push({ userId, reservationId: (await buy(event.eventId, [seatId], userId)).id });
    }
    return { ...event, holders };
  }
  const join = (eventId: string, userId: string = randomUUID(), section: string | null = null) =>
    joinWaitlist(db, { userId, eventId, section }).then((joined) => ({ ...joined, userId }));
  /** Every returned seat's moment comes at once. */
  async function draw(): Promise<number> {
    await db.query('UPDATE returned_seats SET draw_at = now()');
    return drawReturnedSeats({ pool: db, sale, offerSeconds: 1_800 });
  }
  const stateOf = async (userId: string) => (await ownEntries(db, userId))[0]?.state;
  const seatStatus = async (id: string) =>
    (await db.query('SELECT status FROM seats WHERE id = $1', [id])).rows[0].status;

  it('takes people of a sold-out event, once each, and nobody while there are free seats', async () => {
    const free = await seatedEvent(db);
    const { eventId } = await soldOut();
    const someone = randomUUID();

    const codes = [
      await codeOf(join(free.eventId)),
      await codeOf(join(eventId, someone)),
      await codeOf(join(eventId, someone)),
      await codeOf(join(eventId, randomUUID(), 'no such section')),
      await codeOf(join(randomUUID())),
    ];

    expect(codes).to.deep.equal(['SEATS_LEFT', 'ok', 'WAITING_ALREADY', 'EVENT_HAS_NO_SEATS', 'EVENT_NOT_FOUND']);
    await db.query("UPDATE waitlist_entries SET status = 'left'");
  });

  it('offers a returned seat to one of those who wait: held for them, for as long as they have to pay', async () => {
    const { eventId, seatIds, holders } = await soldOut();
    const waiting = [await join(eventId), await join(eventId), await join(eventId)];

    await cancelOwn(sale, holders[0]!);
    expect(await draw()).to.equal(1);

    expect(tally(await Promise.all(waiting.map(({ userId }) => stateOf(userId).then(String))))).to.deep.equal({
      offered: 1,
      waiting: 2,
    });
    const offers = await Promise.all(waiting.map(({ userId }) => ownEntries(db, userId)));
    const offer = offers.flat().find(({ state }) => state === 'offered')!;
    expect(offer.pay_until!.getTime() - Date.now()).to.be.within(1_700_000, 1_800_000);
    const held = await db.query('SELECT status, user_id FROM reservations WHERE id = $1', [offer.reservation_id]);
    expect(held.rows[0].status).to.equal('pending');
    expect(await seatStatus(seatIds[0]!)).to.equal('locked');
    await expectBooksToHold(db);
    await expectEventsToFit(db);
  });

  it('falls to the next when the offer is not paid, and to the map when nobody waits any more', async () => {
    const { eventId, seatIds, holders } = await soldOut(1);
    const waiting = [await join(eventId), await join(eventId)];
    await cancelOwn(sale, holders[0]!);

    for (const _ of waiting) {
      await draw();
      const offered = (await db.query('SELECT reservation_id FROM seats WHERE id = $1', [seatIds[0]])).rows[0];
      await letExpire(db, offered.reservation_id);
      await sweepExpired(sale, silentLogger);
    }
    await draw();

    expect(await Promise.all(waiting.map(({ userId }) => stateOf(userId)))).to.deep.equal(['lapsed', 'lapsed']);
    expect(await seatStatus(seatIds[0]!)).to.equal('available');
    await expectBooksToHold(db);
  });

  it('sells the seat to the one who was drawn, like every other', async () => {
    const { eventId, holders } = await soldOut(1);
    const { userId } = await join(eventId);
    await cancelOwn(sale, holders[0]!);
    await draw();
    const [entry] = await ownEntries(db, userId);
    const payment = { paymentId: randomUUID(), amount: 150_000, paymentMethod: 'toss', userId };

    const result = await confirmPaid(sale, { ...payment, reservationId: entry!.reservation_id! });

    expect([result.outcome, await stateOf(userId)]).to.deep.equal(['confirmed', 'bought']);
    await expectBooksToHold(db);
  });

  it('leaks nothing to who watches the map: a returned seat looks sold until somebody has it, and cannot be held', async () => {
    const { eventId, seatIds, holders } = await soldOut(1);
    await join(eventId);
    const map = async () =>
      JSON.parse((await createSeatMaps(db, Date.now, 0).of(eventId)).body.toString()).seats[0].status;

    await cancelOwn(sale, holders[0]!);

    expect(await map()).to.equal('reserved');
    for (let tries = 0; tries < 20; tries++) expect(await codeOf(buy(eventId, seatIds))).to.equal('SEAT_NOT_AVAILABLE');
    const moments = await db.query('SELECT draw_at > now() AS later FROM returned_seats WHERE event_id = $1', [
      eventId,
    ]);
    expect(moments.rows[0].later).to.equal(true);
    await draw();
    expect(await codeOf(buy(eventId, seatIds))).to.equal('SEAT_NOT_AVAILABLE');
  });

  it('publishes draws that anybody can check: committed before anybody joined, told afterwards', async () => {
    const { eventId, holders } = await soldOut(3);
    const waiting = [];
    for (let count = 0; count < 5; count++) waiting.push(await join(eventId));
    const [announced] = await publishedDraws(db, eventId);
    expect([announced!.seed, announced!.lots]).to.deep.equal([null, null]);

    for (const holder of holders) await cancelOwn(sale, holder);
    await draw();

    const draws = await publishedDraws(db, eventId);
    const done = draws.filter(({ drawn_at }) => drawn_at !== null);
    expect(done.map(({ number, lots }) => [number, lots!.length])).to.deep.equal([
      [3, 3],
      [2, 4],
      [1, 5],
    ]);
    expect(done.at(-1)!.commitment).to.equal(announced!.commitment);
    for (const { seed, lots, ...rest } of done)
      expect(faultOf({ ...rest, seed: seed!, lots: lots! })).to.equal(undefined);
    expect(draws[0]!.seed).to.equal(null);
    expect(done.at(-1)!.lots!.map(({ id }) => id)).to.have.members(waiting.map(({ id }) => id));
  });

  it('asks only those who want the section, and passes over who has all tickets they may have', async () => {
    const { eventId, seatIds, holders } = await soldOut(1);
    await db.query(
      `INSERT INTO seats (event_id, section, row_number, seat_number, seat_label, price, status)
       SELECT $1, 'R', 1, n, 'R-1-' || n, 1000, 'available' FROM generate_series(1, 4) n`,
      [eventId],
    );
    const full = randomUUID();
    const others = await db.query("SELECT id FROM seats WHERE event_id = $1 AND section = 'R'", [eventId]);
    await buy(
      eventId,
      others.rows.map(({ id }) => id),
      full,
    );
    const [forOther, hasAll, wanted] = [
      await join(eventId, randomUUID(), 'R'),
      await join(eventId, full, 'VIP'),
      await join(eventId, randomUUID(), 'VIP'),
    ];

    await cancelOwn(sale, holders[0]!);
    await draw();

    const first = await stateOf(hasAll.userId);
    expect([await stateOf(forOther.userId), await stateOf(wanted.userId)]).to.deep.equal(['waiting', 'offered']);
    expect(first === 'passed' || first === 'waiting').to.equal(true);
    expect(await seatStatus(seatIds[0]!)).to.equal('locked');
    await expectBooksToHold(db);
  });

  it('keeps presale windows: who may not buy yet is passed over and keeps the lot (fault 10.3 #20)', async () => {
    const { eventId, seatIds, holders } = await soldOut(1);
    const { userId } = await join(eventId);
    await linkArtist(db, eventId, await newArtist(db), 2);

    await cancelOwn(sale, holders[0]!);
    await draw();

    expect([await stateOf(userId), await seatStatus(seatIds[0]!)]).to.deep.equal(['waiting', 'available']);
    const [, done] = await publishedDraws(db, eventId);
    expect(done).to.include({ winner: null });
    expect(faultOf({ ...done!, seed: done!.seed!, lots: done!.lots! })).to.equal(undefined);
  });

  it('gives a person who asks a hundred times one lot, and two drawers at once one seat each', async () => {
    const { eventId, holders } = await soldOut(2);
    const eager = randomUUID();
    const tries = await Promise.all(Array.from({ length: 100 }, () => codeOf(join(eventId, eager))));
    const patient = await join(eventId);

    for (const holder of holders) await cancelOwn(sale, holder);
    await Promise.all([draw(), draw(), draw()]);

    expect(tally(tries)).to.deep.equal({ ok: 1, WAITING_ALREADY: 99 });
    expect([await stateOf(eager), await stateOf(patient.userId)]).to.deep.equal(['offered', 'offered']);
    await expectBooksToHold(db);
  });

  it('gives the seat back to the map when who waited has left', async () => {
    const { eventId, seatIds, holders } = await soldOut(1);
    const { id, userId } = await join(eventId);
    await cancelOwn(sale, holders[0]!);
    await leaveWaitlist(db, id, userId);

    await draw();

    expect(await seatStatus(seatIds[0]!)).to.equal('available');
    expect(await codeOf(leaveWaitlist(db, id, userId))).to.equal('WAITLIST_ENTRY_NOT_FOUND');
  });

  it('is walked over HTTP, each person seeing only their own', async () => {
    const ticket = await startTicket(url, 'redis://127.0.0.1:1');
    try {
      const { eventId } = await soldOut(1);
      const [me, other] = [randomUUID(), randomUUID()];
      const body = { eventId, salt: 'my-own-salt' };

      const joined = await ticket.ask('POST', '/api/tickets/waitlist', { as: me, body });
      const mine = await ticket.ask('GET', '/api/tickets/waitlist/my', { as: me });
      const theirs = await ticket.ask('GET', '/api/tickets/waitlist/my', { as: other });
      const draws = await ticket.ask('GET', `/api/tickets/waitlist/events/${eventId}/draws`);
      const stolen = await ticket.ask('DELETE', `/api/tickets/waitlist/${joined.body.id}`, { as: other });
      const left = await ticket.ask('DELETE', `/api/tickets/waitlist/${joined.body.id}`, { as: me });

      expect([joined.status, joined.body.salt]).to.deep.equal([201, 'my-own-salt']);
      expect(mine.body.entries.map(({ state }: { state: string }) => state)).to.deep.equal(['waiting']);
      expect(theirs.body.entries).to.deep.equal([]);
      expect(draws.body.draws).to.have.length(1);
      expect([stolen.status, left.status]).to.deep.equal([404, 200]);
      expect((await ticket.ask('POST', '/api/tickets/waitlist', { body })).status).to.equal(401);
    } finally {
      await ticket.stop();
    }
  });
});
