import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { freshDatabase } from '../../../test/engines/postgres.ts';
import { membershipEventSchema, paymentEventSchema } from '../../shared/events/topics.ts';
import { inTransaction, type Pool } from '../../shared/postgres/pool.ts';
import type { Desk } from '../desk.ts';
import { cancelOwn, confirmPaid } from '../reservations/end-reservation.ts';
import { reserveTickets } from '../reservations/reserve-tickets.ts';
import { reserveSeats } from '../seats/reserve-seats.ts';
import { announced, expectBooksToHold } from '../testing/books.ts';
import { seatedEvent, standingEvent } from '../testing/sale-fixture.ts';
import { linkArtist, newArtist, newMember, testDesk } from '../testing/test-desk.ts';
import { codeOf, entryFor, tally, testPool, testSale } from '../testing/test-sale.ts';
import { activateMembership, takeYearBack } from './activate.ts';
import { awardPoints } from './award-points.ts';
import { expireMemberships } from './expire-memberships.ts';
import { ownMembership, validateMembership } from './membership-reads.ts';
import { renew, subscribe } from './subscribe.ts';
import { tierOf } from './tiers.ts';

describe('memberships on PostgreSQL', function () {
  this.timeout(120_000);
  let db: Pool;
  let desk: Desk;

  before(async () => {
    db = testPool((await freshDatabase('ticket_db')).url('urr_ticket'), 20);
    desk = testDesk(db);
  });
  after(() => db.end());
  afterEach(async () => {
    await expectBooksToHold(db);
    const { rows } = await db.query('SELECT topic, payload FROM outbox');
    for (const { topic, payload } of rows) {
      (topic === 'membership-events' ? membershipEventSchema : paymentEventSchema).parse(payload);
    }
  });

  const pay = (referenceId: string, amount: number, userId: string, paymentId: string = randomUUID()) =>
    inTransaction(db, (tx) => activateMembership(tx, desk, { referenceId, paymentId, amount, userId }));
  const row = async (id: string) => (await db.query('SELECT * FROM artist_memberships WHERE id = $1', [id])).rows[0];
  const pastYear = (id: string) =>
    db.query(`UPDATE artist_memberships SET expires_at = now() - interval '1 second' WHERE id = $1`, [id]);

  it('asks once for the money of one membership, however many subscribe at once (10.3 #30)', async () => {
    const artistId = await newArtist(db);
    const userId = randomUUID();

    const asked = await Promise.all(Array.from({ length: 20 }, () => subscribe(desk, { userId, artistId })));

    expect(new Set(asked.map((one) => JSON.stringify(one)))).to.have.length(1);
    expect(asked[0]).to.include({ price: 30_000, status: 'pending', paymentReferenceId: asked[0]?.membershipId });
    expect(await announced(db, asked[0]!.membershipId)).to.deep.equal(['PAYMENT_REQUESTED']);
    expect(await validateMembership(db, asked[0]!.membershipId, userId)).to.include({ totalAmount: 30_000 });
    expect(await codeOf(validateMembership(db, asked[0]!.membershipId, randomUUID()))).to.equal('MEMBERSHIP_NOT_FOUND');
  });

  it('begins one year with 200 points for one payment, over HTTP, Kafka or both (10.3 #1, #31)', async () => {
    const artistId = await newArtist(db);
    const userId = randomUUID();
    const { membershipId } = await subscribe(desk, { userId, artistId });
    const paymentId = randomUUID();

    const outcomes = await Promise.all(Array.from({ length: 10 }, () => pay(membershipId, 30_000, userId, paymentId)));

    expect(tally(outcomes.map(({ outcome }) => outcome))).to.deep.equal({ done: 1, already: 9 });
    expect(await row(membershipId)).to.include({ status: 'active', points: 200, tier: 'SILVER', price_due: null });
    expect(await announced(db, membershipId)).to.deep.equal([
      'PAYMENT_REQUESTED',
      'MEMBERSHIP_ACTIVATED',
      'PAYMENT_COMPLETED',
    ]);
    expect(await codeOf(subscribe(desk, { userId, artistId }))).to.equal('MEMBERSHIP_ACTIVE');
    const own = await ownMembership(db, userId, artistId);
    expect(own.pointHistory.map(({ action_type }) => action_type)).to.deep.equal(['MEMBERSHIP_JOIN']);
    expect(own.benefits).to.include({ tier: 'SILVER', transferFeePercent: 10, nextTierThreshold: 500 });
  });

  it('sends money back that it did not ask for: the wrong amount, a second payment, an unknown reference (E6)', async () => {
    const artistId = await newArtist(db);
    const userId = randomUUID();
    const { membershipId } = await subscribe(desk, { userId, artistId });
    const unknown = randomUUID();
    const twice = randomUUID();

    const outcomes = [
      await pay(membershipId, 1, userId),
      await pay(membershipId, 30_000, userId),
      await pay(membershipId, 30_000, userId, twice),
      await pay(membershipId, 30_000, userId, twice),
      await pay(unknown, 30_000, userId),
    ];

    expect(outcomes.map((result) => ('because' in result ? result.because : result.outcome))).to.deep.equal([
      'amount_differs',
      'done',
      'not_awaiting_payment',
      'refunded_before',
      'unknown',
    ]);
    expect(tally(await announced(db, membershipId)).REFUND_REQUESTED).to.equal(2);
    expect(await announced(db, unknown)).to.deep.equal(['REFUND_REQUESTED']);
  });

  it('ends when its year is over, at once for everybody who asks and in the books by the job (10.3 #30)', async () => {
    const artistId = await newArtist(db);
    const { userId, membershipId } = await newMember(desk, artistId);
    await pastYear(membershipId);

    expect((await ownMembership(db, userId, artistId)).benefits.tier).to.equal('BRONZE');
    const ended = await Promise.all([expireMemberships(db, () => undefined), expireMemberships(db, () => undefined)]);

    expect(ended[0] + ended[1]).to.equal(1);
    expect(await row(membershipId)).to.include({ status: 'expired' });
    expect((await announced(db, membershipId)).at(-1)).to.equal('MEMBERSHIP_EXPIRED');
  });

  it('is renewed in its last 60 days without losing a day, and after its end (10.3 #30)', async () => {
    const artistId = await newArtist(db);
    const { userId, membershipId } = await newMember(desk, artistId);
    expect(await codeOf(renew(desk, { userId, artistId }))).to.equal('MEMBERSHIP_NOT_RENEWABLE');
    await db.query(`UPDATE artist_memberships SET expires_at = now() + interval '30 days' WHERE id = $1`, [
      membershipId,
    ]);

    const asked = await renew(desk, { userId, artistId });
    expect(await renew(desk, { userId, artistId }), 'asked twice').to.deep.equal(asked);
    expect(asked).to.include({ status: 'active' }).and.not.include({ paymentReferenceId: membershipId });
    await pay(asked.paymentReferenceId, 30_000, userId);

    const renewed = await row(membershipId);
    expect((renewed.expires_at - Date.now()) / 86_400_000).to.be.greaterThan(390);
    expect(renewed).to.include({ points: 400, status: 'active' });
    await pastYear(membershipId);
    const late = await subscribe(desk, { userId, artistId });
    expect(late).to.include({ status: 'pending', membershipId });
    await pay(late.paymentReferenceId, 30_000, userId);
    expect(await row(membershipId)).to.include({ points: 600, tier: 'GOLD', status: 'active' });
    expect(tally(await announced(db, membershipId))).to.deep.include({ MEMBERSHIP_RENEWED: 2 });
  });

  it('takes the year and its points back with a refund, once', async () => {
    const artistId = await newArtist(db);
    const { membershipId, paymentId, referenceId, userId } = await newMember(desk, artistId);
    const refund = { referenceId, paymentId, amount: 30_000, reason: 'asked' };

    for (let time = 0; time < 3; time++) await inTransaction(db, (tx) => takeYearBack(tx, desk, refund));

    expect(await row(membershipId)).to.include({ status: 'expired', points: 0, tier: 'SILVER' });
    expect((await subscribe(desk, { userId, artistId })).paymentReferenceId).not.to.equal(referenceId);
  });

  it('costs nothing with an artist who asks for nothing', async () => {
    const artistId = await newArtist(db, 0);

    const asked = await subscribe(desk, { userId: randomUUID(), artistId });

    expect(await row(asked.membershipId)).to.include({ status: 'active', points: 200 });
  });

  describe('points', () => {
    const award = (userId: string, artistId: string | null, referenceId: string = randomUUID(), points = 30) =>
      awardPoints(desk, { userId, artistId, actionType: 'COMMUNITY_POST', points, description: null, referenceId });

    it('are given once per action and reference, and up to the cap of a day, however they race (10.3 #31)', async () => {
      const artistId = await newArtist(db);
      const { userId, membershipId } = await newMember(desk, artistId);
      const post = randomUUID();

      const same = await Promise.all(Array.from({ length: 10 }, () => award(userId, artistId, post)));
      const many = await Promise.all(Array.from({ length: 20 }, () => award(userId, artistId)));

      expect(same.reduce((sum, { awarded }) => sum + awarded, 0)).to.equal(1);
      expect(many.reduce((sum, { awarded }) => sum + awarded, 0)).to.equal(2);
      expect((await row(membershipId)).points).to.equal(290);
      await db.query(
        `UPDATE membership_point_logs SET created_at = created_at - interval '1 day' WHERE membership_id = $1`,
        [membershipId],
      );
      expect(await award(userId, artistId)).to.deep.equal({ awarded: 1, capped: 0 });
    });

    it('go to every running membership without an artist, and to nobody else', async () => {
      const [one, two, over] = [await newArtist(db), await newArtist(db), await newArtist(db)];
      const { userId } = await newMember(desk, one);
      await newMember(desk, two, 0, userId);
      await pastYear((await newMember(desk, over, 0, userId)).membershipId);

      expect(await award(userId, null)).to.deep.equal({ awarded: 2, capped: 0 });
      expect(await award(randomUUID(), null)).to.deep.equal({ awarded: 0, capped: 0 });
    });

    it('are 100 for a purchase, and go with the tickets, however often somebody buys and cancels', async () => {
      const artistId = await newArtist(db);
      const { userId, membershipId } = await newMember(desk, artistId, 300);
      const { eventId, seatIds } = await seatedEvent(db, { price: 100_000 });
      await linkArtist(db, eventId, artistId);
      const sale = testSale(db);
      for (let time = 0; time < 2; time++) {
        const wanted = {
          userId,
          entry: entryFor(eventId),
          eventId,
          seatIds: seatIds.slice(0, 1),
          idempotencyKey: null,
        };
        const held = await reserveSeats(sale, wanted);
        const payment = { reservationId: held.id, paymentId: randomUUID(), paymentMethod: 'toss', userId };
        await confirmPaid(sale, { ...payment, amount: held.totalAmount });
        expect((await row(membershipId)).points).to.equal(600);

        await cancelOwn(sale, { reservationId: held.id, userId });

        expect(await row(membershipId)).to.include({ points: 500, tier: 'GOLD' });
      }
    });

    it('make the tier by the same rule in the database and in the code', async () => {
      for (const points of [0, 200, 499, 500, 1_499, 1_500, 90_000]) {
        const { rows } = await db.query('SELECT membership_tier($1) AS tier', [points]);
        expect(rows[0].tier).to.equal(tierOf(points));
      }
      expect([tierOf(499), tierOf(500), tierOf(1_499), tierOf(1_500)]).to.deep.equal([
        'SILVER',
        'GOLD',
        'GOLD',
        'DIAMOND',
      ]);
    });
  });

  describe('at booking (10.3 #20)', () => {
    const morePoints = { SILVER: 0, GOLD: 300, DIAMOND: 1_300 } as const;
    const opensAfter = { BRONZE: 48, SILVER: 24, GOLD: 1, DIAMOND: 0 } as const;
    const surcharge = { BRONZE: 0, SILVER: 3_000, GOLD: 2_000, DIAMOND: 1_000 } as const;

    for (const tier of ['BRONZE', 'SILVER', 'GOLD', 'DIAMOND'] as const) {
      it(`lets ${tier} buy from hour ${opensAfter[tier]} on, with ${surcharge[tier]} won on top, seats and tickets alike`, async () => {
        const artistId = await newArtist(db);
        const userId = tier === 'BRONZE' ? randomUUID() : (await newMember(desk, artistId, morePoints[tier])).userId;
        const seats = await seatedEvent(db, { price: 100_000 });
        const tickets = await standingEvent(db, [10], { price: 50_000 });
        const sale = testSale(db);
        const takeSeats = () =>
          reserveSeats(sale, {
            ...seats,
            seatIds: seats.seatIds.slice(0, 2),
            userId,
            entry: entryFor(seats.eventId),
            idempotencyKey: null,
          });
        const takeTickets = () =>
          reserveTickets(sale, {
            ...tickets,
            userId,
            entry: entryFor(tickets.eventId),
            items: [{ ticketTypeId: tickets.ticketTypeIds[0]!, quantity: 2 }],
            idempotencyKey: null,
          });
        for (const { eventId } of [seats, tickets]) await linkArtist(db, eventId, artistId, opensAfter[tier] - 0.02);
        const early = tier === 'DIAMOND' ? 'SALE_NOT_OPEN' : 'PRESALE_ONLY';
        expect([await codeOf(takeSeats()), await codeOf(takeTickets())]).to.deep.equal([early, early]);
        for (const { eventId } of [seats, tickets]) await linkArtist(db, eventId, artistId, opensAfter[tier] + 0.02);

        const held = [await takeSeats(), await takeTickets()];

        expect(held.map(({ totalAmount }) => totalAmount)).to.deep.equal([
          200_000 + surcharge[tier],
          100_000 + surcharge[tier],
        ]);
      });
    }

    it('opens for everybody at the start of the sale where no artist is linked, and knows no tier of another artist', async () => {
      const { userId } = await newMember(desk, await newArtist(db), 1_300);
      const plain = await seatedEvent(db, { saleStartsIn: -60, price: 100_000 });
      const other = await seatedEvent(db, { price: 100_000 });
      await linkArtist(db, other.eventId, await newArtist(db), 47);
      const take = ({ eventId, seatIds }: typeof plain) =>
        reserveSeats(testSale(db), {
          eventId,
          seatIds: seatIds.slice(0, 1),
          userId,
          entry: entryFor(eventId),
          idempotencyKey: null,
        });

      expect((await take(plain)).totalAmount).to.equal(100_000);
      expect(await codeOf(take(other))).to.equal('PRESALE_ONLY');
    });

    it('adds nothing to what is free', async () => {
      const artistId = await newArtist(db);
      const { userId } = await newMember(desk, artistId);
      const { eventId, seatIds } = await seatedEvent(db, { price: 0 });
      await linkArtist(db, eventId, artistId);

      const held = await reserveSeats(testSale(db), {
        eventId,
        seatIds: seatIds.slice(0, 1),
        userId,
        entry: entryFor(eventId),
        idempotencyKey: null,
      });

      expect(held.totalAmount).to.equal(0);
    });
  });
});
