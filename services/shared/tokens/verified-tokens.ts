/** A token's text and what it said, kept until it expires. */
type Verified<Claims> = { readonly claims: Claims; readonly expiresAtMs: number };

/**
 * Verified tokens by their full text, so that a signature is checked once per token and not once per request (E1).
 * Two generations bound it: at `capacity` the younger becomes the older, and the older is forgotten. A token in use is
 * carried over, as in an LRU, but a hit costs one look-up and no reordering.
 */
export class VerifiedTokens<Claims> {
  #young = new Map<string, Verified<Claims>>();
  #old = new Map<string, Verified<Claims>>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = Math.max(1, Math.floor(capacity / 2));
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  find(token: string, nowMs: number): Claims | undefined {
    const young = this.#young.get(token);
    if (young !== undefined && young.expiresAtMs > nowMs) return young.claims;
    const old = this.#old.get(token);
    if (old === undefined || old.expiresAtMs <= nowMs) return undefined;
    this.#old.delete(token);
    this.keep(token, old);
    return old.claims;
  }

  keep(token: string, verified: Verified<Claims>): void {
    if (this.#young.size >= this.#capacity) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(token, verified);
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
  }
}
