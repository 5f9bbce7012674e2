import { randomUUID } from 'node:crypto';
import { createLine, type LineSettings } from '../services/queue/line/line-repository.ts';
import { createLogger } from '../services/shared/logging/logger.ts';
import { closeRedis, createRedis, type RedisClient } from '../services/shared/redis/redis-client.ts';
import { redis as sharedRedis } from '../test/engines/redis.ts';
import type { BenchRow } from './bench-row.ts';
import { createPlainLine } from './queue/plain-line.ts';
import { inFlight, redisVersion, scriptCost, usedMemory, waitP99 } from './queue/redis-cost.ts';

export const about = 'the line of Tier 2 in our layout against plain sorted sets, 1,000 to 1,000,000 people waiting';

const sizes = [1_000, 100_000, 1_000_000] as const;
const largest = 1_000_000;
const rounds = 7;
const callsPerRound = 10_000;
/** cache.t4g.micro (runtime.md 3.3). */
const smallestNode = 512 * 1024 ** 2;
const bytesAllowed = 40;
const slowest = 1.5;

const settings: LineSettings = {
  threshold: 0,
  admissionMs: 600_000,
  admissionCapMs: 1_200_000,
  // Rounds follow each other without waiting here, so nobody may time out by the bench's own clock.
  claimMs: 600_000_000,
  heartbeatTimeoutMs: 600_000_000,
  intervalMs: 1_000,
  batch: 100,
  leaseMs: 4_000,
};

/** Person number i, as a user id of 36 characters. */
const person = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const someone = (size: number) => person(Math.floor(Math.random() * size));

/** Progress lines go to `say`. Needs about two minutes and 400 MB. */
export async function run(say: (line: string) => void): Promise<BenchRow[]> {
  const { url } = await sharedRedis();
  const client = () => connect(url);
  const redis = await client();
  await redis.flushAll();
  let time = 1_750_000_000_000;
  const now = () => time;
  const pass = () => {
    time += settings.intervalMs;
  };
  const peer = `plain sorted sets, one script, Redis ${await redisVersion(redis)}`;

  const ours = new Map<number, Subject>();
  const plain = new Map<number, Subject>();
  let ourBytes = 0;
  let plainBytes = 0;
  const line = createLine(redis, settings, now);
  for (const size of sizes) {
    say(`filling both lines with ${size.toLocaleString('en')} people`);
    const event = randomUUID();
    const before = await usedMemory(redis);
    await inFlight(size, 500, (index) => line.join(event, person(index)));
    pass();
    await line.tick(event, 'bench');
    // The worst case of the bitmaps: somebody at the very end has shown up in every slot.
    for (let slot = 0; slot < 11; slot += 1) await redis.setBit(`{${event}}:seen:${slot}`, size, 1);
    const between = await usedMemory(redis);
    const other = await createPlainLine(redis, randomUUID(), now);
    await other.fill(size, person);
    ourBytes = (between - before) / size;
    plainBytes = ((await usedMemory(redis)) - between) / size;
    ours.set(size, { event, join: (who) => line.join(event, who), visit: (who) => line.visit(event, who) });
    plain.set(size, { event, ...other });
  }
  const used = await usedMemory(redis);
  const ourLargest = subject(ours, largest);
  const plainLargest = subject(plain, largest);

  const cost = (who: Subject, size: number) =>
    scriptCost(redis, () => inFlight(callsPerRound, 64, () => who.visit(someone(size))));
  const rows: BenchRow[] = [];
  for (const size of sizes) {
    say(`status with ${size.toLocaleString('en')} waiting`);
    const pair = await interleaved(
      () => cost(subject(ours, size), size),
      () => cost(subject(plain, size), size),
    );
    rows.push(row(`status, ${size.toLocaleString('en')} waiting (${told(pair)} us of Redis)`, peer, pair, null));
  }
  say('status at both ends, and against itself');
  const flat = await interleaved(
    () => cost(ourLargest, largest),
    () => cost(subject(ours, 1_000), 1_000),
  );
  rows.push(row(`status cost, 1,000,000 against 1,000 waiting (${told(flat)} us)`, 'limit', flat, 1 / slowest));
  const waits = await interleaved(
    () => waitP99(callsPerRound, () => ourLargest.visit(someone(largest))),
    () => waitP99(callsPerRound, () => subject(ours, 1_000).visit(someone(1_000))),
  );
  rows.push(row(`status p99, 1,000,000 against 1,000 waiting (${told(waits)} ms)`, 'limit', waits, 1 / slowest));
  const itself = await interleaved(
    () => cost(ourLargest, largest),
    () => cost(ourLargest, largest),
  );
  rows.push(row('status, 1,000,000 waiting', 'itself', itself, null));

  say('joining behind 1,000,000');
  let newcomer = largest;
  const joinCost = (who: Subject) =>
    scriptCost(redis, () => inFlight(callsPerRound, 64, () => who.join(person(newcomer++))));
  const joins = await interleaved(
    () => joinCost(ourLargest),
    () => joinCost(plainLargest),
  );
  rows.push(row(`join behind 1,000,000 (${told(joins)} us of Redis)`, peer, joins, null));

  say('admitting 10,000 of 1,000,000, in batches of 100');
  let room = 0;
  let plainRoom = 0;
  const admission = await interleaved(
    async () => {
      room += 10_000;
      const open = createLine(redis, { ...settings, threshold: room }, now);
      return seconds(async () => {
        for (let admitted = 0; admitted < 10_000; ) {
          pass();
          admitted += (await open.tick(ourLargest.event, 'bench')).admitted;
        }
      });
    },
    async () => {
      plainRoom += 10_000;
      return seconds(() => inFlight(100, 1, async () => plainLargest.admit?.(plainRoom, 100)));
    },
  );
  const perSecond = admission.ours.map((took) => 10_000 / took);
  rows.push(absolute('people admitted a second, batches of 100 of 1,000,000 waiting', perSecond, 10_000, 'people/s'));
  rows.push(row('admitting them', peer, admission, null));

  say('20,000 racing joins against a threshold of 1,000');
  rows.push(absolute('threshold over most people inside at once', await race(client, now, pass), 1, 'x'));

  rows.push({
    ...absolute(`${bytesAllowed} bytes over ours a person (${ourBytes.toFixed(1)})`, [bytesAllowed / ourBytes], 1, 'x'),
  });
  rows.push({ ...absolute('bytes a person', [plainBytes / ourBytes], 0, 'x'), peer, reach: null });
  const oursAlone = ourBytes * largest;
  rows.push(absolute('0.5 GB over ours with 1,000,000 waiting', [smallestNode / oursAlone], 1, 'x'));
  say(
    `Redis held ${Math.round(used / 1e6)} MB with both; ours ${ourBytes.toFixed(1)}, plain ${plainBytes.toFixed(1)} bytes a person`,
  );
  await redis.flushAll();
  await closeRedis(redis);
  return rows;
}

interface Subject {
  readonly event: string;
  readonly join: (who: string) => Promise<unknown>;
  readonly visit: (who: string) => Promise<unknown>;
  readonly admit?: (threshold: number, batch: number) => Promise<unknown>;
}

function subject(among: ReadonlyMap<number, Subject>, size: number): Subject {
  const found = among.get(size);
  if (!found) throw new Error(`no line of ${size}`);
  return found;
}

async function connect(url: string): Promise<RedisClient> {
  const client = createRedis({ url, logger: createLogger({ service: 'bench', level: 'warn' }) });
  while (!client.isReady) await new Promise((resolve) => setImmediate(resolve));
  return client;
}

/** Four connections join and two replicas admit, all at once; people leave to make room; the fullest moment counts. */
async function race(client: () => Promise<RedisClient>, now: () => number, pass: () => void): Promise<number[]> {
  const threshold = 1_000;
  const clients = await Promise.all([client(), client(), client(), client()]);
  const lines = clients.map((one) => createLine(one, { ...settings, threshold }, now));
  const event = randomUUID();
  let fullest = 0;
  const look = ({ inside }: { inside: number }) => {
    fullest = Math.max(fullest, inside);
  };
  for (let wave = 0; wave < 20; wave += 1) {
    pass();
    const first = wave * 1_000;
    await Promise.all(
      lines.flatMap((line, i) => [
        ...Array.from({ length: 250 }, (_, j) => line.join(event, person(first + i * 250 + j)).then(look)),
        line.tick(event, `bench-${i % 2}`).then(look),
        ...Array.from({ length: 50 }, (_, j) => line.leave(event, person(first - 1_000 + i * 50 + j))),
      ]),
    );
  }
  for (const one of clients) await closeRedis(one);
  return [threshold / fullest];
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1_000;
}

interface Pair {
  readonly ours: number[];
  readonly theirs: number[];
}

/** Costs of both sides, round by round in turn, so that the machine's moods fall on both. The first round warms up. */
async function interleaved(ours: () => Promise<number>, theirs: () => Promise<number>): Promise<Pair> {
  const pair: Pair = { ours: [], theirs: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const isOursFirst = round % 2 === 0;
    const first = await (isOursFirst ? ours : theirs)();
    const second = await (isOursFirst ? theirs : ours)();
    if (round === 0) continue;
    pair.ours.push(isOursFirst ? first : second);
    pair.theirs.push(isOursFirst ? second : first);
  }
  return pair;
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const told = ({ ours, theirs }: Pair) => `${median(ours).toPrecision(3)} against ${median(theirs).toPrecision(3)}`;

/** Costs, so the ratio is theirs over ours: more is better. */
function row(name: string, peer: string, { ours, theirs }: Pair, reach: number | null): BenchRow {
  const ratios = ours.map((cost, i) => (theirs[i] ?? Number.NaN) / cost);
  return {
    case: name,
    peer,
    ratio: median(ratios),
    low: Math.min(...ratios),
    high: Math.max(...ratios),
    reach,
    unit: 'x',
  };
}

function absolute(name: string, values: readonly number[], reach: number, unit: string): BenchRow {
  return {
    case: name,
    peer: 'limit',
    ratio: median(values),
    low: Math.min(...values),
    high: Math.max(...values),
    reach,
    unit,
  };
}
