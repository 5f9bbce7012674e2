/** Benchmark `purchase`: a whole sale through all services, counted in tickets that are paid for and confirmed. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { balanceBooks } from '../local/demo/books.ts';
import { type Answer, type Buyer, createCrowd } from '../test/platform/crowd.ts';
import { platform, type TestPlatform } from '../test/platform/platform.ts';
import { openSale } from '../test/platform/sale.ts';
import type { BenchRow } from './bench-row.ts';

export const about =
  'line, hold, prepare, confirm through gateway, queue, ticket, payment, Kafka and PostgreSQL (no fsync), driver included, on this machine';

const seats = 20_000;
const minutes = 3;
/** Buyers at once; more of them only wait longer on two cores. */
const concurrency = 24;
const windowSeconds = 10;

/** Tickets a minute that others published, with what they were measured on (runtime.md 2.1). */
const published = [
  { peer: 'pretix before 2023.8, published 400/min (event lock)', rate: 400 },
  { peer: 'TicketCo, published 1,566/min (22 min in production)', rate: 1_566 },
  { peer: 'RunSignup, published 7,140/min (7 min peak, no seat maps)', rate: 7_140 },
];

/** Needs about four minutes and the whole platform; stops early when every seat is sold. */
export async function run(say: (line: string) => void): Promise<readonly BenchRow[]> {
  const running = await platform({ env: { queue: { QUEUE_THRESHOLD: '1000000' } } });
  const sale = await openSale(running.sql('ticket_db'), seats);
  const crowd = createCrowd(running, concurrency);
  const timings: Timing[] = [];
  const failures: string[] = [];
  let next = 0;
  const start = performance.now();
  const end = start + minutes * 60_000;
  const stopReport = report(say, () => timings.length);
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let seat = sale.seatIds[next++]; seat && performance.now() < end; seat = sale.seatIds[next++]) {
        await buy(crowd.newcomer(), sale.eventId, seat).then(
          (timing) => timings.push(timing),
          (error: unknown) => failures.push(error instanceof Error ? error.message : String(error)),
        );
      }
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  const windows = stopReport();
  await crowd.close();
  const confirmed = await confirmedTickets(running, sale.eventId);
  for (const failure of failures.slice(0, 5)) say(`failed: ${failure}`);
  say(`${confirmed} confirmed in ${seconds.toFixed(0)} s, ${failures.length} purchases failed`);
  await sleep(2_000);
  say(await balanceBooks(running));

  const rate = (confirmed / seconds) * 60;
  const spread = { ratio: rate, low: Math.min(...windows), high: Math.max(...windows) };
  return [
    {
      case: `confirmed a minute, ${seats} seats, ${Math.round(seconds)} s, books balanced`,
      peer: 'limit',
      ...spread,
      reach: 6_000,
      unit: '/min',
    },
    ...published.map(({ peer, rate: theirs }) => ({
      case: 'confirmed a minute over a published rate',
      peer,
      ratio: rate / theirs,
      low: spread.low / theirs,
      high: spread.high / theirs,
      reach: null,
      unit: 'x',
    })),
    ...latencies(timings),
  ];
}

/** Milliseconds of each step of one purchase. */
type Timing = Readonly<Record<'line' | 'hold' | 'prepare' | 'confirm', number>>;

/** Four requests through the gateway, as the web page sends them. @throws Error when any of them is refused */
async function buy(buyer: Buyer, eventId: string, seatId: string): Promise<Timing> {
  const marks = [performance.now()];
  const mark = ({ status, body }: Answer) => {
    marks.push(performance.now());
    if (status >= 300)
      throw new Error(`step ${marks.length - 1} answered ${status} ${JSON.stringify(body).slice(0, 300)}`);
    return body;
  };
  const { entryToken = '' } = mark(await buyer.post(`/api/v1/queue/check/${eventId}`, {}));
  const seat = { eventId, seatIds: [seatId], idempotencyKey: randomUUID() };
  const { reservation } = mark(await buyer.post('/api/v1/seats/reserve', seat, { 'x-queue-entry-token': entryToken }));
  if (!reservation) throw new Error('held, but no reservation came');
  const { orderId = '', amount = 0 } = mark(await buyer.prepare(reservation));
  mark(await buyer.confirm({ orderId, amount, paymentKey: `pk_${randomUUID()}` }));
  const [start = 0, line = 0, hold = 0, prepare = 0, confirm = 0] = marks;
  return { line: line - start, hold: hold - line, prepare: prepare - hold, confirm: confirm - prepare };
}

/** Says the rate of each window; the returned function ends it and answers all full windows as tickets a minute. */
function report(say: (line: string) => void, done: () => number): () => readonly number[] {
  const windows: number[] = [];
  let before = 0;
  const timer = setInterval(() => {
    const rate = ((done() - before) / windowSeconds) * 60;
    before = done();
    windows.push(rate);
    say(`${windows.length * windowSeconds} s: ${done()} bought, now ${Math.round(rate)} a minute`);
  }, windowSeconds * 1_000);
  return () => {
    clearInterval(timer);
    return windows;
  };
}

/** Waits for stragglers on the event path, at most 10 s. */
async function confirmedTickets(running: TestPlatform, eventId: string): Promise<number> {
  const count = async (status: string) => {
    const { rows } = await running
      .sql('ticket_db')
      .query<{ n: string }>('SELECT count(*) AS n FROM reservations WHERE event_id = $1 AND status = $2', [
        eventId,
        status,
      ]);
    return Number(rows[0]?.n);
  };
  for (let look = 0; look < 100 && (await count('pending')) > 0; look++) await sleep(100);
  return count('confirmed');
}

/** One line each for the slowest twentieth of a step; informing only, less is better there. */
function latencies(timings: readonly Timing[]): BenchRow[] {
  return (['line', 'hold', 'prepare', 'confirm'] as const).map((step) => {
    const sorted = timings.map((timing) => timing[step]).toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
    return {
      case: `p95 of ${step}, from p50 to p99`,
      peer: 'none',
      ratio: at(0.95),
      low: at(0.5),
      high: at(0.99),
      reach: null,
      unit: 'ms',
    };
  });
}
