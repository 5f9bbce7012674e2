/**
 * What the page uses of a browser, and no more: the rest of this repository runs on Node.js and must not see the globals of
 * a browser, and tests hand in their own.
 */
export interface Browser {
  readonly document: PageDocument;
  readonly location: {
    readonly pathname: string;
    readonly hash: string;
    readonly origin: string;
    replace(url: string): void;
  };
  readonly history: { replaceState(data: null, unused: string, url: string): void };
  readonly navigator: BrowserNavigator;
  readonly localStorage: KeyValueStorage;
  readonly crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };
  readonly AudioContext?: new () => PageAudio;
  fetch(url: string, init: FetchInit): Promise<FetchAnswer>;
  setTimeout(work: () => void, milliseconds: number): number;
  clearTimeout(timer: number): void;
  addEventListener(type: string, listener: () => void): void;
}

export interface BrowserNavigator {
  readonly languages: readonly string[];
  readonly onLine: boolean;
  readonly locks?: { request(name: string, work: () => Promise<void>): Promise<void> };
  readonly clipboard?: { writeText(text: string): Promise<void> };
  vibrate?(pattern: readonly number[]): boolean;
}

/** localStorage; every call may throw where the browser keeps nothing. */
export interface KeyValueStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

export interface FetchInit {
  readonly method: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

export interface FetchAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  json(): Promise<unknown>;
}

export interface PageDocument {
  title: string;
  readonly documentElement: PageElement;
  readonly visibilityState: string;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  createElementNS(namespace: string, name: string): PageElement;
  addEventListener(type: string, listener: () => void): void;
}

export interface PageElement {
  textContent: string | null;
  hidden: boolean;
  lang: string;
  readonly checked?: boolean;
  readonly dataset: Record<string, string | undefined>;
  setAttribute(name: string, value: string): void;
  replaceChildren(...children: readonly PageElement[]): void;
  append(child: PageElement): void;
  addEventListener(type: string, listener: () => void): void;
}

/** As much of Web Audio as one tone needs. */
export interface PageAudio {
  readonly currentTime: number;
  readonly destination: object;
  resume(): Promise<void>;
  createOscillator(): {
    readonly frequency: { setValueAtTime(hertz: number, at: number): void };
    connect(to: object): void;
    start(at: number): void;
    stop(at: number): void;
  };
  createGain(): {
    readonly gain: { setValueAtTime(value: number, at: number): void };
    connect(to: object): void;
  };
}
