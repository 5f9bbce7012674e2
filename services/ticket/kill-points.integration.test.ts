import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { freshDatabase } from '../../test/engines/postgres.ts';
import { redis } from '../../test/engines/redis.ts';
import type { Pool } from '../shared/postgres/pool.ts';
import { announced, expectBooksToHold } from './testing/books.ts';
import { askTicket, ticketEnvironment } from './testing/http-fixture.ts';
import { letExpire, seatedEvent } from './testing/sale-fixture.ts';
import { testPool } from './testing/test-sale.ts';
import { startTicketProcess, type TicketProcess } from './testing/ticket-process.ts';

/**
 * The real process dies by SIGKILL at each label; whoever comes next finds books in order and can finish what was begun.
 * Kafka is away on purpose: every event that was ever written stands in the outbox and can be counted.
 */
describe('ticket: kill -9 at every labelled point', function () {
  this.timeout(120_000);
  let db: Pool;
  let env: Record<string, string>;
  let running: TicketProcess | undefined;

  before(async () => {
    const database = await freshDatabase('ticket_db');
    db = testPool(database.url());
    env = {
      ...ticketEnvironment(database.url('urr_ticket'), (await redis()).url),
      RESERVATION_CLEANUP_INTERVAL_MS: '50',
    };
  });
  afterEach(async () => {
    await running?.kill('SIGKILL');
    await expectBooksToHold(db);
  });
  after(() => db.end());

  const start = async (label?: string) => {
    running = await startTicketProcess({ ...env, ...(label && { KILL_POINT: label }) });
    return running;
  };
  const reserve = (ticket: TicketProcess, eventId: string, seatIds: readonly string[], as: string, key: string) =>
    askTicket(ticket.port, 'POST', '/api/seats/reserve', {
      as,
      entry: eventId,
      body: { eventId, seatIds, idempotencyKey: key },
    });
  /** Ends with SIGKILL in the middle of the call, which is then never answered. */
  async function dies(ticket: TicketProcess, call: Promise<unknown>): Promise<void> {
    const answered = await call.then(
      () => 'answered',
      () => 'cut off',
    );
    expect([answered, await ticket.ended]).to.deep.equal(['cut off', 'SIGKILL']);
  }

  for (const label of ['ticket.after-hold-before-lock', 'ticket.after-hold-before-answer']) {
    it(`${label}: the buyer asks again with the same key and gets the seat held before`, async () => {
      const { eventId, seatIds } = await seatedEvent(db);
      const [as, key] = [randomUUID(), randomUUID()];
      const first = await start(label);
      await dies(first, reserve(first, eventId, seatIds.slice(0, 2), as, key));

      const answer = await reserve(await start(), eventId, seatIds.slice(0, 2), as, key);

      expect(answer.status).to.equal(200);
      const made = await db.query('SELECT id FROM reservations WHERE user_id = $1', [as]);
      expect(made.rows).to.deep.equal([{ id: answer.body.reservation.id }]);
      expect(await announced(db, answer.body.reservation.id)).to.deep.equal(['PAYMENT_REQUESTED']);
    });
  }

  it('ticket.before-confirm: the money is asked for again and becomes the ticket', async () => {
    const { eventId, seatIds } = await seatedEvent(db);
    const as = randomUUID();
    const first = await start('ticket.before-confirm');
    const held = await reserve(first, eventId, [seatIds[0]!], as, randomUUID());
    const { id, totalAmount: amount } = held.body.reservation;
    const body = { paymentId: randomUUID(), orderId: 'ORD_1', amount, paymentMethod: 'toss', userId: as };
    const confirm = ({ port }: TicketProcess) =>
      askTicket(port, 'POST', `/internal/reservations/${id}/confirm`, { body });
    await dies(first, confirm(first));

    const next = await start();
    expect((await confirm(next)).body).to.deep.equal({ status: 'confirmed', already: false });
    expect((await confirm(next)).body).to.deep.equal({ status: 'confirmed', already: true });
    expect(await announced(db, id)).to.deep.equal(['PAYMENT_REQUESTED', 'PAYMENT_COMPLETED']);
  });

  it('ticket.after-confirm-before-answer: the repeated call learns that it is done', async () => {
    const { eventId, seatIds } = await seatedEvent(db);
    const as = randomUUID();
    const first = await start('ticket.after-confirm-before-answer');
    const held = await reserve(first, eventId, [seatIds[0]!], as, randomUUID());
    const { id, totalAmount: amount } = held.body.reservation;
    const body = { paymentId: randomUUID(), orderId: 'ORD_1', amount, paymentMethod: 'toss', userId: as };
    const confirm = ({ port }: TicketProcess) =>
      askTicket(port, 'POST', `/internal/reservations/${id}/confirm`, { body });
    await dies(first, confirm(first));

    expect((await confirm(await start())).body).to.deep.equal({ status: 'confirmed', already: true });
    expect(await announced(db, id)).to.deep.equal(['PAYMENT_REQUESTED', 'PAYMENT_COMPLETED']);
  });

  it('ticket.after-cancel-before-lock: the seat is free for others although its lock was never taken away', async () => {
    const { eventId, seatIds } = await seatedEvent(db);
    const as = randomUUID();
    const first = await start('ticket.after-cancel-before-lock');
    const { id } = (await reserve(first, eventId, [seatIds[0]!], as, randomUUID())).body.reservation;
    const cancel = ({ port }: TicketProcess) => askTicket(port, 'POST', `/api/reservations/${id}/cancel`, { as });
    await dies(first, cancel(first));

    const next = await start();
    expect((await cancel(next)).body.code).to.equal('RESERVATION_NOT_CANCELLABLE');
    expect(await announced(db, id)).to.deep.equal(['PAYMENT_REQUESTED', 'PAYMENT_WITHDRAWN']);
    // Its own lock lets the same person back in; others follow after five seconds (seat-lock.ts).
    expect((await reserve(next, eventId, [seatIds[0]!], as, randomUUID())).status).to.equal(200);
  });

  it('ticket.after-expiry-before-lock: what the sweep ended stays ended, once', async () => {
    const { eventId, seatIds } = await seatedEvent(db);
    const first = await start('ticket.after-expiry-before-lock');
    // The sweep passes the label from its first round on, so the hold is made by hand before it.
    await first.ended;
    const holding = await start();
    const { id } = (await reserve(holding, eventId, [seatIds[0]!], randomUUID(), randomUUID())).body.reservation;
    await holding.kill('SIGKILL');
    await letExpire(db, id);
    expect(await (await start('ticket.after-expiry-before-lock')).ended).to.equal('SIGKILL');
    await start();
    await new Promise((resolve) => setTimeout(resolve, 200));

    expect(await announced(db, id)).to.deep.equal(['PAYMENT_REQUESTED', 'PAYMENT_WITHDRAWN']);
  });

  it('SIGTERM: stops in order although Kafka never answered', async () => {
    const ticket = await start();

    expect(await ticket.kill('SIGTERM')).to.equal(null);
  });
});
