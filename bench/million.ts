import { writeFileSync } from 'node:fs';
import type { BenchRow } from './bench-row.ts';
import { runSale, type Sale } from './million/sale.ts';
import { waitPlot } from './million/wait-plot.ts';

export const about = 'Tier 1: a sale with 1,000,000 people through the real code on a virtual clock';

const PEOPLE = Number(process.env.URR_BENCH_PEOPLE ?? 1_000_000);
const JOINS_PER_SECOND = 5_000;
const LONGEST_SECONDS = 300;
/** Who joins within the same second may be overtaken: instances hand out places of blocks that live so long. */
const BLOCK_SECONDS = 1;

/** Below five minutes on two cores; writes the distribution of the waits to results/million.svg. */
export async function run(say: (line: string) => void): Promise<BenchRow[]> {
  const begun = performance.now();
  const cpu = process.cpuUsage();
  const sale = await runSale({ people: PEOPLE, joinsPerSecond: JOINS_PER_SECOND, say });
  const { user, system } = process.cpuUsage(cpu);
  const cpuSeconds = (user + system) / 1_000_000;
  const seconds = (performance.now() - begun) / 1_000;
  const { lost, doubled, outOfOrder, overtaken } = faults(sale);
  const waits = sale.admittedAt.map((at, person) => at - (sale.joinedAt[person] ?? 0)).filter((wait) => wait > 0);
  const told = sale.admittedAt.reduce((count, at, person) => count + (at > 0 && wasTold(sale, person) ? 1 : 0), 0);
  const admitted = waits.length;
  const people = PEOPLE.toLocaleString('en-US');
  say(
    `${people} joined, ${admitted} admitted, ${sale.left} left; ${sale.questions} questions, ${sale.questionsByHttp} by HTTP`,
  );
  say(`${cpuSeconds.toFixed(0)} s of CPU, ${seconds.toFixed(0)} s by the clock`);
  say(
    `lost ${lost}, doubled ${doubled}, served out of order ${outOfOrder}, overtaken ${overtaken}, wrong answers ${sale.wrong}`,
  );
  say(`the range named at joining held for ${((told / admitted) * 100).toFixed(1)} in 100`);
  const picture = waitPlot(waits, `${people} people, 500 every 10 s`);
  writeFileSync(new URL('./results/million.svg', import.meta.url), picture);
  const faultless = lost + doubled + outOfOrder + overtaken + sale.wrong === 0 && admitted + sale.left === PEOPLE;
  return [
    row(
      `${people} people in ${cpuSeconds.toFixed(0)} s of CPU: times below ${LONGEST_SECONDS} s`,
      LONGEST_SECONDS / cpuSeconds,
      1,
    ),
    row('places lost, doubled, served out of order, overtaken, wrong answers: none', faultless ? 1 : 0, 1),
    row('counter writes a person: times below 0.1', 0.1 / (sale.counterWrites / PEOPLE), 1),
    row('share of people for whom the range named at joining held', told / admitted, null),
    row('questions a person', sale.questions / PEOPLE, null),
  ];
}

function row(what: string, ratio: number, reach: number | null): BenchRow {
  return { case: what, peer: 'limit', ratio, low: ratio, high: ratio, reach, unit: 'x' };
}

/** I9 and I10 of runtime.md 3.2, over everybody. */
function faults({ place, joinedAt, admittedAt, openedAt }: Sale) {
  const holder = new Int32Array(openedAt.length).fill(-1);
  let doubled = 0;
  let lost = 0;
  let outOfOrder = 0;
  let overtaken = 0;
  for (const [person, held] of place.entries()) {
    if (held === 0) lost += 1;
    else if ((holder[held] ?? -1) >= 0) doubled += 1;
    else holder[held] = person;
    const at = admittedAt[person] ?? 0;
    // Who was admitted before the line had reached them was served out of order.
    if (at > 0 && at < (openedAt[held] ?? Number.POSITIVE_INFINITY)) outOfOrder += 1;
  }
  let latest = 0;
  for (const person of holder) {
    if (person < 0) continue;
    const at = joinedAt[person] ?? 0;
    if (latest - at >= BLOCK_SECONDS) overtaken += 1;
    latest = Math.max(latest, at);
  }
  return { lost, doubled, outOfOrder, overtaken };
}

function wasTold({ admittedAt, joinedAt, shortest, longest }: Sale, person: number): boolean {
  const wait = (admittedAt[person] ?? 0) - (joinedAt[person] ?? 0);
  return wait >= (shortest[person] ?? 0) && wait <= (longest[person] ?? 0);
}
