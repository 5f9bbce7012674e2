import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import pg from 'pg';
import { freshDatabase } from '../test/engines/postgres.ts';
import { refusal } from './testing/refusal.ts';
import { testPool } from './testing/test-pool.ts';

let db: pg.Pool;
let eventId: string;

const id = async (sql: string, values: unknown[] = []): Promise<string> =>
  (await db.query<{ id: string }>(`${sql} RETURNING id`, values)).rows[0]!.id;
const insertEvent = (more = '') =>
  id(`INSERT INTO events (title, venue, event_date, sale_start_date, sale_end_date ${more && `, ${more.split('=')[0]}`})
      VALUES ('Concert', 'Hall', now() + interval '2 days', now(), now() + interval '1 day' ${more && `, ${more.split('=')[1]}`})`);
const insertSeat = (number = 1) =>
  id(
    `INSERT INTO seats (event_id, section, row_number, seat_number, seat_label, price) VALUES ($1, 'VIP', 1, $2, 'VIP-1', 1000)`,
    [eventId, number],
  );
const insertReservation = (amount = 100_000, userId = randomUUID(), key: string | null = null) =>
  id(
    `INSERT INTO reservations (user_id, event_id, reservation_number, total_amount, expires_at, idempotency_key)
     VALUES ($1, $2, $3, $4, now(), $5)`,
    [userId, eventId, randomUUID(), amount, key],
  );
const seatItem = `INSERT INTO reservation_items (reservation_id, seat_id, quantity, unit_price, subtotal) VALUES ($1, $2, 1, 1000, 1000)`;
const insertType = (event: string, total: number, available: number) =>
  id(
    `INSERT INTO ticket_types (event_id, name, price, total_quantity, available_quantity) VALUES ($1, 'Standing', 1000, $2, $3)`,
    [event, total, available],
  );
const typeItem = `INSERT INTO reservation_items (reservation_id, ticket_type_id, quantity, unit_price, subtotal) VALUES ($1, $2, 1, 1000, 1000)`;

describe('rules of ticket_db', function () {
  this.timeout(120_000);

  before(async () => {
    const { url } = await freshDatabase('ticket_db');
    db = testPool(url('urr_ticket'));
    eventId = await insertEvent();
  });

  after(() => db.end());

  describe('a seat', () => {
    it('has one live hold, however many ask at the same time', async () => {
      const seatId = await insertSeat(1);
      const reservations = await Promise.all(Array.from({ length: 20 }, () => insertReservation()));

      const outcomes = await Promise.all(
        reservations.map((reservation) => refusal(db, seatItem, [reservation, seatId])),
      );

      expect(outcomes.filter((outcome) => outcome === null)).to.have.length(1);
      expect(outcomes.filter((outcome) => outcome === 'reservation_items_live_seat')).to.have.length(19);
    });

    it('can be held again once the hold is released', async () => {
      const seatId = await insertSeat(2);
      const [first, second] = [await insertReservation(), await insertReservation()];
      await db.query(seatItem, [first, seatId]);
      await db.query('UPDATE reservation_items SET released_at = now() WHERE reservation_id = $1', [first]);

      expect(await refusal(db, seatItem, [second, seatId])).to.equal(null);
      expect(
        await refusal(db, 'UPDATE reservation_items SET released_at = NULL WHERE reservation_id = $1', [first]),
      ).to.equal('reservation_items_live_seat');
    });

    it('stands once in a row of an event', async () => {
      await insertSeat(3);

      expect(
        await refusal(
          db,
          `INSERT INTO seats (event_id, section, row_number, seat_number, seat_label, price) VALUES ($1, 'VIP', 1, 3, 'x', 1)`,
          [eventId],
        ),
      ).to.equal('seats_event_id_section_row_number_seat_number_key');
    });

    it('is taken by somebody or free, never half', async () => {
      const seatId = await insertSeat(4);

      expect(await refusal(db, `UPDATE seats SET status = 'locked' WHERE id = $1`, [seatId])).to.equal(
        'seats_holder_check',
      );
      expect(await refusal(db, 'UPDATE seats SET reservation_id = $2 WHERE id = $1', [seatId, randomUUID()])).to.equal(
        'seats_holder_check',
      );
      expect(
        await refusal(db, `UPDATE seats SET status = 'sold', reservation_id = id WHERE id = $1`, [seatId]),
      ).to.equal('seats_status_check');
    });

    it('keeps a fencing number that only grows', async () => {
      const seatId = await insertSeat(5);
      await db.query('UPDATE seats SET fencing_token = 7 WHERE id = $1', [seatId]);

      expect(await refusal(db, 'UPDATE seats SET fencing_token = 0 WHERE id = $1', [seatId])).to.equal(
        'seats_fence_grows_check',
      );
      expect(await refusal(db, 'UPDATE seats SET fencing_token = 8 WHERE id = $1', [seatId])).to.equal(null);
    });

    it('cannot be deleted while it is held', async () => {
      const [seatId, reservation] = [await insertSeat(6), await insertReservation()];
      await db.query(seatItem, [reservation, seatId]);

      expect(await refusal(db, 'DELETE FROM seats WHERE id = $1', [seatId])).to.equal('reservation_items_target_check');
      await db.query('UPDATE reservation_items SET released_at = now() WHERE reservation_id = $1', [reservation]);
      expect(await refusal(db, 'DELETE FROM seats WHERE id = $1', [seatId])).to.equal(null);
    });

    it('is taken and given back without touching an index (HOT), so that a sale does not bloat it', async () => {
      const seatIds = await Promise.all(Array.from({ length: 100 }, (_, number) => insertSeat(1000 + number)));
      const counters = async () => {
        await db.query('SELECT pg_stat_force_next_flush()');
        const { rows } = await db.query<{ all: string; hot: string }>(
          `SELECT pg_stat_get_tuples_updated('seats'::regclass) AS all, pg_stat_get_tuples_hot_updated('seats'::regclass) AS hot`,
        );
        return { all: Number(rows[0]?.all), hot: Number(rows[0]?.hot) };
      };
      const single = new pg.Client({ connectionString: db.options.connectionString });
      await single.connect();
      const before = await counters();
      for (const seatId of seatIds) {
        const set = 'version = version + 1, fencing_token = fencing_token + 1';
        await single.query(`UPDATE seats SET status = 'locked', reservation_id = id, ${set} WHERE id = $1`, [seatId]);
      }
      await single.query('SELECT pg_stat_force_next_flush()');
      await single.end();
      const after = await counters();

      expect(after.all - before.all).to.equal(100);
      expect(after.hot - before.hot).to.be.at.least(95);
    });
  });

  describe('a reservation', () => {
    it('has an idempotency key of its own person: twice is refused, another person may use the same', async () => {
      const person = randomUUID();
      await insertReservation(1000, person, 'key-1');

      const insert = `INSERT INTO reservations (user_id, event_id, reservation_number, total_amount, expires_at, idempotency_key)
                      VALUES ($1, $2, $3, 1, now(), 'key-1')`;
      expect(await refusal(db, insert, [person, eventId, randomUUID()])).to.equal(
        'reservations_user_id_idempotency_key_key',
      );
      expect(await refusal(db, insert, [randomUUID(), eventId, randomUUID()])).to.equal(null);
    });

    it('keeps its event: an event with reservations cannot be deleted', async () => {
      const other = await insertEvent();
      await db.query(
        `INSERT INTO reservations (user_id, event_id, reservation_number, total_amount, expires_at) VALUES ($1, $2, $3, 1, now())`,
        [randomUUID(), other, randomUUID()],
      );

      expect(await refusal(db, 'DELETE FROM events WHERE id = $1', [other])).to.equal('reservations_event_id_fkey');
    });

    it('adds up: an item costs price times quantity', async () => {
      const [reservation, type] = [await insertReservation(), await insertType(eventId, 10, 10)];
      const item = `INSERT INTO reservation_items (reservation_id, ticket_type_id, quantity, unit_price, subtotal) VALUES ($1, $2, $3, $4, $5)`;

      expect(await refusal(db, item, [reservation, type, 2, 1000, 1000])).to.equal('reservation_items_subtotal_check');
      expect(await refusal(db, item, [reservation, type, 0, 1000, 0])).to.equal('reservation_items_quantity_check');
      expect(await refusal(db, item, [reservation, null, 1, 1000, 1000])).to.equal('reservation_items_target_check');
    });
  });

  describe('a ticket type', () => {
    it('is available between none and all', async () => {
      const type = await insertType(eventId, 2, 2);

      expect(
        await refusal(db, 'UPDATE ticket_types SET available_quantity = available_quantity - 3 WHERE id = $1', [type]),
      ).to.equal('ticket_types_availability_check');
      expect(await refusal(db, 'UPDATE ticket_types SET available_quantity = 3 WHERE id = $1', [type])).to.equal(
        'ticket_types_availability_check',
      );
    });

    it('is not sold where seats are sold, or the house would be sold twice', async () => {
      const layout = await id(`INSERT INTO seat_layouts (name, total_seats, layout_config) VALUES ('tiny', 1, '{}')`);
      const seated = await insertEvent(`seat_layout_id='${layout}'`);
      const [type, reservation] = [await insertType(seated, 10, 10), await insertReservation()];

      expect(await refusal(db, typeItem, [reservation, type])).to.equal('reservation_items_seated_event_check');
      expect(await refusal(db, typeItem, [reservation, await insertType(eventId, 1, 1)])).to.equal(null);
    });
  });

  it('never counts less than no ticket for a person', async () => {
    await db.query('INSERT INTO event_buyers (event_id, user_id, held) VALUES ($1, $1, 1)', [eventId]);

    expect(await refusal(db, 'UPDATE event_buyers SET held = held - 2 WHERE event_id = $1', [eventId])).to.equal(
      'event_buyers_held_check',
    );
  });

  it('asks for the refund of a payment once', async () => {
    const ask = `INSERT INTO refund_requests (reservation_id, payment_id, reason, amount) VALUES ($1, $1, 'late', 1000)`;
    await db.query(ask, [eventId]);

    expect(await refusal(db, ask, [eventId])).to.equal('refund_requests_pkey');
  });

  it('ends no sale before it starts (10.3 #27)', async () => {
    expect(
      await refusal(db, `UPDATE events SET sale_end_date = sale_start_date - interval '1 second' WHERE id = $1`, [
        eventId,
      ]),
    ).to.equal('events_sale_window_check');
  });

  it('takes an event of the outbox once, and a consumer group takes an event once (10.4 #6)', async () => {
    const [event, other] = [randomUUID(), randomUUID()];
    const out = `INSERT INTO outbox (event_id, topic, key, payload) VALUES ($1, 'payment-events', 'k', '{}')`;
    const arrive = 'INSERT INTO inbox (consumer_group, event_id) VALUES ($1, $2)';
    await db.query(out, [event]);
    await db.query(arrive, ['ticket', other]);

    expect(await refusal(db, out, [event])).to.equal('outbox_event_id_key');
    expect(await refusal(db, arrive, ['ticket', other])).to.equal('inbox_pkey');
    expect(await refusal(db, arrive, ['stats', other])).to.equal(null);
  });

  describe('points', () => {
    it('are given once per action, reference and membership (10.3 #31)', async () => {
      const artist = await id(`INSERT INTO artists (name) VALUES ('Somebody')`);
      const member = (user: string) =>
        id(`INSERT INTO artist_memberships (user_id, artist_id, expires_at) VALUES ($1, $2, now())`, [user, artist]);
      const [first, second] = [await member(randomUUID()), await member(randomUUID())];
      const points = `INSERT INTO membership_point_logs (membership_id, action_type, points, reference_id) VALUES ($1, 'POST', 30, $2)`;
      await db.query(points, [first, 'post-1']);

      expect(await refusal(db, points, [first, 'post-1'])).to.equal('membership_point_logs_once_key');
      expect(await refusal(db, points, [second, 'post-1'])).to.equal(null);
      expect(await refusal(db, points, [first, null])).to.equal('23502');
    });
  });

  describe('a transfer', () => {
    const list = `INSERT INTO ticket_transfers (reservation_id, seller_id, original_price, transfer_fee, transfer_fee_percent, total_price)
                  VALUES ($1, $2, $3, $4, 10, $5)`;

    it('costs at most the face price and a tenth', async () => {
      const reservation = await insertReservation(100_000);
      const seller = randomUUID();

      expect(await refusal(db, list, [reservation, seller, 100_000, 10_000, 110_001])).to.equal(
        'ticket_transfers_price_ceiling_check',
      );
      expect(await refusal(db, list, [reservation, seller, 100_000, 10_001, 110_001])).to.equal(
        'ticket_transfers_price_ceiling_check',
      );
      expect(await refusal(db, list, [reservation, seller, 200_000, 20_000, 220_000])).to.equal(
        'ticket_transfers_face_value_check',
      );
      expect(await refusal(db, list, [reservation, seller, 100_000, 10_000, 110_000])).to.equal(null);
    });

    it('is open once per reservation, also when twenty list it at the same time (10.3 #29)', async () => {
      const reservation = await insertReservation(1000);
      const seller = randomUUID();

      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () => refusal(db, list, [reservation, seller, 1000, 100, 1100])),
      );

      expect(outcomes.filter((outcome) => outcome === null)).to.have.length(1);
      expect(outcomes.filter((outcome) => outcome === 'ticket_transfers_one_open_listing')).to.have.length(19);
      await db.query(`UPDATE ticket_transfers SET status = 'cancelled' WHERE reservation_id = $1`, [reservation]);
      expect(await refusal(db, list, [reservation, seller, 1000, 100, 1100])).to.equal(null);
    });

    it('is not bought by its seller, nor completed without a buyer', async () => {
      const [reservation, seller] = [await insertReservation(1000), randomUUID()];
      await db.query(list, [reservation, seller, 1000, 100, 1100]);

      const own = 'UPDATE ticket_transfers SET buyer_id = seller_id WHERE reservation_id = $1';
      expect(await refusal(db, own, [reservation])).to.equal('ticket_transfers_buyer_check');
      const done = `UPDATE ticket_transfers SET status = 'completed', completed_at = now() WHERE reservation_id = $1`;
      expect(await refusal(db, done, [reservation])).to.equal('ticket_transfers_completed_check');
    });
  });

  describe('administration and the waiting list', () => {
    it('keep what an administrator did as it was written', async () => {
      await db.query(`INSERT INTO admin_audit_logs (admin_user_id, action, resource_type) VALUES ($1, 'X', 'event')`, [
        randomUUID(),
      ]);

      const owner = testPool((await freshDatabase('ticket_db')).url());
      for (const sql of [`UPDATE admin_audit_logs SET action = 'Y'`, 'DELETE FROM admin_audit_logs'])
        expect(await refusal(owner, sql), sql).to.equal('admin_audit_logs_append_only');
      await owner.end();
    });

    it('let a seat that nobody holds be blocked or about to be drawn, and no other state go without its holder', async () => {
      const seatId = await insertSeat(90);
      const set = (status: string) => refusal(db, `UPDATE seats SET status = '${status}' WHERE id = $1`, [seatId]);

      expect([await set('blocked'), await set('returned'), await set('available')]).to.deep.equal([null, null, null]);
      expect([await set('locked'), await set('reserved')]).to.deep.equal(['seats_holder_check', 'seats_holder_check']);
    });

    it('give a person one lot per event, until it is spent', async () => {
      const lot = `INSERT INTO waitlist_entries (event_id, user_id, salt) VALUES ($1, $2, 's')`;
      const person = randomUUID();

      expect(await refusal(db, lot, [eventId, person])).to.equal(null);
      expect(await refusal(db, lot, [eventId, person])).to.equal('waitlist_entries_one_lot');
      await db.query(`UPDATE waitlist_entries SET status = 'left' WHERE user_id = $1`, [person]);
      expect(await refusal(db, lot, [eventId, person])).to.equal(null);
      const offered = `UPDATE waitlist_entries SET status = 'offered' WHERE user_id = $1 AND status = 'waiting'`;
      expect(await refusal(db, offered, [person])).to.equal('waitlist_entries_offer_check');
    });
  });
});
