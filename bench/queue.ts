import { createLogger } from '../services/shared/logging/logger.ts';
import { closeRedis, createRedis, type RedisClient } from '../services/shared/redis/redis-client.ts';
import { redis as sharedRedis } from '../test/engines/redis.ts';
import type { BenchRow } from './bench-row.ts';
import { costRow, figureRow, interleavedCosts, told } from './queue/cost-rows.ts';
import { type Contestant, type FilledLines, fillLines, person } from './queue/filled-lines.ts';
import { fullestMoment } from './queue/race.ts';
import { inFlight, redisVersion, serverCost, waitP99 } from './queue/redis-cost.ts';

export const about = 'the line of Tier 2 in our layout against plain sorted sets, 1,000 to 1,000,000 people waiting';

const callsPerRound = 10_000;
/** How much more a status may cost with 1,000,000 waiting than with 1,000. */
const dearest = 1.5;
const bytesAllowed = 40;
/** cache.t4g.micro (runtime.md 3.3). */
const smallestNode = 512 * 1024 ** 2;
const threshold = 1_000;

/** Progress goes to `say`. Needs two to three minutes and 400 MB; its Redis is thrown away. */
export async function run(say: (line: string) => void): Promise<BenchRow[]> {
  const { url } = await sharedRedis();
  const clients = await Promise.all([connect(url), connect(url), connect(url), connect(url)]);
  const [redis] = clients;
  const peer = `plain sorted sets, one script, Redis ${await redisVersion(redis)}`;
  await redis.flushAll();

  const filled: FilledLines[] = [];
  for (const size of [1_000, 100_000, 1_000_000]) {
    say(`filling both lines with ${count(size)} people`);
    filled.push(await fillLines(redis, size));
  }
  const rows = [
    ...(await statusRows(redis, filled, peer, say)),
    ...(await largestRows(redis, filled, peer, say)),
    await raceRow(clients, say),
    ...memoryRows(filled, peer),
  ];
  await redis.flushAll();
  for (const client of clients) await closeRedis(client);
  return rows;
}

const count = (size: number) => size.toLocaleString('en');
const someone = (size: number) => person(Math.floor(Math.random() * size));

async function connect(url: string): Promise<RedisClient> {
  const client = createRedis({ url, logger: createLogger({ service: 'bench', level: 'warn' }) });
  while (!client.isReady) await new Promise((resolve) => setImmediate(resolve));
  return client;
}

async function statusRows(
  redis: RedisClient,
  filled: readonly FilledLines[],
  peer: string,
  say: (line: string) => void,
) {
  const cost = (who: Contestant, size: number) => () =>
    serverCost(redis, callsPerRound, () => inFlight(callsPerRound, 64, () => who.visit(someone(size))));
  const wait = (who: Contestant, size: number) => () => waitP99(callsPerRound, () => who.visit(someone(size)));
  const rows: BenchRow[] = [];
  for (const { size, ours, plain } of filled) {
    say(`status with ${count(size)} waiting`);
    const costs = await interleavedCosts(cost(ours, size), cost(plain, size));
    rows.push(costRow(`status, ${count(size)} waiting (${told(costs)} us of Redis)`, peer, costs, null));
  }
  const { small, large } = ends(filled);
  const span = `${count(large.size)} against ${count(small.size)} waiting`;
  say(`status, ${span}`);
  const costs = await interleavedCosts(cost(large.ours, large.size), cost(small.ours, small.size));
  rows.push(costRow(`status cost, ${span} (${told(costs)} us)`, 'limit', costs, 1 / dearest));
  const waits = await interleavedCosts(wait(large.ours, large.size), wait(small.ours, small.size));
  rows.push(costRow(`status p99, ${span} (${told(waits)} ms)`, 'limit', waits, 1 / dearest));
  const itself = await interleavedCosts(cost(large.ours, large.size), cost(large.ours, large.size));
  rows.push(costRow(`status, ${count(large.size)} waiting`, 'itself', itself, null));
  return rows;
}

async function largestRows(
  redis: RedisClient,
  filled: readonly FilledLines[],
  peer: string,
  say: (line: string) => void,
) {
  const { size, ours, plain } = ends(filled).large;
  say(`joining behind ${count(size)}`);
  let newcomer = size;
  const join = (who: Contestant) => () =>
    serverCost(redis, callsPerRound, () => inFlight(callsPerRound, 64, () => who.join(person(newcomer++))));
  const joins = await interleavedCosts(join(ours), join(plain));

  say(`admitting 10,000 of ${count(size)}, in batches of 100`);
  const admit = (who: Contestant) => {
    let room = 0;
    return () => {
      room += 10_000;
      return seconds(() => who.admitTenThousand(room));
    };
  };
  const admissions = await interleavedCosts(admit(ours), admit(plain));
  const perSecond = admissions.ours.map((took) => 10_000 / took);
  return [
    costRow(`join behind ${count(size)} (${told(joins)} us of Redis)`, peer, joins, null),
    figureRow(`people admitted a second, batches of 100 of ${count(size)}`, perSecond, 10_000, 'people/s'),
    costRow('admitting them', peer, admissions, null),
  ];
}

async function raceRow(clients: readonly RedisClient[], say: (line: string) => void) {
  say(`20,000 racing joins against a threshold of ${count(threshold)}`);
  const fullest = await fullestMoment(clients, threshold);
  return figureRow(`threshold over most people inside (${fullest - threshold} over)`, [threshold / fullest], 1);
}

function memoryRows(filled: readonly FilledLines[], peer: string) {
  const { size, ourBytes, plainBytes } = ends(filled).large;
  const text = `(${ourBytes.toFixed(1)} against ${plainBytes.toFixed(1)})`;
  return [
    figureRow(`bytes a person, ${count(size)} waiting ${text}`, [plainBytes / ourBytes], null, 'x', peer),
    figureRow(`${bytesAllowed} bytes over ours a person`, [bytesAllowed / ourBytes], 1),
    figureRow(`0.5 GB over ours with ${count(size)} waiting`, [smallestNode / (ourBytes * size)], 1),
  ];
}

function ends(filled: readonly FilledLines[]) {
  const [small, large] = [filled[0], filled.at(-1)];
  if (!small || !large) throw new Error('no line was filled');
  return { small, large };
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1_000;
}
