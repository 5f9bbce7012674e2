import { Announcements } from './announcements.ts';
import type { PageDocument } from './browser.ts';
import { type PageState, type Shown, secondsBefore, shownIn } from './page-state.ts';
import { type Language, type Texts, texts } from './texts.ts';
import { clockOf, waitInWords } from './wait-words.ts';

const SENTENCES: Readonly<Record<Shown, (words: Texts) => string>> = {
  joining: (words) => words.joining,
  before: (words) => words.line,
  'before-lottery': (words) => words.lottery,
  drawing: (words) => words.drawing,
  line: (words) => words.line,
  held: (words) => words.held,
  turn: (words) => words.turnHint,
  closed: (words) => words.closedHint,
  'no-event': (words) => words.notFound,
  open: (words) => words.turnHint,
};

/** Writes what the page knows into its elements; the page itself is index.html. */
export class PageView {
  readonly #document: PageDocument;
  readonly #announcements = new Announcements();
  #language: Language;

  constructor(document: PageDocument, language: Language) {
    this.#document = document;
    this.#language = language;
    this.speak(language);
  }

  get words(): Texts {
    return texts[this.#language];
  }

  /** Changes the language of everything that does not change otherwise. */
  speak(language: Language): void {
    this.#language = language;
    const { words } = this;
    this.#document.documentElement.lang = language;
    const byName: ReadonlyMap<string, unknown> = new Map(Object.entries(words));
    for (const element of this.#document.querySelectorAll('[data-text]')) {
      const text = byName.get(element.dataset.text ?? '');
      if (typeof text === 'string') element.textContent = text;
    }
    for (const button of this.#document.querySelectorAll('[data-language]')) {
      button.setAttribute('aria-pressed', String(button.dataset.language === language));
    }
    this.#label('progress', words.progress);
    this.#label('nav', words.languages);
  }

  show(state: PageState, now: number): void {
    const { words } = this;
    const shown = shownIn(state, now);
    const { standing } = state;
    const isLottery = shown === 'before-lottery' || shown === 'drawing';
    const waits = isLottery || shown === 'line' || shown === 'held' || shown === 'before';
    this.#document.documentElement.dataset.shown = shown;
    const left = clockOf(secondsBefore(state, now));
    const wait = waitInWords(standing?.wait ?? null, words);
    const heading = shown === 'turn' ? words.turn : shown === 'closed' ? words.closed : words.title;

    this.#set('heading', heading);
    this.#set('sentence', SENTENCES[shown](words));
    this.#set('place-name', isLottery ? words.entry : words.place);
    this.#set('place', this.#number(standing?.position ?? 0));
    this.#set('ahead', words.people(this.#number(standing?.ahead ?? 0)));
    this.#set('wait', wait);
    this.#set('countdown', left);
    this.#hide('standing', !waits);
    for (const line of this.#document.querySelectorAll('.line')) line.hidden = shown !== 'line' && shown !== 'held';
    this.#hide('before', shown !== 'before' && shown !== 'before-lottery');
    this.#hide('progress', isLottery || shown === 'before');
    this.#hide('enter', shown !== 'turn' && shown !== 'open');
    this.#hide('to-event', shown !== 'closed');
    this.#hide('home', shown !== 'no-event');
    this.#hide('keep', !waits);
    this.#hide('tools', !waits);
    this.#hide('fault', state.fault === undefined || !(waits || shown === 'joining'));
    this.#set('fault', `${state.fault === 'offline' ? words.offline : words.trouble} ${words.placeSafe}`);
    this.#showProgress(state);
    this.#title(shown, left, wait);
    this.#announce(shown, state, wait);
  }

  /** The sentence for screen readers. The numbers on the page are not live: they would be read at every question. */
  #announce(shown: Shown, state: PageState, wait: string): void {
    const { words } = this;
    const { standing, fault } = state;
    const isLine = shown === 'line' && fault === undefined;
    if (!this.#announcements.isDue(`${shown} ${fault ?? ''}`, isLine ? standing?.ahead : undefined)) return;
    const place = this.#number(standing?.position ?? 0);
    if (fault !== undefined)
      this.#set('said', `${fault === 'offline' ? words.offline : words.trouble} ${words.placeSafe}`);
    else if (isLine) this.#set('said', words.announce(place, this.#number(standing?.ahead ?? 0), wait));
    else if (shown === 'turn') this.#set('said', `${words.turn} ${words.turnHint}`);
    else if (shown === 'closed') this.#set('said', `${words.closed}. ${words.closedHint}`);
    else this.#set('said', SENTENCES[shown](words));
  }

  #title(shown: Shown, left: string, wait: string): void {
    const { words } = this;
    const what: Partial<Record<Shown, string>> = {
      turn: words.turn,
      closed: words.closed,
      line: words.waitTitle(wait),
      before: words.beforeTitle(left),
      'before-lottery': words.beforeTitle(left),
    };
    const title = what[shown] ?? words.title;
    if (this.#document.title !== title) this.#document.title = title;
  }

  #showProgress({ standing, aheadAtFirst }: PageState): void {
    const done = standing === undefined || aheadAtFirst === 0 ? 0 : 1 - standing.ahead / aheadAtFirst;
    this.#document.querySelector('progress')?.setAttribute('value', done.toFixed(3));
  }

  #number(value: number): string {
    return value.toLocaleString(this.#language);
  }

  #set(id: string, text: string): void {
    const element = this.#document.querySelector(`#${id}`);
    if (element !== null && element.textContent !== text) element.textContent = text;
  }

  #hide(id: string, hidden: boolean): void {
    const element = this.#document.querySelector(`#${id}`);
    if (element !== null) element.hidden = hidden;
  }

  #label(selector: string, label: string): void {
    this.#document.querySelector(selector)?.setAttribute('aria-label', label);
  }
}
