import {
  isMoving,
  type LineMove,
  type LineState,
  type PaceStep,
  type ServingCounters,
  tierTwoNow,
} from '../vwr-line/line-state.ts';
import { wasNotWritten } from '../vwr-line/table-errors.ts';

export interface LineAdvancerOptions {
  readonly counters: Pick<ServingCounters, 'move'>;
  /** Name of this run; no other run has it. */
  readonly owner: string;
  readonly batch: number;
  readonly cycleMs: number;
  readonly clocks: { readonly wall: () => number; readonly monotonic: () => number };
}

/** What happened to a line. */
export interface Tended {
  /** Places that were opened. */
  readonly served: number;
  readonly waiting: number;
  /** Whether somebody waits and is not let in, because the origin is ill. */
  readonly heldBack: boolean;
}

/** Steps that are remembered: two minutes. */
const REMEMBERED_STEPS = 12;
const ATTEMPTS = 3;
/** After so many silent cycles an advancer counts as dead. */
const DEAD_AFTER_CYCLES = 2;

/**
 * Moves one line forward, one batch a cycle, however many advancers run (ruling B22). The lease stands in the item that is
 * moved, and every write names the `beat` that its writer has seen: of two, one writes. Times between two steps are measured by
 * the clock that cannot be set; the wall clock of another machine can make a step late, by a cycle at most.
 */
export class LineAdvancer {
  readonly #options: LineAdvancerOptions;
  #seen: { readonly beat: number; readonly at: number } | undefined;
  #dueAt: number | undefined;
  #steppedAt: number | undefined;
  #mine: LineState | undefined;

  constructor(options: LineAdvancerOptions) {
    this.#options = options;
  }

  /** When this line wants to be looked at again, by the monotonic clock; undefined while another advancer has it. */
  get dueAt(): number | undefined {
    return this.#dueAt;
  }

  /** Looks at the line as it was read just now, and does what is due. Rejects when the table is away. */
  async tend(line: LineState, originIsWell: boolean): Promise<Tended> {
    const { owner, cycleMs, clocks } = this.#options;
    const now = clocks.monotonic();
    const isKnown = this.#seen !== undefined;
    if (this.#seen?.beat !== line.beat) this.#seen = { beat: line.beat, at: now };
    this.#mine = line.advancer === owner ? line : undefined;

    if (line.advancer === null && this.#dueAt === undefined) {
      // Whoever was there before may have moved it when we last looked: then a whole cycle; else by what it wrote down.
      const sinceStep = Math.max(clocks.wall() - line.steppedAt, 0);
      this.#dueAt = isKnown ? this.#seen.at + cycleMs : now + Math.max(cycleMs - sinceStep, 0);
    }
    if (line.advancer !== null && line.advancer !== owner) {
      this.#dueAt = undefined;
      if (this.#isDead(line, now)) await this.#takeOver(line, now);
      return { served: 0, waiting: waitingIn(line), heldBack: false };
    }
    if (now < (this.#dueAt ?? now)) return { served: 0, waiting: waitingIn(line), heldBack: false };
    return this.#step(line, now, originIsWell);
  }

  /** Lets go of the line, so that the next run need not wait until this one counts as dead. */
  async release(): Promise<void> {
    const line = this.#mine;
    this.#mine = undefined;
    if (line !== undefined) await this.#move({ ...moveOf(line), advancer: null });
  }

  #isDead(line: LineState, now: number): boolean {
    const { cycleMs, clocks } = this.#options;
    const limit = DEAD_AFTER_CYCLES * cycleMs;
    return now - (this.#seen?.at ?? now) >= limit || clocks.wall() - line.steppedAt >= limit;
  }

  /** Only takes the lease. The step comes a cycle later: should the other live after all, nobody gets in twice as fast. */
  async #takeOver(line: LineState, now: number): Promise<void> {
    this.#mine = await this.#move({ ...moveOf(line), advancer: this.#options.owner });
    if (this.#mine !== undefined) this.#dueAt = now + this.#options.cycleMs;
  }

  async #step(line: LineState, now: number, originIsWell: boolean): Promise<Tended> {
    const { owner, cycleMs, clocks } = this.#options;
    const batch = line.batchSize ?? this.#options.batch;
    const room = roomFor(batch, line, clocks.wall());
    const waiting = waitingIn(line);
    const moves = isMoving(line, clocks.wall());
    const mayEnter = originIsWell && moves;
    const served = mayEnter ? Math.min(room, waiting) : 0;
    const elapsed = Math.round(this.#steppedAt === undefined ? cycleMs : now - this.#steppedAt);
    // An empty line says nothing about how fast it could be, and a pause is not a speed.
    const isMeasured = waiting > served && moves;
    const pace: readonly PaceStep[] = isMeasured
      ? [...line.pace, [elapsed, served] as const].slice(-REMEMBERED_STEPS)
      : line.pace;
    // Before the write: when its answer is lost, it may have been done, and the next one comes a cycle later all the same.
    this.#dueAt = now + cycleMs;
    this.#steppedAt = now;
    this.#mine = await this.#move({
      ...moveOf(line),
      servingCounter: line.servingCounter + served,
      advancer: owner,
      step: { at: clocks.wall(), pace, plannedPerSecond: (batch * 1_000) / cycleMs },
    });
    if (this.#mine === undefined) return { served: 0, waiting, heldBack: false };
    return { served, waiting: waiting - served, heldBack: waiting > 0 && !originIsWell };
  }

  /** Tries again what was certainly not written; everything else may have been. */
  async #move(move: LineMove): Promise<LineState | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#options.counters.move(move);
      } catch (error) {
        if (attempt === ATTEMPTS || !wasNotWritten(error)) throw error;
      }
    }
  }
}

function moveOf({ eventId, beat, servingCounter, advancer }: LineState): LineMove {
  return { eventId, seen: { beat, servingCounter }, servingCounter, advancer };
}

/**
 * How many a cycle may serve: the batch, but no more than Tier 2 has room for. One batch may wait there, so that no slot
 * stays free until the next cycle.
 */
function roomFor(batch: number, line: LineState, now: number): number {
  const tier2 = tierTwoNow(line, now);
  return tier2 === undefined ? batch : Math.min(Math.max(tier2.free + batch - tier2.waiting, 0), batch);
}

function waitingIn({ nextPosition, servingCounter }: LineState): number {
  return Math.max(nextPosition - servingCounter, 0);
}
