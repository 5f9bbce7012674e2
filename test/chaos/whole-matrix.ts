/**
 * Group J (runtime.md 3.2), the whole matrix: every line of the registry broken in every way, 5 s late where it is slow.
 * A command of its own (npm run test:chaos), because it takes half an hour. CHAOS_LINES=ticket> runs those lines only.
 */
import { expect } from 'chai';
import { expectBalancedBooks } from '../platform/books.ts';
import { type Cell, expectNoCascade, faults, runCell, settle } from './cell.ts';
import { type ChaosStage, openChaosStage } from './stage.ts';

const only = process.env.CHAOS_LINES ?? '';
const windowMs = Number(process.env.CHAOS_WINDOW_MS ?? 4_000);

describe('every line broken in every way', function () {
  this.timeout(3_600_000);
  let chaos: ChaosStage;
  const cells: Cell[] = [];

  before(async () => {
    chaos = await openChaosStage(5_000);
  });
  after(() => chaos?.stop());

  it('heals by itself within 30 s', async () => {
    const unhealed: string[] = [];
    for (const edge of chaos.edges.filter(({ name }) => name.includes(only))) {
      for (const fault of faults) {
        try {
          const cell = await runCell(edge, fault, { ...chaos, rounds: 20, windowMs });
          cells.push(cell);
          console.log(
            `      ${edge.name} ${fault}: others ${cell.unaffected - cell.failed.length}/${cell.unaffected}, healed in ${cell.recoveredAfterMs} ms`,
          );
        } catch (error) {
          unhealed.push(error instanceof Error ? error.message : String(error));
          console.log(`      ${edge.name} ${fault}: ${unhealed.at(-1)}`);
        }
      }
    }

    expect(unhealed).to.deep.equal([]);
    if (only === '') expect(cells.length).to.be.at.least(40);
  });

  it('takes only those down who need it', () => {
    expectNoCascade(cells);
  });

  it('loses nothing', async () => {
    await settle(cells);
    await expectBalancedBooks(chaos.stage.platform, 'the whole matrix');
  });
});
