import { expect } from 'chai';
import type pg from 'pg';
import { freshDatabase } from '../../test/engines/postgres.ts';
import { testPool } from '../testing/test-pool.ts';
import { mainEvents, standingEvents } from './events.ts';
import { seedTicketDatabase } from './seed-ticket-database.ts';

const now = new Date('2026-06-01T12:00:00Z');
let db: pg.Pool;
let first: Awaited<ReturnType<typeof seedTicketDatabase>>[];
const rowsOf = async (sql: string, values: unknown[] = []): Promise<unknown[]> => (await db.query(sql, values)).rows;

describe('seed data of ticket_db', function () {
  this.timeout(120_000);

  before(async () => {
    const { url } = await freshDatabase('ticket_db');
    db = testPool(url('urr_ticket'));
    first = await Promise.all([seedTicketDatabase(db, () => now), seedTicketDatabase(db, () => now)]);
  });

  after(() => db.end());

  it('is planted once by two that run at the same time, and not again later', async () => {
    const later = await seedTicketDatabase(db, () => new Date('2026-09-01T00:00:00Z'));

    expect(first.map((seeded) => seeded.events)).to.have.members([0, 28]);
    expect(later).to.deep.equal({ events: 0, ticketTypes: 0, seats: 0 });
  });

  it('has the three houses with 265, 1,250 and 4,900 seats', async () => {
    expect(await rowsOf('SELECT name, total_seats FROM seat_layouts ORDER BY total_seats')).to.deep.equal([
      { name: 'small_theater', total_seats: 265 },
      { name: 'large_theater', total_seats: 1250 },
      { name: 'sports_stadium', total_seats: 4900 },
    ]);
  });

  it('gives every event as many seats, and as many tickets by section, as its house has', async () => {
    const wrong = await rowsOf(
      `SELECT title, total_seats, (SELECT count(*) FROM seats WHERE event_id = e.id)::int AS seats,
              (SELECT sum(total_quantity) FROM ticket_types WHERE event_id = e.id)::int AS tickets
       FROM events e JOIN seat_layouts l ON l.id = e.seat_layout_id
       WHERE (SELECT count(*) FROM seats WHERE event_id = e.id) <> total_seats
          OR (SELECT sum(total_quantity) FROM ticket_types WHERE event_id = e.id) <> total_seats`,
    );

    expect(wrong).to.deep.equal([]);
    expect(
      await rowsOf('SELECT count(*)::int AS seats FROM seats WHERE event_id = $1', [mainEvents.musical.id]),
    ).to.deep.equal([{ seats: 265 }]);
    expect(
      await rowsOf('SELECT count(*)::int AS seats FROM seats WHERE event_id = $1', [mainEvents.concert.id]),
    ).to.deep.equal([{ seats: 1250 }]);
    expect(
      await rowsOf('SELECT count(*)::int AS seats FROM seats WHERE event_id = $1', [mainEvents.basketball.id]),
    ).to.deep.equal([{ seats: 4900 }]);
  });

  it('numbers rows through the house and prices seats by section', async () => {
    const sections = await rowsOf(
      `SELECT section, min(row_number) AS first_row, max(row_number) AS last_row, max(seat_number) AS seats_per_row, min(price) AS price
       FROM seats WHERE event_id = $1 GROUP BY section ORDER BY first_row`,
      [mainEvents.musical.id],
    );

    expect(sections).to.deep.equal([
      { section: 'VIP', first_row: 1, last_row: 3, seats_per_row: 10, price: 150_000 },
      { section: 'R', first_row: 4, last_row: 8, seats_per_row: 15, price: 100_000 },
      { section: 'S', first_row: 9, last_row: 16, seats_per_row: 20, price: 70_000 },
    ]);
    expect(
      await rowsOf(`SELECT 1 AS found FROM seats WHERE event_id = $1 AND seat_label = 'VIP-1-1'`, [
        mainEvents.musical.id,
      ]),
    ).to.have.length(1);
  });

  it('has three main events on sale, 22 tours around now, and events without seats', async () => {
    const ids = Object.values(mainEvents).map((event) => event.id);
    const onSale = await rowsOf(
      `SELECT id FROM events WHERE id = ANY ($1) AND status = 'on_sale' AND $2 BETWEEN sale_start_date AND sale_end_date`,
      [ids, now],
    );
    const tours = await rowsOf(`SELECT DISTINCT status FROM events WHERE title LIKE '% Tour in %' ORDER BY status`);
    const count = await rowsOf(`SELECT count(*)::int AS tours FROM events WHERE title LIKE '% Tour in %'`);
    const standing = await rowsOf('SELECT id FROM events WHERE seat_layout_id IS NULL');

    expect(onSale).to.have.length(3);
    expect(tours).to.deep.equal([{ status: 'ended' }, { status: 'on_sale' }, { status: 'upcoming' }]);
    expect(count).to.deep.equal([{ tours: 22 }]);
    expect(standing).to.have.deep.members(Object.values(standingEvents).map(({ id }) => ({ id })));
  });

  it('gives every event the status that its dates say', async () => {
    const wrong = await rowsOf(
      `SELECT title FROM events WHERE status <> CASE WHEN $1 < sale_start_date THEN 'upcoming' WHEN $1 < sale_end_date THEN 'on_sale' ELSE 'ended' END`,
      [now],
    );

    expect(wrong).to.deep.equal([]);
  });

  it('links events to their artists and knows 37 words in both languages', async () => {
    const unlinked = await rowsOf('SELECT title FROM events WHERE artist_name IS NOT NULL AND artist_id IS NULL');
    const linked = await rowsOf('SELECT count(*)::int AS count FROM artists WHERE membership_price = 30000');

    expect(unlinked).to.deep.equal([]);
    expect(linked).to.deep.equal([{ count: 24 }]);
    expect(await rowsOf('SELECT count(*)::int AS count FROM keyword_mappings')).to.deep.equal([{ count: 37 }]);
    expect(await rowsOf(`SELECT english FROM keyword_mappings WHERE korean = '아이유'`)).to.deep.equal([
      { english: 'IU' },
    ]);
  });
});
