import { SUB_WINDOW_SECONDS, SUB_WINDOWS } from './sliding-window.ts';

type Count = { readonly subWindow: number; requests: number };

/**
 * The same windows in this process, for the time without Redis (E15). Memory is bounded: clients in use are carried from
 * one generation to the next, and the older generation is dropped when the younger one is full.
 */
export class LocalWindows {
  readonly #mostClients: number;
  #young = new Map<string, Count[]>();
  #old = new Map<string, Count[]>();

  constructor(mostClients = 100_000) {
    this.#mostClients = Math.max(1, Math.floor(mostClients / 2));
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  /** Requests counted including this one, or minus the seconds to wait. */
  take(client: string, limit: number, nowSeconds: number): number {
    const running = Math.floor(nowSeconds / SUB_WINDOW_SECONDS);
    const counts = (this.#young.get(client) ?? this.#old.get(client) ?? []).filter(
      ({ subWindow }) => running - subWindow <= SUB_WINDOWS,
    );
    this.#keep(client, counts);
    const total = counts.reduce((sum, { requests }) => sum + requests, 0);
    if (total >= limit) {
      const oldest = counts[0]?.subWindow ?? running;
      return -Math.ceil((oldest + SUB_WINDOWS + 1) * SUB_WINDOW_SECONDS - nowSeconds);
    }
    const last = counts.at(-1);
    if (last?.subWindow === running) last.requests += 1;
    else counts.push({ subWindow: running, requests: 1 });
    return total + 1;
  }

  #keep(client: string, counts: Count[]): void {
    if (this.#young.size >= this.#mostClients && !this.#young.has(client)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(client, counts);
    this.#old.delete(client);
  }
}
