import { dynamodbLocalCanRun, startDynamodbLocal } from '../test/waiting-room/dynamodb-local.ts';
import { MemoryLine } from '../test/waiting-room/memory-line.ts';
import { TestTables } from '../test/waiting-room/tables.ts';
import { eventId, instance, Visitor } from '../test/waiting-room/visitor.ts';
import type { BenchRow } from './bench-row.ts';
import { interleave, type Rounds, ratioRow, spread } from './measure.ts';
import { costRows } from './vwr/cost-rows.ts';
import { bundleRows, decisionRows, tokenRows } from './vwr/edge-rows.ts';
import { plainAssign, plainCheck } from './vwr/plain-room.ts';

export const about =
  'Tier 1: places, questions, passes, decisions at the edge and their cost against the plain design, RS256, Queue-it and jose';

const ROUNDS = 5;
const PEOPLE = 1_000;
/** Function instances at once; each has one request in hand, as in Lambda. */
const INSTANCES = 20;
const OURS = 'ours';
const AGAIN = 'itself';
const PLAIN = 'one update and one put a person, AWS SDK';
const PLAIN_CHECK = 'two reads a question, AWS SDK';
/** Handler of AWS's waiting room on the same tables, measured elsewhere (runtime.md 2.2): for orientation. */
const AWS = 'AWS assign handler 1.1.15, figure of runtime.md';
const AWS_PER_CPU_SECOND = 450;

/** About three minutes. On DynamoDB Local where Java and Maven are, else on dynalite in this process. */
export async function run(say: (line: string) => void): Promise<BenchRow[]> {
  const engine = dynamodbLocalCanRun() ? await startDynamodbLocal() : undefined;
  say(`tables: ${engine === undefined ? 'dynalite 4.0.0, in this process' : 'DynamoDB Local 2.6.1'}`);
  const tables = engine === undefined ? await TestTables.start() : await TestTables.at(engine.endpoint, engine.stop);
  try {
    await tables.open(eventId);
    return [
      ...(await assignRows(tables, say)),
      ...(await checkRows(tables, say)),
      ...(await tokenRows(say)),
      ...(await decisionRows(say)),
      ...bundleRows(say),
      ...(await costRows(say)),
    ];
  } finally {
    await tables.stop();
  }
}

async function assignRows(tables: TestTables, say: (line: string) => void): Promise<BenchRow[]> {
  const byCpu = new Map<string, number[]>([OURS, PLAIN, AGAIN].map((name) => [name, []]));
  let counterWrites = 0;
  let joined = 0;
  const measured = (name: string, join: () => Array<() => Promise<unknown>>) => ({
    name,
    async measure() {
      const updates = tables.calls.get('UpdateItemCommand') ?? 0;
      const cpu = process.cpuUsage();
      const rate = await perSecond(PEOPLE, join());
      const { user, system } = process.cpuUsage(cpu);
      byCpu.get(name)?.push((PEOPLE / (user + system)) * 1_000_000);
      if (name !== PLAIN) {
        counterWrites += (tables.calls.get('UpdateItemCommand') ?? 0) - updates;
        joined += PEOPLE;
      }
      return rate;
    },
  });
  const ours = Array.from({ length: INSTANCES }, () => {
    const api = instance({ counters: tables.counters(), positions: tables.positions() });
    return async () => new Visitor().join(api);
  });
  const plain = Array.from({ length: INSTANCES }, () => {
    const client = tables.client();
    return async () => plainAssign(client, eventId);
  });
  const contenders = [measured(OURS, () => ours), measured(PLAIN, () => plain), measured(AGAIN, () => ours)];
  for (const { measure } of contenders) await measure();
  for (const figures of byCpu.values()) figures.length = 0;
  const byTime = await interleave(contenders, ROUNDS, say);
  const row = (figures: Rounds, what: string, peer: string, reach: number | null) =>
    ratioRow(figures, { case: what, ours: OURS, peer, reach });
  const share = counterWrites / joined;
  const ofCpu = spread(byCpu.get(OURS) ?? []).ratio;
  return [
    row(byTime, 'vwr-assign, people a second', PLAIN, null),
    row(byCpu, 'vwr-assign, people a second of CPU', PLAIN, 5),
    row(byCpu, 'vwr-assign, people a second of CPU', AGAIN, null),
    single('vwr-assign, people a second of CPU', AWS, ofCpu / AWS_PER_CPU_SECOND, null, 'x'),
    single(`counter writes a person (${share.toFixed(3)}): times below 0.1`, 'limit', 0.1 / share, 1, 'x'),
  ];
}

async function checkRows(tables: TestTables, say: (line: string) => void): Promise<BenchRow[]> {
  const waiting = async (people: number) => {
    const line = new MemoryLine();
    line.open(eventId, { nextPosition: people });
    const api = instance({ counters: line, positions: line });
    const visitor = new Visitor();
    await visitor.join(api);
    return async () => visitor.check(api);
  };
  const few = await waiting(100_000);
  const many = await waiting(1_000_000);
  const client = tables.client();
  const { requestId } = await plainAssign(client, eventId);
  const measure = (name: string, count: number, ask: () => Promise<unknown>) => ({
    name,
    measure: async () =>
      perSecond(
        count,
        Array.from({ length: INSTANCES }, () => ask),
      ),
  });
  const contenders = [
    measure(OURS, 20_000, few),
    measure(PLAIN_CHECK, 1_000, async () => plainCheck(client, eventId, requestId)),
    measure('1,000,000 waiting', 20_000, many),
  ];
  for (const contender of contenders) await contender.measure();
  const figures = await interleave(contenders, ROUNDS, say);
  const what = 'vwr-check, questions a second';
  return [
    ratioRow(figures, { case: what, ours: OURS, peer: PLAIN_CHECK, reach: 10 }),
    ratioRow(figures, {
      case: `${what}, 1,000,000 waiting against 100,000`,
      ours: '1,000,000 waiting',
      peer: OURS,
      reach: 0.9,
    }),
  ];
}

/** How many of `count` calls the callers make a second, each with one in hand. */
async function perSecond(count: number, callers: readonly (() => Promise<unknown>)[]): Promise<number> {
  const started = performance.now();
  let left = count;
  await Promise.all(
    callers.map(async (call) => {
      while (left > 0) {
        left -= 1;
        await call();
      }
    }),
  );
  return (count / (performance.now() - started)) * 1_000;
}

function single(what: string, peer: string, ratio: number, reach: number | null, unit: string): BenchRow {
  return { case: what, peer, ratio, low: ratio, high: ratio, reach, unit };
}
