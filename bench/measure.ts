import type { BenchRow } from './bench-row.ts';

/** Something that can be measured again and again; more is better. */
export interface Contender {
  /** With version, as it stands in the report. */
  readonly name: string;
  /** One measurement, for example requests per second. */
  readonly measure: () => Promise<number>;
}

/** What one contender reached in each round. */
export type Rounds = ReadonlyMap<string, readonly number[]>;

/**
 * Measures all contenders in turn, round after round, so that what the machine does meanwhile strikes all of them alike.
 * Each round begins with another contender: whoever comes first, or after a hungry neighbour, has no lasting disadvantage.
 * @param rounds at least five, so that the median means something
 */
export async function interleave(
  contenders: readonly Contender[],
  rounds: number,
  say: (line: string) => void,
): Promise<Rounds> {
  const figures = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % contenders.length;
    const order = [...contenders.slice(first), ...contenders.slice(0, first)];
    for (const { name, measure } of order) figures.get(name)?.push(await measure());
    const line = contenders.map(({ name }) => `${name} ${Math.round(figures.get(name)?.at(-1) ?? 0)}`);
    say(`round ${round + 1} of ${rounds}: ${line.join(' · ')}`);
  }
  return figures;
}

/** The line of a comparison: the median of the ratios of each round, with the lowest and the highest. */
export function ratioRow(
  figures: Rounds,
  names: { readonly case: string; readonly ours: string; readonly peer: string; readonly reach: number | null },
): BenchRow {
  const ours = figures.get(names.ours) ?? [];
  const peer = figures.get(names.peer) ?? [];
  const ratios = ours.map((figure, round) => figure / (peer[round] ?? Number.NaN));
  return { case: names.case, peer: names.peer, ...spread(ratios), reach: names.reach, unit: 'x' };
}

/** Median, lowest and highest; the median under the name `ratio` that a row gives it. */
export function spread(values: readonly number[]): { ratio: number; low: number; high: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  const lower = sorted.length % 2 === 0 ? (sorted[middle - 1] ?? Number.NaN) : upper;
  return { ratio: (lower + upper) / 2, low: sorted[0] ?? Number.NaN, high: sorted.at(-1) ?? Number.NaN };
}
