import { createHash } from 'node:crypto';
import type { RedisClient } from '../../shared/redis/redis-client.ts';
import type { Category } from './categories.ts';
import { takeScript } from './redis-script.ts';

/** Requests of one category that wait for one call. */
type Batch = {
  readonly category: Category;
  readonly limit: number;
  /** Bucket and client in one, as the script takes them. */
  readonly clients: string[];
  readonly settle: Settle[];
};
type Settle = { readonly resolve: (answer: number) => void; readonly reject: (error: unknown) => void };

/** A fifth of a millisecond of Redis' time at most, so that nobody else waits long. */
const MOST_PER_CALL = 64;
const SHA = createHash('sha1').update(takeScript).digest('hex');

/** Hashes per category: at 100,000 clients a hash holds 98 of them, still in Redis' compact form (up to 128). */
const BUCKETS = 1_024;
const BUCKET_NAMES = Array.from({ length: BUCKETS }, (_, bucket) => bucket.toString(32).padStart(2, '0'));

/**
 * Windows in Redis. All requests that arrive in one turn of the event loop are counted together: under load, when it
 * matters, the cost of a round trip is shared by dozens of requests, and an idle gateway waits for nothing.
 */
export class RedisWindows {
  readonly #redis: Pick<RedisClient, 'sendCommand' | 'isReady'>;
  readonly #timeoutMs: number;
  readonly #pending = new Map<Category, Batch>();

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
      const batch = this.#pending.get(category) ?? this.#open(category, limit);
      batch.clients.push(bucketOf(client) + client);
      batch.settle.push({ resolve, reject });
      if (batch.clients.length === MOST_PER_CALL) this.#send(batch);
    });
  }

  #open(category: Category, limit: number): Batch {
    const batch: Batch = { category, limit, clients: [], settle: [] };
    this.#pending.set(category, batch);
    setImmediate(() => {
      if (this.#pending.get(category) === batch) this.#send(batch);
    });
    return batch;
  }

  #send(batch: Batch): void {
    this.#pending.delete(batch.category);
    void this.#count(batch);
  }

  async #count(batch: Batch): Promise<void> {
    const late = setTimeout(
      () => rejectAll(batch, new Error(`Redis did not answer in ${this.#timeoutMs} ms`)),
      this.#timeoutMs,
    );
    try {
      const answers = await this.#run(batch);
      if (answers.length !== batch.settle.length) throw new Error('Redis answered for other requests than were asked');
      for (const [at, { resolve }] of batch.settle.entries()) resolve(Number(answers[at]));
    } catch (error) {
      rejectAll(batch, error);
    } finally {
      clearTimeout(late);
    }
  }

  async #run({ category, limit, clients }: Batch): Promise<unknown[]> {
    const rest = ['1', `rate:${category}`, String(limit), ...clients];
    let answer: unknown;
    try {
      answer = await this.#redis.sendCommand(['EVALSHA', SHA, ...rest]);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      answer = await this.#redis.sendCommand(['EVAL', takeScript, ...rest]);
    }
    const answers: unknown[] = Array.isArray(answer) ? answer : [];
    return answers;
  }
}

function rejectAll({ settle }: Batch, error: unknown): void {
  for (const { reject } of settle) reject(error);
}

// FNV-1a; clients choose neither their account id nor, in bulk, their address, so buckets stay even.
function bucketOf(client: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < client.length; at += 1) hash = Math.imul(hash ^ client.charCodeAt(at), 0x01000193);
  return BUCKET_NAMES[(hash >>> 0) % BUCKETS] ?? '';
}
