import { expect } from 'chai';
import { advanceLines, type CycleReport } from '../../edge/vwr-advancer/advancer-run.ts';
import type { LineMove, LineState } from '../../edge/vwr-line/line-state.ts';
import { MemoryLine } from './memory-line.ts';
import { VirtualTime } from './virtual-time.ts';
import { eventId } from './visitor.ts';

const BATCH = 500;
const CYCLE_MS = 10_000;
const MINUTE = 60_000;

/** A line whose every move is watched: when, and how far. */
class WatchedLine extends MemoryLine {
  readonly moves: { readonly at: number; readonly from: number; readonly to: number }[] = [];
  /** Decides what happens to a move: refused, done and its answer lost, or nothing. */
  fault: (move: LineMove) => 'throttled' | 'lost' | undefined = () => undefined;
  readonly #time: VirtualTime;

  constructor(time: VirtualTime) {
    super();
    this.#time = time;
  }

  override async move(move: LineMove): Promise<LineState | undefined> {
    const fault = this.fault(move);
    if (fault === 'throttled') throw Object.assign(new Error('injected'), { name: 'ThrottlingException' });
    const from = this.lines.get(move.eventId)?.servingCounter ?? 0;
    const state = await super.move(move);
    if (state !== undefined && state.servingCounter !== from)
      this.moves.push({ at: this.#time.now, from, to: state.servingCounter });
    if (fault === 'lost') throw Object.assign(new Error('injected'), { name: 'TimeoutError' });
    return state;
  }
}

/** The longest time between two steps, from the beginning until the end, in cycles. */
function longestStall({ moves }: WatchedLine, from: number, until: number): number {
  const at = [from, ...moves.map((move) => move.at), until];
  return Math.max(...at.slice(1).map((time, index) => (time - at[index]!) / CYCLE_MS));
}

describe('advancers of the waiting room (ruling B22)', () => {
  let time: VirtualTime;
  let line: WatchedLine;
  let owners = 0;
  beforeEach(() => {
    time = new VirtualTime();
    line = new WatchedLine(time);
    line.open(eventId, { nextPosition: 1_000_000 });
  });

  const serving = () => line.lines.get(eventId)!.servingCounter;

  /** A run that begins at `at` on a machine whose clock is wrong by `offset`. */
  async function run(
    at: number,
    { offset = 0, well = async () => true, dies = Number.POSITIVE_INFINITY } = {},
  ): Promise<readonly CycleReport[]> {
    await time.sleep(at - time.now);
    owners += 1;
    const died = new Promise<never>(() => undefined);
    return advanceLines({
      counters: line,
      owner: `run-${owners}`,
      batch: BATCH,
      cycleMs: CYCLE_MS,
      loopMs: 55_000,
      clocks: time.clocks(offset),
      sleep: async (milliseconds) => (time.now + milliseconds >= dies ? died : time.sleep(milliseconds)),
      originIsWell: well,
      report: () => undefined,
    });
  }

  /** Steps of one batch, never back, never past the tail, and never faster than one a cycle. */
  function expectOrderly(fewerThan = 1): void {
    for (const [index, { at, from, to }] of line.moves.entries()) {
      expect(to)
        .to.be.greaterThan(from)
        .and.at.most(from + BATCH);
      expect(to).to.be.at.most(line.lines.get(eventId)!.nextPosition);
      const before = line.moves[index - 1];
      if (before !== undefined) {
        expect(from).to.equal(before.to);
        expect((at - before.at) / CYCLE_MS).to.be.at.least(fewerThan);
      }
    }
  }

  it('serve 3,000 a minute, minute after minute, and end by 55 s', async () => {
    for (let minute = 0; minute < 5; minute += 1) {
      await time.finish(run(minute * MINUTE));
      expect(time.now).to.be.at.most(minute * MINUTE + 55_000);
    }
    expect(serving()).to.equal(15_000);
    expectOrderly();
    expect(longestStall(line, 0, time.now)).to.be.at.most(1.01);
  });

  it('serve no faster when two run at the same time', async () => {
    await time.finish(Promise.all([run(0), run(0), run(3_000)]));
    expectOrderly();
    expect(serving()).to.equal(3_000);
  });

  it('serve no faster, and stall for two cycles at most, when runs are late and overlap', async () => {
    const starts = [0, 52_000, 61_000, 125_000, 150_000, 185_000, 236_000];
    await time.finish(Promise.all(starts.map(async (at) => run(at))));
    expectOrderly();
    expect(longestStall(line, 0, 285_000)).to.be.at.most(2);
  });

  for (const offset of [-300_000, 300_000])
    it(`serve no faster and stall for 2.5 cycles at most with a clock wrong by ${offset / MINUTE} minutes`, async () => {
      await time.finish(
        Promise.all([run(0), run(5_000, { offset }), run(MINUTE, { offset }), run(62_000), run(2 * MINUTE)]),
      );
      expectOrderly();
      expect(longestStall(line, 0, 2 * MINUTE + 50_000)).to.be.at.most(2.5);
    });

  it('go on after a run that died', async () => {
    await time.finish(Promise.race([run(0, { dies: 25_000 }), time.sleep(30_000)]));
    await time.finish(run(MINUTE));
    expectOrderly();
    expect(line.moves.map(({ at }) => at)).to.include(MINUTE + CYCLE_MS);
    expect(serving()).to.be.at.least(3 * BATCH + 5 * BATCH);
  });

  it('never pass the tail, also while it grows', async () => {
    line.open(eventId, { nextPosition: 700 });
    await time.finish(
      Promise.all([
        run(0),
        time.sleep(25_000).then(async () => {
          await line.lease(eventId, 120);
        }),
      ]),
    );
    expect(line.moves.map(({ to }) => to)).to.deep.equal([500, 700, 820]);
  });

  it('hold the line while the origin is ill, and say so', async () => {
    const ill = async () => (time.now >= 15_000 && time.now < 35_000 ? Promise.reject(new Error('503')) : true);
    const reports = await time.finish(run(0, { well: ill }));
    expect(line.moves.map(({ at }) => at)).to.deep.equal([0, 10_000, 40_000, 50_000]);
    expect(reports.reduce((sum, { heldBack }) => sum + heldBack, 0)).to.equal(2);
    expect(line.lines.get(eventId)?.pace.filter(([, places]) => places === 0)).to.have.length(2);
  });

  it('let nobody in while an operator holds the line', async () => {
    line.open(eventId, { isPaused: true });
    await time.finish(run(0));
    expect(serving()).to.equal(0);
  });

  it('let nobody in before the opening, and the first batch within a cycle after it', async () => {
    line.open(eventId, { opensAt: time.clocks().wall() + 34_000 });
    await time.finish(run(0));
    expect(line.moves[0]).to.deep.equal({ at: 40_000, from: 0, to: 500 });
    expect(line.lines.get(eventId)?.pace, 'waiting for the opening is no speed').to.have.length(2);
  });

  it('let nobody into a lottery before it is drawn, and nobody at all into a room that is closed', async () => {
    line.open(eventId, { mode: 'lottery' });
    await time.finish(run(0));
    expect(line.moves).to.deep.equal([]);
    line.open(eventId, { draw: { key: Buffer.alloc(32), entries: 1_000_000 } });
    await time.finish(run(MINUTE));
    expect(serving()).to.equal(3_000);
    line.open(eventId, { mode: 'closed' });
    await time.finish(run(2 * MINUTE));
    expect(serving()).to.equal(3_000);
  });

  it('serve no faster when answers are lost and writes are throttled', async () => {
    let calls = 0;
    line.fault = () => {
      calls += 1;
      return calls % 4 === 0 ? 'lost' : calls % 3 === 0 ? 'throttled' : undefined;
    };
    for (let minute = 0; minute < 3; minute += 1) await time.finish(run(minute * MINUTE));
    expectOrderly();
    expect(longestStall(line, 0, time.now)).to.be.at.most(3);
    expect(serving()).to.be.at.least(6_000);
  });

  it('fail loudly when the table is away for a whole run', async () => {
    line.active = () => Promise.reject(new Error('away'));
    const failure = await time.finish(run(0)).catch((error: unknown) => String(error));
    expect(failure).to.contain('no cycle of this run was complete');
  });

  it('serve several events at once, each at its own rate', async () => {
    const second = '8f7d6f3c-3f0e-4c7e-9a40-2f6b0f8a0002';
    line.open(second, { eventId: second, nextPosition: 600, servingCounter: 0, beat: 0, advancer: null });
    await time.finish(run(0));
    expect(line.lines.get(second)?.servingCounter).to.equal(600);
    expect(serving()).to.equal(3_000);
  });

  it('serves what an operator said, and no more than Tier 2 has room for', async () => {
    const steps = async (changes: Partial<LineState>) => {
      line.open(eventId, changes);
      const before = line.moves.length;
      await time.finish(run(time.now + MINUTE));
      return line.moves.slice(before).map(({ from, to }) => to - from);
    };
    const now = () => time.clocks().wall() + MINUTE + 5_000;
    const full = { free: 0, waitSeconds: null };

    expect(new Set(await steps({ batchSize: 70 }))).to.deep.equal(new Set([70]));
    // One batch may wait there, so that no slot stays free until the next cycle.
    expect(
      (await steps({ batchSize: null, tier2: { free: 120, waiting: 400, waitSeconds: 4, at: now() } }))[0],
    ).to.equal(220);
    expect((await steps({ tier2: { ...full, waiting: 499, at: now() } }))[0]).to.equal(1);
    expect((await steps({ tier2: { free: 1_000, waiting: 0, waitSeconds: 0, at: now() } }))[0]).to.equal(BATCH);
    // What was said a minute ago counts no more: a queue that is away must not stop the line for ever.
    expect((await steps({ tier2: { ...full, waiting: 9_000, at: now() - 2 * MINUTE } }))[0]).to.equal(BATCH);
  });
});
