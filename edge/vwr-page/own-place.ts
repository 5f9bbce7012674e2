import type { Browser } from './browser.ts';

/** What a browser remembers of its place: the claim finds it again, on this device or another (edge/vwr-api/README.md). */
export interface OwnPlace {
  readonly claim: string;
  readonly requestId?: string;
  readonly receipt?: string;
}

const CLAIM = /^[\w-]{22,128}$/;
const CLAIM_BYTES = 18;

/** Keeps the place of one event in this browser; where the browser keeps nothing, for as long as the page lives. */
export class OwnPlaceStore {
  readonly #browser: Browser;
  readonly #key: string;
  #known: OwnPlace | undefined;

  constructor(browser: Browser, eventId: string) {
    this.#browser = browser;
    this.#key = `urr-vwr-${eventId}`;
  }

  /**
   * The place of this browser, begun now if there is none. A claim in the fragment of the address is that of another device:
   * it counts unless this one has its own. Two tabs that begin at once come to the same claim.
   */
  async begin(): Promise<OwnPlace> {
    const { navigator, location, history } = this.#browser;
    const linked = location.hash.slice(1);
    // The claim is a secret: it must not stay in the address, from where people copy.
    if (linked !== '') history.replaceState(null, '', location.pathname);
    const settle = async () => {
      this.#known = this.#read() ?? { claim: CLAIM.test(linked) ? linked : this.#newClaim() };
      this.#write(this.#known);
    };
    if (navigator.locks === undefined) await settle();
    else await navigator.locks.request(this.#key, settle);
    return this.#known ?? { claim: this.#newClaim() };
  }

  remember(place: OwnPlace): void {
    this.#known = place;
    this.#write(place);
  }

  /** The address that takes the place to another device: in the fragment, which no server ever sees. */
  linkOf({ claim }: OwnPlace): string {
    const { origin, pathname } = this.#browser.location;
    return `${origin}${pathname}#${claim}`;
  }

  #newClaim(): string {
    const bytes = this.#browser.crypto.getRandomValues(new Uint8Array(CLAIM_BYTES));
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    let claim = '';
    for (let at = 0; at < bytes.length; at += 3) {
      const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
      for (const shift of [18, 12, 6, 0]) claim += alphabet.charAt((word >> shift) & 63);
    }
    return claim;
  }

  #read(): OwnPlace | undefined {
    try {
      const kept: unknown = JSON.parse(this.#browser.localStorage.getItem(this.#key) ?? 'null');
      if (typeof kept !== 'object' || kept === null || !('claim' in kept) || typeof kept.claim !== 'string') {
        return undefined;
      }
      const { claim } = kept;
      return {
        claim,
        ...('requestId' in kept && typeof kept.requestId === 'string' ? { requestId: kept.requestId } : {}),
        ...('receipt' in kept && typeof kept.receipt === 'string' ? { receipt: kept.receipt } : {}),
      };
    } catch {
      // A browser that keeps nothing: the cookie holds the place.
      return undefined;
    }
  }

  #write(place: OwnPlace): void {
    try {
      this.#browser.localStorage.setItem(this.#key, JSON.stringify(place));
    } catch {
      // As above.
    }
  }
}
