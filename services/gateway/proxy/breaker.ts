/** How a call ended, as far as the health of the back end goes; `unknown` when the client left before it ended. */
export type CallOutcome = 'fine' | 'failed' | 'slow' | 'unknown';

const WINDOW = 10;
const FAILED_TO_OPEN = 5;
const SLOW_TO_OPEN = 8;
const OPEN_MS = 10_000;
const TRIALS = 3;

/** A call is slow from here on (domain.md 1.0). */
export const SLOW_CALL_MS = 3_000;

/**
 * Stops calling a back end that does not answer: opens at 50 % failed or 80 % slow of the last 10 calls, for 10 s, then
 * lets 3 calls try (domain.md 1.0). A failed call is one without an answer; an answer of status 500 is an answer.
 */
export class Breaker {
  readonly #nowMs: () => number;
  readonly #recent: CallOutcome[] = [];
  #next = 0;
  #failed = 0;
  #slow = 0;
  #openedAt: number | undefined;
  #trialsLeft = 0;
  #trialsFine = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  get isOpen(): boolean {
    return this.#openedAt !== undefined;
  }

  /** Whether a call may be made now; every `true` must be followed by one `report`. */
  allows(): boolean {
    if (this.#openedAt === undefined) return true;
    if (this.#nowMs() - this.#openedAt < OPEN_MS) return false;
    if (this.#trialsLeft === 0) return false;
    this.#trialsLeft -= 1;
    return true;
  }

  report(outcome: CallOutcome): void {
    if (outcome === 'unknown') this.#trialsLeft = Math.min(this.#trialsLeft + 1, TRIALS);
    else if (this.#openedAt === undefined) this.#count(outcome);
    else this.#judgeTrial(outcome);
  }

  #count(outcome: CallOutcome): void {
    const replaced = this.#recent[this.#next];
    if (replaced === 'failed') this.#failed -= 1;
    if (replaced === 'slow') this.#slow -= 1;
    this.#recent[this.#next] = outcome;
    this.#next = (this.#next + 1) % WINDOW;
    if (outcome === 'fine') return;
    if (outcome === 'failed') this.#failed += 1;
    else this.#slow += 1;
    if (this.#recent.length === WINDOW && (this.#failed >= FAILED_TO_OPEN || this.#slow >= SLOW_TO_OPEN)) this.#open();
  }

  // Calls that began before the breaker opened report here as well; a late success of theirs may count as a trial.
  #judgeTrial(outcome: CallOutcome): void {
    if (outcome !== 'fine') {
      this.#open();
      return;
    }
    this.#trialsFine += 1;
    if (this.#trialsFine < TRIALS) return;
    this.#openedAt = undefined;
    this.#recent.length = 0;
    this.#next = 0;
    this.#failed = 0;
    this.#slow = 0;
  }

  #open(): void {
    this.#openedAt = this.#nowMs();
    this.#trialsLeft = TRIALS;
    this.#trialsFine = 0;
  }
}
