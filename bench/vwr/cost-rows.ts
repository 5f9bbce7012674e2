import { gzipSync } from 'node:zlib';
import { rateOf, waitFor } from '../../edge/vwr-api/pacing.ts';
import { nextQuestion } from '../../edge/vwr-page/poll-times.ts';
import { vwrPageFiles } from '../../stacks/bundles/vwr-page.ts';
import { MemoryLine } from '../../test/waiting-room/memory-line.ts';
import { eventId, instance, Visitor } from '../../test/waiting-room/visitor.ts';
import type { BenchRow } from '../bench-row.ts';

/** List prices in dollars (runtime.md 2.5). */
const REQUEST = {
  cdn: 1.2e-6,
  edgeFunction: 0.1e-6,
  api: 3.5e-6,
  lambda: 0.2e-6,
  sqs: 0.4e-6,
  write: 0.625e-6,
  read: 0.125e-6,
};
const GB_SECOND = 0.0000166667;
const EGRESS_GB = 0.12;
const MEMORY_GB = 0.25;
const GB = 1e9;
/** Status line and headers of an answer of CloudFront, compressed as HTTP/2 does. */
const HEADER_BYTES = 150;
const MEAN_PLACE_SAMPLES = 500;
/** The serving number of AWS's waiting room is kept for five seconds: asking more often brings nothing. */
const AWS_POLL_SECONDS = 5;
const AWS_TOKEN_SECONDS = 0.041;
const AWS_MEMORY_GB = 1;

interface Measured {
  readonly joinSeconds: number;
  readonly checkSeconds: number;
  readonly counterWrites: number;
  readonly bytes: { readonly page: number; readonly join: number; readonly news: number; readonly check: number };
}

const scenarios = [
  { name: '1,000,000 people, 50 a second', people: 1_000_000, perSecond: 50 },
  { name: '1,000,000 people, 500 a second', people: 1_000_000, perSecond: 500 },
  { name: '100,000 people, 50 a second', people: 100_000, perSecond: 50 },
] as const;

/** What a sale costs, from calls, times and bytes that were measured here, and list prices. */
export async function costRows(say: (line: string) => void): Promise<BenchRow[]> {
  const measured = await measure();
  const { bytes } = measured;
  say(
    `bytes: page ${bytes.page}, join ${bytes.join}, question answered by the CDN ${bytes.news}, by the API ${bytes.check}`,
  );
  return scenarios.flatMap(({ name, people, perSecond }) => {
    const paced = meanQuestions(people, perSecond, (wait) =>
      nextQuestion(waitFor(wait * perSecond, evenRate(perSecond)).nextPoll, 0.5),
    );
    const stepped = meanQuestions(people, perSecond, (wait) => steps(wait * perSecond));
    const ours = people * oursFor(paced, measured);
    const plain = people * plainFor(stepped, measured);
    const aws = people * awsFor(people / perSecond / 2 / AWS_POLL_SECONDS, measured);
    const dollars = (amount: number) => `$${Math.round(amount).toLocaleString('en-US')}`;
    say(
      `${name}: ours ${dollars(ours)} (${paced.toFixed(0)} questions), every question to the API ${dollars(plain)} ` +
        `(${stepped.toFixed(0)}), AWS's design ${dollars(aws)}`,
    );
    const row = (peer: string, ratio: number): BenchRow => ({
      case: `cost, ${name}: ours ${dollars(ours)}`,
      peer,
      ratio,
      low: ratio,
      high: ratio,
      reach: null,
      unit: 'x',
    });
    return [
      row(`every question to the API, paced as domain.md 4.7: ${dollars(plain)}`, plain / ours),
      row(
        `AWS 1.1.15, number from the CDN every ${AWS_POLL_SECONDS} s, without its fixed cost: ${dollars(aws)}`,
        aws / ours,
      ),
    ];
  });
}

/** Calls, CPU and bytes of one person, over a rush of 20,000 on eight instances. */
async function measure(): Promise<Measured> {
  const people = 20_000;
  const line = new MemoryLine();
  line.open(eventId);
  let now = 0;
  const clocks = { wall: () => 1_795_000_000_000 + now, monotonic: () => now };
  const instances = Array.from({ length: 8 }, () => instance({ counters: line, positions: line, clocks }));
  const visitors = Array.from({ length: people }, () => new Visitor());
  const at = (index: number) => instances[index % 8] ?? instance({ counters: line, positions: line, clocks });
  const joinSeconds = await cpuSeconds(visitors, async (visitor, index) => {
    now = index * 0.2;
    await visitor.join(at(index));
  });
  const checkSeconds = await cpuSeconds(visitors, async (visitor, index) => visitor.check(at(index)));
  const [someone = new Visitor()] = visitors;
  const api = at(0);
  const [html, script, style] = vwrPageFiles(new URL('../..', import.meta.url).pathname);
  const files = [html, script, style].flatMap((file) => file ?? []);
  const travelling = (body: object) => HEADER_BYTES + JSON.stringify(body).length;
  return {
    joinSeconds: joinSeconds / people,
    checkSeconds: checkSeconds / people,
    counterWrites: line.counterWrites / people,
    bytes: {
      page: files.reduce((sum, { content }) => sum + gzipSync(content).length + HEADER_BYTES, 0),
      join: travelling((await someone.join(api)).body),
      news: travelling((await someone.status(api)).body),
      check: travelling((await someone.check(api)).body),
    },
  };
}

async function cpuSeconds(
  visitors: readonly Visitor[],
  work: (visitor: Visitor, index: number) => Promise<unknown>,
): Promise<number> {
  const before = process.cpuUsage();
  for (const [index, visitor] of visitors.entries()) await work(visitor, index);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}

/** Questions of a person, mean over all places. @param pause after a question with so many seconds left */
function meanQuestions(people: number, perSecond: number, pause: (waitSeconds: number) => number): number {
  let questions = 0;
  for (let sample = 0; sample < MEAN_PLACE_SAMPLES; sample += 1) {
    let left = (people * (sample + 0.5)) / MEAN_PLACE_SAMPLES / perSecond;
    for (questions += 1; left > 0; questions += 1) left -= pause(left);
  }
  return questions / MEAN_PLACE_SAMPLES;
}

function evenRate(perSecond: number) {
  const pace = Array.from({ length: 12 }, () => [10_000, perSecond * 10] as const);
  return rateOf({ isPaused: false, plannedPerSecond: perSecond, pace });
}

/** Pauses of the plain design (domain.md 4.7). */
function steps(ahead: number): number {
  return ahead <= 500 ? 2 : ahead <= 2_000 ? 5 : ahead <= 10_000 ? 10 : 15;
}

function call(seconds: number): number {
  return REQUEST.cdn + REQUEST.edgeFunction + REQUEST.api + REQUEST.lambda + seconds * MEMORY_GB * GB_SECOND;
}

/** Join, questions to the CDN, one to the API when it is their turn. */
function oursFor(questions: number, { joinSeconds, checkSeconds, counterWrites, bytes }: Measured): number {
  const page = 3 * (REQUEST.cdn + REQUEST.edgeFunction);
  const sent = (bytes.page + bytes.join + questions * bytes.news + bytes.check) / GB;
  const join = call(joinSeconds) + (1 + counterWrites) * REQUEST.write;
  return page + join + questions * (REQUEST.cdn + REQUEST.edgeFunction) + call(checkSeconds) + sent * EGRESS_GB;
}

/** Two writes and an index to join, a function and two reads for every question. */
function plainFor(questions: number, { joinSeconds, checkSeconds, bytes }: Measured): number {
  const sent = (bytes.page + bytes.join + questions * bytes.check) / GB;
  const join = call(joinSeconds) + 3 * REQUEST.write;
  return 3 * REQUEST.cdn + join + questions * (call(checkSeconds) + 2 * REQUEST.read) + sent * EGRESS_GB;
}

/** Calls of its handlers (runtime.md 2.2): a queue before assign, the number once, the serving number from the CDN, a token. */
function awsFor(questions: number, { joinSeconds, checkSeconds, bytes }: Measured): number {
  const join =
    REQUEST.cdn + REQUEST.api + 3 * REQUEST.sqs + 0.1 * REQUEST.lambda + joinSeconds * AWS_MEMORY_GB * GB_SECOND;
  const number = call(checkSeconds) + REQUEST.read;
  const token = call(0) + AWS_TOKEN_SECONDS * AWS_MEMORY_GB * GB_SECOND + 2 * REQUEST.write + 3 * REQUEST.read;
  const sent = (bytes.page + questions * (HEADER_BYTES + 20)) / GB;
  return join + 2 * REQUEST.write + number + token + questions * REQUEST.cdn + sent * EGRESS_GB;
}
