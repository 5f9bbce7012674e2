import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { freshDatabase } from '../../../test/engines/postgres.ts';
import { paymentEventSchema } from '../../shared/events/topics.ts';
import type { Pool } from '../../shared/postgres/pool.ts';
import { reserveSeats } from '../seats/reserve-seats.ts';
import { seatedEvent, standingEvent } from '../testing/sale-fixture.ts';
import { entryFor, testPool, testSale } from '../testing/test-sale.ts';
import { reserveTickets } from './reserve-tickets.ts';

describe('a payment request says what is sold, for the statistics (10.4 #3)', function () {
  this.timeout(120_000);
  let db: Pool;

  before(async () => {
    db = testPool((await freshDatabase('ticket_db')).url('urr_ticket'));
  });
  after(() => db.end());

  const saleOf = async (reservationId: string) => {
    const { rows } = await db.query('SELECT payload FROM outbox WHERE key = $1', [reservationId]);
    const event = paymentEventSchema.parse(rows[0]?.payload);
    return event.type === 'PAYMENT_REQUESTED' ? event.sale : undefined;
  };
  const dateOf = async (eventId: string) =>
    (await db.query<{ event_date: Date }>('SELECT event_date FROM events WHERE id = $1', [eventId])).rows[0]
      ?.event_date;
  const order = (eventId: string) => ({
    userId: randomUUID(),
    entry: entryFor(eventId),
    eventId,
    idempotencyKey: null,
  });

  it('with the section, row and price of each seat, and the places of the house', async () => {
    const { eventId, seatIds } = await seatedEvent(db, { price: 70_000, seats: 101 });
    await db.query(
      `WITH l AS (INSERT INTO seat_layouts (name, total_seats, layout_config) VALUES ('house', 265, '{"sections":[]}') RETURNING id)
       UPDATE events SET seat_layout_id = l.id FROM l WHERE events.id = $1`,
      [eventId],
    );

    const { id } = await reserveSeats(testSale(db), { ...order(eventId), seatIds: [seatIds[0]!, seatIds[100]!] });

    const sale = await saleOf(id);
    expect({ ...sale, items: sale?.items.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0)) }).to.deep.equal({
      title: 'Test concert',
      venue: 'Hall 1',
      eventDate: (await dateOf(eventId))?.toISOString(),
      capacity: 265,
      items: [
        { section: 'VIP', row: 1, price: 70_000, quantity: 1 },
        { section: 'VIP', row: 2, price: 70_000, quantity: 1 },
      ],
    });
  });

  it('with the name and price of each ticket type, and all tickets there are', async () => {
    const { eventId, ticketTypeIds } = await standingEvent(db, [100, 50], { price: 33_000 });

    const { id } = await reserveTickets(testSale(db), {
      ...order(eventId),
      items: [{ ticketTypeId: ticketTypeIds[1]!, quantity: 3 }],
    });

    expect(await saleOf(id)).to.deep.include({
      capacity: 150,
      items: [{ section: 'Standing 2', row: null, price: 33_000, quantity: 3 }],
    });
  });
});
