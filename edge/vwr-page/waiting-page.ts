import type { Browser } from './browser.ts';
import { standingBy } from './line-news.ts';
import { type OwnPlace, OwnPlaceStore } from './own-place.ts';
import { firstState, type PageState, secondsBefore, standsAt } from './page-state.ts';
import type { PageView } from './page-view.ts';
import { nextAttempt, nextQuestion } from './poll-times.ts';
import type { Standing } from './standing.ts';
import type { Answer } from './vwr-answers.ts';
import type { VwrClient } from './vwr-client.ts';

export interface WaitingPageOptions {
  readonly browser: Browser;
  readonly eventId: string;
  readonly view: PageView;
  readonly client: VwrClient;
  readonly clock: () => number;
  readonly random: () => number;
  /** Called when it is the holder's turn, before they are led away. */
  readonly onTurn: () => void;
}

/** So long the words "your turn" stand before the page leads on: they must be read, or read out. */
const TURN_MS = 2_500;
/** A pass lives 600 s; who does not look gets a new one in time. */
const RENEW_PASS_SECONDS = 240;
/** Everybody's countdown ends at once: spread over this many seconds, their questions do not come at once. */
const OPENING_SPREAD_SECONDS = 5;

/** Asks where the holder stands, as often as the API wants to be asked, and leads on when it is their turn. */
export class WaitingPage {
  readonly #options: WaitingPageOptions;
  readonly #store: OwnPlaceStore;
  #state: PageState = firstState;
  #place: OwnPlace | undefined;
  #failures = 0;
  #timer: number | undefined;
  #asking = false;
  #dueAt = 0;

  constructor(options: WaitingPageOptions) {
    this.#options = options;
    this.#store = new OwnPlaceStore(options.browser, options.eventId);
  }

  get state(): PageState {
    return this.#state;
  }

  /** Begins; what the tab was opened with counts once. */
  async start(): Promise<void> {
    const { browser } = this.#options;
    this.#place = await this.#store.begin();
    // Browsers slow the timers of hidden tabs down, never the questions here: a turn must not pass unseen.
    browser.document.addEventListener('visibilitychange', () => this.#look());
    browser.addEventListener('online', () => this.#askNow());
    browser.addEventListener('offline', () => this.#change({ ...this.#state, fault: 'offline' }));
    await this.ask();
  }

  /** The address that takes this place to another device. */
  get link(): string | undefined {
    return this.#place && this.#store.linkOf(this.#place);
  }

  get receipt(): string | undefined {
    return this.#place?.receipt;
  }

  show(): void {
    this.#options.view.show(this.#state, this.#options.clock());
  }

  /** Leads to the event. */
  enter(): void {
    this.#options.browser.location.replace(`/events/${this.#options.eventId}`);
  }

  /** One question, and the time of the next. */
  async ask(): Promise<void> {
    const { client } = this.#options;
    const place = this.#place;
    if (place === undefined || this.#asking) return;
    this.#asking = true;
    const { standing, phase } = this.#state;
    // Asking for a place again gives the same one: it is how a page begins, and how it finds back.
    const answer = await (standing === undefined
      ? client.join(place)
      : phase === 'turn'
        ? client.check(standing.requestId)
        : this.#askNews(standing));
    this.#asking = false;
    this.#take(answer, place);
  }

  /** By the news where that is enough, else by a question of one's own. */
  async #askNews(standing: Standing): Promise<Answer> {
    const { client } = this.#options;
    const answer = await client.news();
    if (answer.kind !== 'news') return answer.kind === 'trouble' ? answer : client.check(standing.requestId);
    const { news, serverTime } = answer;
    const moved = standingBy(standing, news, serverTime);
    return moved === undefined ? client.check(standing.requestId) : { kind: 'standing', standing: moved, serverTime };
  }

  #take(answer: Answer, place: OwnPlace): void {
    const { browser, clock, random } = this.#options;
    // News in answer to a question of one's own is none.
    if (answer.kind === 'trouble' || answer.kind === 'news') {
      this.#failures += 1;
      this.#change({ ...this.#state, fault: browser.navigator.onLine ? 'trouble' : 'offline' });
      this.#again(nextAttempt(this.#failures, answer.kind === 'trouble' ? answer.retryAfter : 0, random()));
      return;
    }
    this.#failures = 0;
    switch (answer.kind) {
      case 'open':
        this.#change({ ...this.#state, phase: 'open', fault: undefined });
        // Not at once: an edge that has not heard of it yet leads back here for some seconds.
        browser.setTimeout(() => this.enter(), TURN_MS);
        return;
      case 'closed':
        // It may open again.
        this.#change({ ...this.#state, phase: 'closed', fault: undefined, standing: undefined });
        this.#again(nextQuestion(60, random()));
        return;
      case 'unknown-place':
        this.#change({ ...this.#state, standing: undefined });
        this.#again(nextQuestion(1, random()));
        return;
      case 'standing': {
        const { standing, serverTime } = answer;
        this.#place = { ...place, requestId: standing.requestId, receipt: standing.receipt ?? place.receipt ?? '' };
        this.#store.remember(this.#place);
        const wasTurn = this.#state.phase === 'turn';
        this.#change(standsAt(this.#state, standing, serverTime, clock()));
        if (standing.admitted) this.#turn(wasTurn);
        else this.#again(this.#pause());
      }
    }
  }

  #turn(wasTurn: boolean): void {
    const { browser, onTurn } = this.#options;
    if (!wasTurn) onTurn();
    if (browser.document.visibilityState === 'visible') browser.setTimeout(() => this.enter(), TURN_MS);
    // Whoever looks elsewhere keeps their turn: the pass is renewed until they come.
    else this.#again(RENEW_PASS_SECONDS);
  }

  #pause(): number {
    const { clock, random } = this.#options;
    const asked = nextQuestion(this.#state.standing?.nextPoll ?? 5, random());
    const before = secondsBefore(this.#state, clock());
    return before > 0 ? Math.min(asked, before + random() * OPENING_SPREAD_SECONDS) : asked;
  }

  /** The tab is looked at again: show what is true now, and ask if it is time. */
  #look(): void {
    if (this.#options.browser.document.visibilityState !== 'visible') return;
    this.show();
    // The pass in the cookie may be old: a fresh one, and then on.
    if (this.#state.phase === 'turn' || this.#options.clock() >= this.#dueAt) this.#askNow();
  }

  #askNow(): void {
    if (this.#timer !== undefined) this.#options.browser.clearTimeout(this.#timer);
    void this.ask();
  }

  #again(seconds: number): void {
    const { browser, clock } = this.#options;
    if (this.#timer !== undefined) browser.clearTimeout(this.#timer);
    this.#dueAt = clock() + seconds * 1_000;
    this.#timer = browser.setTimeout(() => void this.ask(), seconds * 1_000);
  }

  #change(state: PageState): void {
    this.#state = state;
    this.show();
  }
}
