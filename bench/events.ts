/** Benchmark `events`: how fast an event becomes an effect, and whether each does so once although processes are killed. */
import kafkajs from 'kafkajs';
import { writeOutbox } from '../services/shared/events/outbox.ts';
import { inTransaction } from '../services/shared/postgres/pool.ts';
import type { BenchRow } from './bench-row.ts';
import { type EventPath, fillOutbox, newEvent, openEventPath } from './events/event-path.ts';
import { interleave, ratioRow } from './measure.ts';

export const about = 'outbox, Kafka and inbox against producing after the commit; 250,000 events with three kills';

const peer = 'produce after commit with kafkajs 2.2.4, which loses events when killed in between';
const perRound = 5_000;
const writersAtOnce = 50;
const manyEvents = 250_000;

/** Needs about two minutes, PostgreSQL and Kafka of its own. */
export async function run(say: (line: string) => void): Promise<readonly BenchRow[]> {
  const steady = await steadyRate(say);
  const { rate, exactness } = await rateWithKills(say);
  const figures = await interleave(
    [
      { name: 'ours', measure: () => endToEnd(writeWithOutbox) },
      { name: peer, measure: () => endToEnd(produceAfterCommit) },
      { name: 'itself', measure: () => endToEnd(writeWithOutbox) },
    ],
    5,
    say,
  );
  const paired = {
    case: `${perRound} events by ${writersAtOnce} writers, first write to last effect`,
    ours: 'ours',
    reach: null,
  };
  const limit = { peer: 'limit', unit: 'events/s', reach: 5_000 };
  return [
    { ...limit, case: '250,000 events, no kills', ratio: steady, low: steady, high: steady },
    { ...limit, case: '250,000 events, three kill -9 of relay and consumer', ratio: rate, low: rate, high: rate },
    {
      case: 'share of events with exactly one effect after the kills',
      peer: 'limit',
      ratio: exactness,
      low: exactness,
      high: exactness,
      reach: 1,
      unit: '',
    },
    ratioRow(figures, { ...paired, peer }),
    ratioRow(figures, { ...paired, peer: 'itself' }),
  ];
}

async function steadyRate(say: (line: string) => void): Promise<number> {
  const path = await openEventPath();
  try {
    await fillOutbox(path, manyEvents);
    await path.startWorker();
    await path.untilEffects(1);
    const start = performance.now();
    await path.untilEffects(manyEvents);
    const rate = manyEvents / ((performance.now() - start) / 1_000);
    say(`no kills: ${Math.round(rate)} events/s`);
    return rate;
  } finally {
    await path.close();
  }
}

async function rateWithKills(say: (line: string) => void): Promise<{ rate: number; exactness: number }> {
  const path = await openEventPath();
  try {
    await fillOutbox(path, manyEvents);
    await path.startWorker();
    await path.untilEffects(1);
    const start = performance.now();
    for (const share of [0.25, 0.5, 0.75]) {
      await path.untilEffects(manyEvents * share);
      await path.killWorker();
      say(`killed at ${share * 100} %`);
      await path.startWorker();
    }
    while ((await path.tally()).distinct < manyEvents) await new Promise((resolve) => setTimeout(resolve, 200));
    const seconds = (performance.now() - start) / 1_000;
    const { distinct, total } = await path.tally();
    say(
      `${manyEvents} sent, ${distinct} with an effect, ${total - distinct} effects too many, ${seconds.toFixed(1)} s`,
    );
    return { rate: manyEvents / seconds, exactness: Math.min(distinct / manyEvents, manyEvents / total) };
  } finally {
    await path.close();
  }
}

type Writer = (path: EventPath, n: number) => Promise<void>;

/** Events a second from the first write to the last effect. */
async function endToEnd(
  open: (path: EventPath) => Promise<{ write: Writer; close: () => Promise<void> }>,
): Promise<number> {
  const path = await openEventPath();
  await path.startWorker();
  const { write, close } = await open(path);
  try {
    await path.pool.query('CREATE TABLE orders (id uuid PRIMARY KEY, account int)');
    const start = performance.now();
    let next = 0;
    await Promise.all(
      Array.from({ length: writersAtOnce }, async () => {
        while (next < perRound) await write(path, next++);
      }),
    );
    await path.untilEffects(perRound);
    return perRound / ((performance.now() - start) / 1_000);
  } finally {
    await close();
    await path.close();
  }
}

const insertOrder = 'INSERT INTO orders VALUES ($1, $2)';

async function writeWithOutbox() {
  const write: Writer = ({ pool, topic }, n) => {
    const event = newEvent(n);
    return inTransaction(pool, async (tx) => {
      await tx.query({ name: 'order', text: insertOrder, values: [event.id, event.account] });
      await writeOutbox(tx, [{ topic, key: String(event.account), event }]);
    });
  };
  return { write, close: async () => undefined };
}

async function produceAfterCommit({ brokers }: EventPath) {
  const producer = new kafkajs.Kafka({ brokers: [...brokers], logLevel: kafkajs.logLevel.NOTHING }).producer();
  await producer.connect();
  const write: Writer = async ({ pool, topic }, n) => {
    const event = newEvent(n);
    await inTransaction(pool, (tx) =>
      tx.query({ name: 'order', text: insertOrder, values: [event.id, event.account] }),
    );
    await producer.send({ topic, acks: -1, messages: [{ key: String(event.account), value: JSON.stringify(event) }] });
  };
  return { write, close: () => producer.disconnect() };
}
