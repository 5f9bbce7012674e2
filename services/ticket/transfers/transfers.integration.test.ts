import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { freshDatabase } from '../../../test/engines/postgres.ts';
import { inTransaction, type Pool } from '../../shared/postgres/pool.ts';
import type { Desk } from '../desk.ts';
import { cancelOwn, confirmPaid, markRefunded } from '../reservations/end-reservation.ts';
import { reserveSeats } from '../seats/reserve-seats.ts';
import { announced, expectBooksToHold, expectEventsToFit } from '../testing/books.ts';
import { newArtist, newMember, testDesk } from '../testing/test-desk.ts';
import { codeOf, entryFor, tally, testPool, testSale } from '../testing/test-sale.ts';
import { type TicketMarket, ticketMarket } from '../testing/ticket-market.ts';
import { claimTransfer, sweepClaims, validateTransfer } from './claim-transfer.ts';
import { takeTransferBack } from './complete-transfer.ts';
import { cancelTransfer, listTransfer } from './list-transfer.ts';
import { listings, transferById } from './transfer-reads.ts';

describe('transfers on PostgreSQL', function () {
  this.timeout(120_000);
  let db: Pool;
  let desk: Desk;
  let sale: ReturnType<typeof testSale>;
  let market: TicketMarket;

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

  const reservation = async (id: string) => (await db.query('SELECT * FROM reservations WHERE id = $1', [id])).rows[0];
  const payloads = async (key: string, type: string) =>
    (
      await db.query(`SELECT payload FROM outbox WHERE key = $1 AND payload->>'type' = $2 ORDER BY id`, [key, type])
    ).rows.map((row) => row.payload);

  describe('listing', () => {
    it('asks the face value without the surcharge, and the fee of the tier, rounded down', async () => {
      const artistId = await newArtist(db);
      const { userId: silver } = await newMember(desk, artistId);
      const { userId: gold } = await newMember(desk, artistId, 300);
      const plain = await market.listed();
      const bySilver = await market.listed({ artistId, userId: silver });
      const byGold = await market.listed({ artistId, userId: gold });

      const shown = await Promise.all([plain, bySilver, byGold].map(({ transferId }) => transferById(db, transferId)));

      expect(
        shown.map((one) => [one.original_price, one.transfer_fee_percent, one.transfer_fee, one.total_price]),
      ).to.deep.equal([
        [99_999, 10, 9_999, 109_998],
        [99_999, 10, 9_999, 109_998],
        [99_999, 5, 4_999, 104_998],
      ]);
      expect([bySilver.amount, byGold.amount]).to.deep.equal([102_999, 101_999]);
      expect(shown[0]?.seats).to.deep.equal(['VIP-1-1']);
      expect(await announced(db, plain.transferId)).to.deep.equal(['TRANSFER_LISTED']);
    });

    it('cannot ask more than face value and a tenth, whoever writes the row', async () => {
      const { transferId } = await market.listed();
      const raise = (sql: string) =>
        db.query(`UPDATE ticket_transfers SET ${sql} WHERE id = $1`, [transferId]).then(
          () => 'ok',
          (error: { constraint: string }) => error.constraint,
        );

      expect([
        await raise('total_price = total_price + 1'),
        await raise('transfer_fee = 10000'),
        await raise('original_price = original_price + 1, total_price = total_price + 1'),
      ]).to.deep.equal([
        'ticket_transfers_price_ceiling_check',
        'ticket_transfers_price_ceiling_check',
        'ticket_transfers_face_value_check',
      ]);
    });

    it('is one per reservation, however many try at once (10.3 #29)', async () => {
      const owned = await market.ownedSeats();

      const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(listTransfer(desk, owned))));

      expect(tally(codes)).to.deep.equal({ ok: 1, TRANSFER_LISTED_ALREADY: 9 });
    });

    it('is for the owner, a member where an artist is linked, of confirmed tickets of an event to come', async () => {
      const artistId = await newArtist(db);
      const stranger = await market.ownedSeats();
      const noMember = await market.ownedSeats({ artistId });
      const over = await market.ownedSeats();
      await db.query(`UPDATE events SET event_date = now() WHERE id = $1`, [over.eventId]);
      const cancelled = await market.ownedSeats();
      await cancelOwn(sale, cancelled);

      expect([
        await codeOf(listTransfer(desk, { ...stranger, userId: randomUUID() })),
        await codeOf(listTransfer(desk, noMember)),
        await codeOf(listTransfer(desk, over)),
        await codeOf(listTransfer(desk, cancelled)),
      ]).to.deep.equal([
        'RESERVATION_NOT_FOUND',
        'MEMBERSHIP_REQUIRED',
        'RESERVATION_NOT_TRANSFERABLE',
        'RESERVATION_NOT_TRANSFERABLE',
      ]);
    });

    it('falls with its reservation, cancelled or refunded, and whoever was paying is told (10.3 #29)', async () => {
      const one = await market.listed();
      const buyer = randomUUID();
      await claimTransfer(desk, { transferId: one.transferId, userId: buyer });
      const two = await market.listed();

      await cancelOwn(sale, one);
      await markRefunded(sale, { ...two, reason: 'provider' });

      expect([await market.status(one.transferId), await market.status(two.transferId)]).to.deep.equal([
        'cancelled',
        'cancelled',
      ]);
      expect(await announced(db, one.transferId)).to.deep.equal([
        'TRANSFER_LISTED',
        'PAYMENT_REQUESTED',
        'TRANSFER_CANCELLED',
        'PAYMENT_WITHDRAWN',
      ]);
      expect(await market.settle(one.transferId, buyer, 109_998)).to.deep.equal({
        outcome: 'refused',
        because: 'cancelled',
      });
    });

    it('never outlives its reservation when the two race, 30 times (10.3 #29)', async () => {
      for (let round = 0; round < 30; round++) {
        const owned = await market.ownedSeats();
        await Promise.all([codeOf(listTransfer(desk, owned)), cancelOwn(sale, owned)]);
      }
      const { rows } =
        await db.query(`SELECT count(*)::int AS n FROM ticket_transfers t JOIN reservations r ON r.id = t.reservation_id
        WHERE t.status = 'listed' AND r.status <> 'confirmed'`);
      expect(rows[0].n).to.equal(0);
    });

    it('is taken back by the seller only', async () => {
      const { transferId, userId } = await market.listed();

      expect(await codeOf(cancelTransfer(desk, { transferId, userId: randomUUID() }))).to.equal('TRANSFER_NOT_YOURS');
      await cancelTransfer(desk, { transferId, userId });
      expect(await codeOf(cancelTransfer(desk, { transferId, userId }))).to.equal('TRANSFER_NOT_LISTED');
      expect((await listings(db, { page: 1, limit: 100 })).transfers.map(({ id }) => id)).not.to.include(transferId);
    });
  });

  describe('buying', () => {
    it('is for one buyer at a time, and free again when that one does not pay', async () => {
      const { transferId } = await market.listed();
      const buyers = Array.from({ length: 8 }, () => randomUUID());

      const codes = await Promise.all(buyers.map((userId) => codeOf(claimTransfer(desk, { transferId, userId }))));
      const first = buyers[codes.indexOf('ok')]!;
      expect(tally(codes)).to.deep.equal({ ok: 1, TRANSFER_CLAIMED: 7 });
      expect(await validateTransfer(desk, transferId, first)).to.include({ totalAmount: 109_998 });
      expect(await codeOf(validateTransfer(desk, transferId, randomUUID()))).to.equal('TRANSFER_NOT_CLAIMED');
      await db.query(`UPDATE ticket_transfers SET claim_expires_at = now() WHERE id = $1`, [transferId]);

      expect(await sweepClaims(db, () => undefined)).to.equal(1);

      const second = await market.buy(transferId);
      expect(second.outcome).to.equal('done');
      expect(await market.settle(transferId, first, 109_998), 'late money of the first').to.include({
        outcome: 'refused',
      });
      expect((await payloads(transferId, 'REFUND_REQUESTED')).map(({ userId }) => userId)).to.deep.equal([first]);
    });

    it('is not for the seller, nor without a membership, nor beyond the limit per person', async () => {
      const artistId = await newArtist(db);
      const { userId: seller } = await newMember(desk, artistId);
      const ofArtist = await market.listed({ artistId, userId: seller });
      const four = await market.listed({ seats: 4 });
      const { eventId, seatIds } = four;
      const full = randomUUID();
      await reserveSeats(sale, {
        userId: full,
        entry: entryFor(eventId),
        eventId,
        seatIds: seatIds.slice(5, 6),
        idempotencyKey: null,
      });
      const claim = (transferId: string, userId: string) => codeOf(claimTransfer(desk, { transferId, userId }));

      expect([
        await claim(ofArtist.transferId, seller),
        await claim(ofArtist.transferId, randomUUID()),
        await claim(four.transferId, full),
      ]).to.deep.equal(['TRANSFER_OWN', 'MEMBERSHIP_REQUIRED', 'TICKET_LIMIT_EXCEEDED']);
    });

    it('hands the tickets over once for one payment, and the seller gets the own money back, once (10.3 #1, #29)', async () => {
      const { transferId, reservationId, paymentId: firstPayment, userId: seller, amount } = await market.listed();
      const buyer = randomUUID();
      const paymentId = randomUUID();
      await claimTransfer(desk, { transferId, userId: buyer });

      const outcomes = await Promise.all(
        Array.from({ length: 10 }, () => market.settle(transferId, buyer, 109_998, paymentId)),
      );

      expect(tally(outcomes.map(({ outcome }) => outcome))).to.deep.equal({ done: 1, already: 9 });
      expect(await reservation(reservationId)).to.include({
        user_id: buyer,
        payment_id: paymentId,
        code_generation: 2,
      });
      expect(await announced(db, transferId)).to.deep.equal([
        'TRANSFER_LISTED',
        'PAYMENT_REQUESTED',
        'TRANSFER_COMPLETED',
        'PAYMENT_COMPLETED',
      ]);
      const back = await payloads(reservationId, 'REFUND_REQUESTED');
      expect(back).to.have.length(1);
      expect(back[0]).to.include({
        paymentType: 'reservation',
        paymentId: firstPayment,
        userId: seller,
        amount,
        reason: 'resold',
      });

      // The seller's payment is refunded, and heard of once more: the tickets stay with the buyer.
      await markRefunded(sale, { reservationId, paymentId: firstPayment, amount, reason: 'resold' });
      const late = { reservationId, paymentId: firstPayment, amount, paymentMethod: 'toss', userId: seller };
      expect(await confirmPaid(sale, late)).to.include({ outcome: 'refused', because: 'refunded_before' });
      expect(await reservation(reservationId)).to.include({ status: 'confirmed', payment_status: 'completed' });
      expect(await payloads(reservationId, 'REFUND_REQUESTED')).to.have.length(1);
    });

    it('sends a refund after the transfer to the one who paid last (10.3 #29)', async () => {
      const { transferId, reservationId, userId: seller } = await market.listed();
      const bought = await market.buy(transferId);

      expect(await codeOf(cancelOwn(sale, { reservationId, userId: seller }))).to.equal('RESERVATION_NOT_FOUND');
      await cancelOwn(sale, { reservationId, userId: bought.userId });

      const [asked] = await payloads(transferId, 'REFUND_REQUESTED');
      expect(asked).to.include({
        paymentType: 'transfer',
        referenceId: transferId,
        paymentId: bought.paymentId,
        userId: bought.userId,
        amount: 109_998,
      });
      const refund = { referenceId: transferId, paymentId: bought.paymentId, amount: 109_998, reason: 'asked' };
      await inTransaction(db, (tx) => takeTransferBack(tx, sale, refund));
      expect(await reservation(reservationId)).to.include({ status: 'cancelled', payment_status: 'refunded' });
    });

    it('gives the tickets back when the buyer takes the money back at the provider', async () => {
      const { transferId, reservationId } = await market.listed();
      const { paymentId } = await market.buy(transferId);

      for (let time = 0; time < 2; time++) {
        const refund = { referenceId: transferId, paymentId, amount: 109_998, reason: 'provider' };
        await inTransaction(db, (tx) => takeTransferBack(tx, sale, refund));
      }

      expect(await reservation(reservationId)).to.include({ status: 'cancelled', payment_status: 'refunded' });
    });

    it('goes on from buyer to buyer: each gets the own payment back with the next', async () => {
      const { transferId, reservationId } = await market.listed();
      const second = await market.buy(transferId);
      const next = await listTransfer(desk, { reservationId, userId: second.userId });
      const third = await market.buy(next);

      expect(third.outcome).to.equal('done');
      expect(await reservation(reservationId)).to.include({ user_id: third.userId, code_generation: 3 });
      const [back] = await payloads(transferId, 'REFUND_REQUESTED');
      expect(back).to.include({
        paymentType: 'transfer',
        paymentId: second.paymentId,
        userId: second.userId,
        reason: 'resold',
      });
    });

    it('sends money back that cannot buy: a wrong amount, no claim, an unknown transfer, too many tickets by then (E6)', async () => {
      const { transferId } = await market.listed();
      const four = await market.listed({ seats: 4 });
      const buyer = randomUUID();
      await claimTransfer(desk, { transferId, userId: buyer });
      await claimTransfer(desk, { transferId: four.transferId, userId: buyer });
      const { eventId, seatIds } = four;
      await reserveSeats(sale, {
        userId: buyer,
        entry: entryFor(eventId),
        eventId,
        seatIds: seatIds.slice(5, 6),
        idempotencyKey: null,
      });

      const outcomes = [
        await market.settle(transferId, buyer, 1),
        await market.settle(transferId, randomUUID(), 109_998),
        await market.settle(randomUUID(), buyer, 109_998),
        await market.settle(four.transferId, buyer, 439_995),
      ];

      expect(outcomes.map((result) => 'because' in result && result.because)).to.deep.equal([
        'amount_differs',
        'not_claimed',
        'unknown',
        'over_limit',
      ]);
    });

    it("ends in one way when payment and cancellation race: with the buyer, or with everybody's money back, 30 times", async () => {
      for (let round = 0; round < 30; round++) {
        const { transferId, reservationId, userId: seller, paymentId } = await market.listed();
        const buyer = randomUUID();
        await claimTransfer(desk, { transferId, userId: buyer });

        await Promise.all([
          market.settle(transferId, buyer, 109_998),
          codeOf(cancelOwn(sale, { reservationId, userId: seller })),
        ]);

        const now = await reservation(reservationId);
        const sellerBack = await payloads(reservationId, 'REFUND_REQUESTED');
        const buyerBack = await payloads(transferId, 'REFUND_REQUESTED');
        expect(
          sellerBack.map((asked) => asked.paymentId),
          'the seller is paid back once either way',
        ).to.deep.equal([paymentId]);
        expect(buyerBack.length).to.equal(now.status === 'confirmed' ? 0 : 1);
        expect(now.user_id).to.equal(now.status === 'confirmed' ? buyer : seller);
      }
    });

    it('moves the points of the purchase, and makes none by selling to and fro (10.3 #31)', async () => {
      const artistId = await newArtist(db);
      const a = await newMember(desk, artistId);
      const b = await newMember(desk, artistId);
      const points = async () =>
        Promise.all(
          [a, b].map(async ({ membershipId }) => {
            const { rows } = await db.query('SELECT points FROM artist_memberships WHERE id = $1', [membershipId]);
            return rows[0].points;
          }),
        );
      const { transferId, reservationId } = await market.listed({ artistId, userId: a.userId });
      expect(await points()).to.deep.equal([300, 200]);

      await market.buy(transferId, b.userId);
      expect(await points()).to.deep.equal([200, 300]);
      await market.buy(await listTransfer(desk, { reservationId, userId: b.userId }), a.userId);

      expect(await points()).to.deep.equal([200, 200]);
    });
  });
});
