/** An event whose waiting room is active, from and until a time (ms) or always. */
interface ActiveEvent {
  readonly from: number;
  readonly until: number;
}

export interface ActiveEventsOptions {
  /** The text of the list. Rejects when it cannot be had in time. */
  readonly fetchList: () => Promise<string>;
  /** Events that count as active as long as no list has ever been read: an opening must not depend on it. */
  readonly guarded: readonly string[];
  readonly clock: () => Date;
}

/** After this a new list is fetched beside the requests, which go on with the old one. */
const FRESH_MS = 10_000;
/** After this a request waits for the new list; if it does not come, the old one still counts. */
const STALE_MS = 60_000;

/**
 * Which waiting rooms are active: a small public file, `{"events":[{"id":"...","from":"2026-11-22T11:00:00Z"}]}`, where
 * `from` and `until` are optional, so that an opening can be announced before and begins by the clock alone.
 */
export class ActiveEvents {
  readonly #options: ActiveEventsOptions;
  #events: ReadonlyMap<string, ActiveEvent> | undefined;
  #fetchedAt = Number.NEGATIVE_INFINITY;
  #fetching: Promise<void> | undefined;

  constructor(options: ActiveEventsOptions) {
    this.#options = options;
  }

  /** Fetches the list where it is time to. Never rejects: without a new list the old one counts. */
  async refresh(): Promise<void> {
    const age = this.#options.clock().getTime() - this.#fetchedAt;
    // An age below zero is a clock that was set back.
    if (age >= 0 && age < FRESH_MS) return;
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = undefined;
    });
    if (this.#events === undefined || age < 0 || age >= STALE_MS) await this.#fetching;
  }

  isActive(eventId: string): boolean {
    if (this.#events === undefined) return this.#options.guarded.includes(eventId);
    const now = this.#options.clock().getTime();
    const event = this.#events.get(eventId);
    return event !== undefined && event.from <= now && now < event.until;
  }

  async #fetch(): Promise<void> {
    try {
      const events = readList(await this.#options.fetchList());
      if (events !== undefined) this.#events = events;
    } catch {
      // The list is tried again after FRESH_MS; a failing origin must not be asked by every request.
    }
    this.#fetchedAt = this.#options.clock().getTime();
  }
}

/** The events of a list; undefined for a text that is none, so that a broken upload does not open the gates. */
function readList(text: string): ReadonlyMap<string, ActiveEvent> | undefined {
  const list: unknown = JSON.parse(text);
  const entries: unknown = isObject(list) ? list.events : undefined;
  if (!Array.isArray(entries)) return undefined;
  const events = new Map<string, ActiveEvent>();
  for (const entry of entries) {
    if (!isObject(entry) || typeof entry.id !== 'string') return undefined;
    const from = timeOf(entry.from, Number.NEGATIVE_INFINITY);
    const until = timeOf(entry.until, Number.POSITIVE_INFINITY);
    if (Number.isNaN(from) || Number.isNaN(until)) return undefined;
    events.set(entry.id.toLowerCase(), { from, until });
  }
  return events;
}

function timeOf(value: unknown, absent: number): number {
  if (value === undefined) return absent;
  return typeof value === 'string' ? Date.parse(value) : Number.NaN;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
