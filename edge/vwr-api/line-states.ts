import type { LineState, PlaceCounters } from '../vwr-line/line-state.ts';
import type { Clocks } from './place-blocks.ts';

/** A line, or that there is none, as it was at a moment. */
type Seen = { readonly state: LineState | undefined; readonly at: number };

/** Within this time all requests of an instance share one read. */
const FRESH_MS = 1_000;
/** So long an old answer is better than none: the counter only moves forward, so nobody gets in who should not. */
const USABLE_MS = 120_000;
const MOST_LINES = 1_000;

/** The lines of the moment, read from the table at most once a second by each function instance. */
export class LineStates {
  readonly #counters: Pick<PlaceCounters, 'read'>;
  readonly #clocks: Clocks;
  readonly #seen = new Map<string, Seen>();
  readonly #reading = new Map<string, Promise<LineState | undefined>>();

  constructor(counters: Pick<PlaceCounters, 'read'>, clocks: Clocks) {
    this.#counters = counters;
    this.#clocks = clocks;
  }

  /** The line of an event, or undefined when it has none. Rejects when the table is away and nothing usable is known. */
  async get(eventId: string): Promise<LineState | undefined> {
    const seen = this.#seen.get(eventId);
    const age = seen === undefined ? Number.POSITIVE_INFINITY : this.#clocks.monotonic() - seen.at;
    if (seen !== undefined && age < FRESH_MS) return seen.state;
    let reading = this.#reading.get(eventId);
    if (reading === undefined) {
      reading = this.#read(eventId).finally(() => this.#reading.delete(eventId));
      this.#reading.set(eventId, reading);
    }
    try {
      return await reading;
    } catch (error) {
      if (seen?.state !== undefined && age < USABLE_MS) return seen.state;
      throw error;
    }
  }

  /** Takes over what another answer of the table said about the line. */
  remember(eventId: string, state: LineState | undefined): void {
    if (this.#seen.size >= MOST_LINES) this.#seen.clear();
    this.#seen.set(eventId, { state, at: this.#clocks.monotonic() });
  }

  async #read(eventId: string): Promise<LineState | undefined> {
    const state = await this.#counters.read(eventId);
    this.remember(eventId, state);
    return state;
  }
}
