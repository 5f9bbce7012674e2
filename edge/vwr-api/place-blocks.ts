import { withAttempts } from '../vwr-line/attempts.ts';
import type { LineState, PlaceCounters, PlaceLease } from '../vwr-line/line-state.ts';

/** A place that one person may be given. */
export interface FreePlace {
  readonly place: number;
  readonly epoch: number;
}

/** Two clocks: the wall's may be set, the other stops while Lambda freezes the instance. */
export interface Clocks {
  readonly wall: () => number;
  readonly monotonic: () => number;
}

export interface PlaceBlocksOptions {
  readonly counters: Pick<PlaceCounters, 'lease'>;
  readonly clocks: Clocks;
  /** Called with the line as each lease found it. */
  readonly onState?: (state: LineState) => void;
}

/** A block is handed out within this time: whoever joins later than others by more has a later place. */
const BLOCK_LIFE_MS = 1_000;
/** A block that was used up faster was too small. */
const TOO_FAST_MS = 500;
const LARGEST_BLOCK = 256;
const LEASE_ATTEMPTS = 4;
/** A function holds lines of a few events; junk ids never get here. */
const MOST_LINES = 1_000;

/**
 * Hands out places of blocks that are leased from the counter of each event, so that the counter is written once for many
 * people (rulings C). Blocks grow with the rush and shrink with it: a quiet line leases single places.
 */
export class PlaceBlocks {
  readonly #options: PlaceBlocksOptions;
  readonly #blocks = new Map<string, Block>();

  constructor(options: PlaceBlocksOptions) {
    this.#options = options;
  }

  /** The next place, or undefined when the waiting room is not active. Rejects when the counter cannot be reached. */
  async take(eventId: string): Promise<FreePlace | undefined> {
    return this.#blockOf(eventId).take();
  }

  /** A place that was taken and is certainly nobody's: the next person gets it. */
  giveBack(eventId: string, place: FreePlace): void {
    this.#blockOf(eventId).giveBack(place);
  }

  #blockOf(eventId: string): Block {
    let block = this.#blocks.get(eventId);
    if (block === undefined) {
      if (this.#blocks.size >= MOST_LINES) this.#blocks.clear();
      block = new Block(eventId, this.#options);
      this.#blocks.set(eventId, block);
    }
    return block;
  }
}

class Block {
  readonly #eventId: string;
  readonly #options: PlaceBlocksOptions;
  #epoch = 0;
  #free: number[] = [];
  #leasedAt: Readonly<Record<keyof Clocks, number>> = { wall: 0, monotonic: 0 };
  #size = 1;
  #unused = 0;
  #highest = 0;
  #waiting = 0;
  #leasing: Promise<boolean> | undefined;

  constructor(eventId: string, options: PlaceBlocksOptions) {
    this.#eventId = eventId;
    this.#options = options;
  }

  async take(): Promise<FreePlace | undefined> {
    this.#waiting += 1;
    try {
      for (;;) {
        if (!this.#isAlive()) this.#expire();
        const place = this.#free.shift();
        if (place !== undefined) return { place, epoch: this.#epoch };
        this.#leasing ??= this.#lease().finally(() => {
          this.#leasing = undefined;
        });
        if (!(await this.#leasing)) return undefined;
      }
    } finally {
      this.#waiting -= 1;
    }
  }

  giveBack({ place, epoch }: FreePlace): void {
    if (epoch !== this.#epoch) return;
    this.#free.push(place);
    this.#free.sort((a, b) => a - b);
  }

  /** Leases the next block; false when the waiting room is not active. */
  async #lease(): Promise<boolean> {
    const age = this.#age();
    if (age >= 0 && age < TOO_FAST_MS) this.#size *= 2;
    this.#size = Math.min(Math.max(this.#size, this.#waiting), LARGEST_BLOCK);
    const lease = await withAttempts(LEASE_ATTEMPTS, async () =>
      this.#options.counters.lease(this.#eventId, this.#size, this.#unused),
    );
    if (lease === undefined) return false;
    this.#unused = 0;
    const first = this.#firstUnseen(lease);
    this.#free = Array.from({ length: Math.max(lease.last - first + 1, 0) }, (_, index) => first + index);
    const { wall, monotonic } = this.#options.clocks;
    this.#leasedAt = { wall: wall(), monotonic: monotonic() };
    this.#options.onState?.(lease.state);
    return true;
  }

  /**
   * The first place of a lease that was never leased here before. A counter that lost increments, by a restored table, would
   * give places twice: those are passed over.
   */
  #firstUnseen({ first, last, state }: PlaceLease): number {
    if (state.epoch !== this.#epoch) {
      this.#epoch = state.epoch;
      this.#highest = 0;
    }
    const unseen = Math.max(first, this.#highest + 1);
    this.#highest = Math.max(last, this.#highest);
    // So that the next lease goes beyond what is known in one step.
    if (unseen > last) this.#size = Math.max(unseen - last, this.#size);
    return unseen;
  }

  #isAlive(): boolean {
    const age = this.#age();
    return age >= 0 && age < BLOCK_LIFE_MS;
  }

  /** Milliseconds since the lease by the clock that says more; below zero when the wall clock was set back. */
  #age(): number {
    const { wall, monotonic } = this.#options.clocks;
    const byWall = wall() - this.#leasedAt.wall;
    return byWall < 0 ? byWall : Math.max(byWall, monotonic() - this.#leasedAt.monotonic);
  }

  /** Gives up what is left: people who join now must not get places before those who joined elsewhere meanwhile. */
  #expire(): void {
    if (this.#free.length === 0) return;
    this.#unused += this.#free.length;
    this.#size = Math.max(1, this.#size - this.#free.length);
    this.#free = [];
  }
}
