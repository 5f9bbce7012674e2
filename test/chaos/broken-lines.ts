/**
 * Group J (runtime.md 3.2): lines between services and what they depend on, broken under load. `npm run test:chaos` breaks
 * every line of the registry in every way, 5 s late where it is slow; CHAOS_LINES=ticket> takes those lines only.
 * `npx mocha test/chaos/broken-lines.ts` is the diagonal: for each service one line, the four faults in turn, in 90 s.
 */
import { expect } from 'chai';
import { existingServices } from '../../local/platform.ts';
import { expectBalancedBooks } from '../platform/books.ts';
import { type Cell, expectNoCascade, type Fault, faults, runCell, settle } from './cell.ts';
import { type ChaosStage, openChaosStage } from './stage.ts';
import type { Edge } from './wired-platform.ts';

const isWhole = process.env.CHAOS === 'whole';
const only = process.env.CHAOS_LINES ?? '';
/** How long a fault lasts, besides its rounds of requests. */
const windowMs = isWhole ? Number(process.env.CHAOS_WINDOW_MS ?? 4_000) : 0;

function chosen({ edges }: ChaosStage): { edge: Edge; fault: Fault }[] {
  if (isWhole)
    return edges.filter(({ name }) => name.includes(only)).flatMap((edge) => faults.map((fault) => ({ edge, fault })));
  return existingServices()
    .map((service) => edges.filter((edge) => edge.service === service))
    .filter((lines) => lines.length > 0)
    .map((lines, n) => ({ edge: lines.at(-1)!, fault: faults[n % faults.length]! }));
}

describe('a line that breaks', function () {
  this.timeout(isWhole ? 7_200_000 : 400_000);
  let chaos: ChaosStage;

  before(async () => {
    // Late enough to be noticed, short enough for a test that everybody runs.
    chaos = await openChaosStage(isWhole ? 5_000 : 1_000);
  });
  after(() => chaos?.stop());

  it('takes only those down who need it, heals by itself, and loses nothing', async () => {
    const cells: Cell[] = [];
    const unhealed: string[] = [];
    for (const { edge, fault } of chosen(chaos)) {
      try {
        cells.push(await runCell(edge, fault, { ...chaos, rounds: 10, windowMs }));
      } catch (error) {
        unhealed.push(error instanceof Error ? error.message : String(error));
      }
      if (isWhole) console.log(`      ${edge.name} ${fault}: ${unhealed.length} unhealed of ${cells.length} so far`);
    }

    expectNoCascade(cells);
    expect(unhealed).to.deep.equal([]);
    if (isWhole && only === '') expect(cells.length).to.be.at.least(40);
    await settle(cells);
    // A consumer that lost its place in the group while its database hung joins it again, and catches up.
    await expectBalancedBooks(chaos.stage.platform, 'broken lines', 180_000);
  });
});
