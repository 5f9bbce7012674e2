/**
 * Group J (runtime.md 3.2), the diagonal: each service once with one of its lines broken, the four faults in turn.
 * whole-matrix.ts has every line with every fault (npm run test:chaos).
 */

import { existingServices } from '../../local/platform.ts';
import { expectBalancedBooks } from '../platform/books.ts';
import { type Cell, expectNoCascade, faults, runCell, settle } from './cell.ts';
import { type ChaosStage, openChaosStage } from './stage.ts';

/** For each service with lines one of them, another fault each time. */
function diagonalOf({ edges }: ChaosStage) {
  return existingServices()
    .map((service) => edges.filter((edge) => edge.service === service))
    .filter((lines) => lines.length > 0)
    .map((lines, n) => ({ edge: lines.at(-1)!, fault: faults[n % faults.length]! }));
}

describe('a line that breaks, for each service one', function () {
  this.timeout(400_000);
  let chaos: ChaosStage;

  before(async () => {
    // Late enough to be noticed, short enough for a test that everybody runs.
    chaos = await openChaosStage(1_000);
  });
  after(() => chaos?.stop());

  it('takes only those down who need it, heals by itself, and loses nothing', async () => {
    const cells: Cell[] = [];
    for (const { edge, fault } of diagonalOf(chaos))
      cells.push(await runCell(edge, fault, { ...chaos, rounds: 10, windowMs: 0 }));

    expectNoCascade(cells);
    await settle(cells);
    await expectBalancedBooks(chaos.stage.platform, 'faults');
  });
});
