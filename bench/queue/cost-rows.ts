import type { BenchRow } from '../bench-row.ts';
import { spread } from '../measure.ts';

/** Costs of both sides, one entry per round; less is better. */
export interface Costs {
  readonly ours: number[];
  readonly theirs: number[];
}

const rounds = 7;

/**
 * Both sides in turn, round by round and the other way round every second time, so that the machine's moods fall on both.
 * One further round before them warms up.
 */
export async function interleavedCosts(ours: () => Promise<number>, theirs: () => Promise<number>): Promise<Costs> {
  const costs: Costs = { ours: [], theirs: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const isOursFirst = round % 2 === 0;
    const first = await (isOursFirst ? ours : theirs)();
    const second = await (isOursFirst ? theirs : ours)();
    if (round === 0) continue;
    costs.ours.push(isOursFirst ? first : second);
    costs.theirs.push(isOursFirst ? second : first);
  }
  return costs;
}

/** The medians, for the text of a row. */
export const told = ({ ours, theirs }: Costs) =>
  `${spread(ours).ratio.toPrecision(3)} against ${spread(theirs).ratio.toPrecision(3)}`;

/** These are costs, so the ratio is theirs over ours: more is better. */
export function costRow(name: string, peer: string, { ours, theirs }: Costs, reach: number | null): BenchRow {
  const ratios = ours.map((cost, i) => (theirs[i] ?? Number.NaN) / cost);
  return { case: name, peer, ...spread(ratios), reach, unit: 'x' };
}

/** A figure that stands by itself. */
export function figureRow(
  name: string,
  values: readonly number[],
  reach: number | null,
  unit = 'x',
  peer = 'limit',
): BenchRow {
  return { case: name, peer, ...spread(values), reach, unit };
}
