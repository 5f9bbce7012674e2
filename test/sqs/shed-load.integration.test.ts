/** Bookings through the FIFO queue on the whole platform (E13): nothing lost, nothing sold twice, whatever dies meanwhile. */
import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { expectBalancedBooks } from '../platform/books.ts';
import { type Answer, type Buyer, type Crowd, createCrowd } from '../platform/crowd.ts';
import { eventually } from '../platform/eventually.ts';
import { platform, type TestPlatform } from '../platform/platform.ts';
import { openSale } from '../platform/sale.ts';

interface Attempt {
  readonly buyer: Buyer;
  readonly answer: Answer;
}

const tally = (things: readonly (string | number | null | undefined)[]) => {
  const counts: Record<string, number> = {};
  for (const thing of things) counts[String(thing)] = (counts[String(thing)] ?? 0) + 1;
  return counts;
};

describe('bookings through the FIFO queue', function () {
  this.timeout(180_000);
  let running: TestPlatform;
  let crowd: Crowd;
  before(async () => {
    running = await platform({
      sqs: true,
      seed: false,
      only: ['auth', 'gateway', 'ticket', 'payment'],
      env: { ticket: { SHED_AFTER_MS: '0' } },
    });
    crowd = createCrowd(running, 48);
  });
  after(async () => {
    await crowd.close();
    await running.stop();
  });

  const sale = (seats: number) => openSale(running.sql('ticket_db'), seats);
  /** Everybody at once; buyer n wants seat n modulo the seats, and asks again under the same key when nobody had time. */
  const rush = (eventId: string, seatIds: readonly string[], people: number): Promise<Attempt[]> =>
    Promise.all(
      Array.from({ length: people }, async (_, n) => {
        const buyer = crowd.newcomer(eventId);
        const key = randomUUID();
        const ask = () => buyer.hold(eventId, [seatIds[n % seatIds.length] ?? ''], key);
        const answer = await eventually('an answer', ask, ({ status }) => status < 500, 60_000);
        return { buyer, answer };
      }),
    );
  /** What became of each attempt: `held`, or the code of the refusal, told at once or by the status. */
  const endOf = async ({ buyer, answer }: Attempt): Promise<string> => {
    if (answer.status === 200) return 'held';
    if (answer.status !== 202) return answer.body.code ?? `status ${answer.status}`;
    const { body } = await eventually(
      'the request is decided',
      () => buyer.get(`/api/v1/reservations/requests/${answer.body.request?.id}`),
      ({ status, body: { request } }) => status === 200 && request?.status !== 'queued',
      60_000,
    );
    return body.request?.status === 'held' ? 'held' : (body.request?.code ?? String(body.request?.status));
  };
  const ends = async (attempts: readonly Attempt[]) => tally(await Promise.all(attempts.map(endOf)));
  const reservations = async (eventId: string) => {
    const text = 'SELECT count(*)::int AS n FROM reservations WHERE event_id = $1';
    return (await running.sql('ticket_db').query<{ n: number }>(text, [eventId])).rows[0]?.n;
  };

  /** With other settings; comes back when the gateway lets everybody through to it again. */
  async function restartTicket(env: Record<string, string>): Promise<void> {
    await running.supervisor.restart('ticket', { env });
    const look = () => Promise.all(Array.from({ length: 10 }, () => crowd.newcomer().get('/api/v1/time')));
    await eventually('ticket is back', look, (answers) => answers.every(({ status }) => status === 200));
  }

  it('answers 202, decides every request, and what was held can be paid', async () => {
    const { eventId, seatIds } = await sale(20);

    const attempts = await rush(eventId, seatIds, 60);

    // Whoever wants what is surely taken hears it at once.
    expect(Object.keys(tally(attempts.map(({ answer }) => answer.status)))).to.include('202');
    expect(await ends(attempts)).to.deep.equal({ held: 20, SEAT_NOT_AVAILABLE: 40 });
    const { buyer, answer } = attempts.find(({ answer }) => answer.status === 202)!;
    const decided = (await buyer.get(`/api/v1/reservations/requests/${answer.body.request!.id}`)).body.request!;
    const { body } = await buyer.get(`/api/v1/reservations/${decided.reservationId}`);
    const order = await buyer.prepare({ id: body.reservation!.id, totalAmount: 50_000 });
    expect(order.status, JSON.stringify(order.body)).to.equal(200);
    const paid = await buyer.confirm({ orderId: order.body.orderId!, amount: 50_000, paymentKey: `pk_${buyer.id}` });
    expect(paid.status).to.equal(200);
    await expectBalancedBooks(running, '60 buyers, 20 seats, all by the queue');
  });

  it('tells nobody about the request of another, and nothing about one that never was', async () => {
    const { eventId, seatIds } = await sale(1);
    const [{ answer }] = (await rush(eventId, seatIds, 1)) as [Attempt];
    const path = `/api/v1/reservations/requests/${answer.body.request!.id}`;

    const stranger = await crowd.newcomer().get(path);
    const never = await crowd.newcomer().get('/api/v1/reservations/requests/00000000-0000-4000-8000-000000000001');

    // As for anybody: it looks like one that is not decided yet.
    expect(stranger.body.request).to.deep.include({ status: 'queued', reservationId: null });
    expect(never.status).to.equal(404);
  });

  it('loses nothing and doubles nothing while the worker dies between effect and delete, again and again', async () => {
    const { eventId, seatIds } = await sale(12);
    const name = 'ticket-worker';
    const dying = { KILL_POINT: 'ticket-worker.after-effect-before-delete', KILL_POINT_SKIP: '2' };
    await running.supervisor.restart(name, { env: dying });

    const rushing = rush(eventId, seatIds, 24);
    for (let deaths = 0; deaths < 2; deaths += 1) {
      await running.supervisor.ended(name);
      await running.supervisor.start(name, { env: deaths < 1 ? dying : { KILL_POINT: '' } });
    }

    expect(await ends(await rushing)).to.deep.equal({ held: 12, SEAT_NOT_AVAILABLE: 12 });
    expect(await reservations(eventId)).to.equal(12);
    await expectBalancedBooks(running, 'worker killed twice');
  });

  it('sheds what the database has no room for, and sells the rest directly', async () => {
    // Few connections, and a wait of 20 ms is too long.
    await restartTicket({ DATABASE_POOL_MAX: '4', SHED_AFTER_MS: '20' });
    const { eventId, seatIds } = await sale(50);

    const attempts = await rush(eventId, seatIds, 200);

    const statuses = tally(attempts.map(({ answer }) => answer.status));
    console.log(`      ${JSON.stringify(statuses)}`);
    expect(statuses).to.include.keys('200', '202');
    expect(await ends(attempts)).to.deep.equal({ held: 50, SEAT_NOT_AVAILABLE: 150 });
    await expectBalancedBooks(running, 'shedding under load');
  });

  it('goes the direct way when SQS does not take a request', async () => {
    await restartTicket({ SHED_AFTER_MS: '0' });
    await running.sqs?.stop();
    const { eventId, seatIds } = await sale(10);

    const attempts = await rush(eventId, seatIds, 20);

    expect(tally(attempts.map(({ answer }) => answer.status))).to.deep.equal({ 200: 10, 409: 10 });
    await expectBalancedBooks(running, 'SQS away');
  });
});
