import type { HeaderList } from './exchange.ts';

/** An answer that is kept: its body is whole. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: Buffer;
}

interface Entry {
  readonly answer: KeptAnswer;
  readonly keptAt: number;
  readonly endsAt: number;
}

const MOST_ENTRIES = 10_000;

/** What an edge location remembers. Times in milliseconds by the given clock. */
export class AnswerCache {
  readonly #entries = new Map<string, Entry>();
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** The answer and its age in whole seconds; undefined when there is none that still counts. */
  find(key: string): { readonly answer: KeptAnswer; readonly ageSeconds: number } | undefined {
    const entry = this.#entries.get(key);
    const now = this.#clock();
    if (entry === undefined || entry.endsAt <= now) return undefined;
    return { answer: entry.answer, ageSeconds: Math.floor((now - entry.keptAt) / 1_000) };
  }

  keep(key: string, answer: KeptAnswer, seconds: number): void {
    if (this.#entries.size >= MOST_ENTRIES) this.#entries.clear();
    const now = this.#clock();
    this.#entries.set(key, { answer, keptAt: now, endsAt: now + seconds * 1_000 });
  }
}
