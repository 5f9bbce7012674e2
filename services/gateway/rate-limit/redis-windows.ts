import { createHash } from 'node:crypto';
import type { RedisClient } from '../../shared/redis/redis-client.ts';
import type { Category } from './categories.ts';
import { takeScript } from './redis-script.ts';

/** One request that waits for its verdict. */
type Pending = {
  readonly key: string;
  readonly client: string;
  readonly limit: number;
  readonly resolve: (answer: number) => void;
  readonly reject: (error: unknown) => void;
};

/** Hashes per category: at 100,000 clients a hash holds 98 of them, still in Redis' compact form (up to 128). */
const BUCKETS = 1_024;
const MOST_PER_CALL = 256;
const SHA = createHash('sha1').update(takeScript).digest('hex');

/**
 * Windows in Redis. All requests that arrive in one turn of the event loop are counted by one script call: under load,
 * when it matters, the cost of a round trip is shared by dozens of requests, and an idle gateway waits for nothing.
 */
export class RedisWindows {
  readonly #redis: Pick<RedisClient, 'sendCommand' | 'isReady'>;
  readonly #timeoutMs: number;
  readonly #keys = new Map<Category, readonly string[]>();
  #pending: Pending[] = [];

  /** @param timeoutMs how long an answer may take before the request is counted elsewhere; default 250 */
  constructor(redis: Pick<RedisClient, 'sendCommand' | 'isReady'>, timeoutMs = 250) {
    this.#redis = redis;
    this.#timeoutMs = timeoutMs;
  }

  get isReachable(): boolean {
    return this.#redis.isReady;
  }

  /** Requests counted including this one, or minus the seconds to wait. Rejects when Redis does not answer. */
  take(category: Category, client: string, limit: number): Promise<number> {
    return new Promise((resolve, reject) => {
      if (this.#pending.length === 0) setImmediate(() => this.#flush());
      this.#pending.push({ key: this.#keyOf(category, client), client, limit, resolve, reject });
    });
  }

  #keyOf(category: Category, client: string): string {
    const known = this.#keys.get(category);
    const keys = known ?? Array.from({ length: BUCKETS }, (_, bucket) => `rate:${category}:${bucket}`);
    if (known === undefined) this.#keys.set(category, keys);
    return keys[bucketOf(client)] ?? '';
  }

  #flush(): void {
    const pending = this.#pending;
    this.#pending = [];
    for (let from = 0; from < pending.length; from += MOST_PER_CALL) {
      void this.#count(pending.slice(from, from + MOST_PER_CALL));
    }
  }

  async #count(pending: readonly Pending[]): Promise<void> {
    const late = setTimeout(
      () => fail(pending, new Error(`Redis did not answer in ${this.#timeoutMs} ms`)),
      this.#timeoutMs,
    );
    try {
      const answers = await this.#run(pending);
      pending.forEach(({ resolve, reject }, at) => {
        const answer = answers[at];
        if (answer === undefined) reject(new Error('Redis answered fewer windows than were asked for'));
        else resolve(answer);
      });
    } catch (error) {
      fail(pending, error);
    } finally {
      clearTimeout(late);
    }
  }

  async #run(pending: readonly Pending[]): Promise<number[]> {
    const rest = [String(pending.length), ...pending.map(({ key }) => key), ...argumentsOf(pending)];
    let answer: unknown;
    try {
      answer = await this.#redis.sendCommand(['EVALSHA', SHA, ...rest]);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      answer = await this.#redis.sendCommand(['EVAL', takeScript, ...rest]);
    }
    const list: unknown[] = Array.isArray(answer) ? answer : [];
    return list.map(Number);
  }
}

function argumentsOf(pending: readonly Pending[]): string[] {
  return pending.flatMap(({ client, limit }) => [client, String(limit)]);
}

function fail(pending: readonly Pending[], error: unknown): void {
  for (const { reject } of pending) reject(error);
}

// FNV-1a; clients choose neither their account id nor, in bulk, their address, so buckets stay even.
function bucketOf(client: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < client.length; at += 1) hash = Math.imul(hash ^ client.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % BUCKETS;
}
