import { Pool } from 'undici';
import { Breaker } from './breaker.ts';

/** Limits of one back end; defaults are those of domain.md 1.0. */
export type UpstreamOptions = {
  readonly name: string;
  readonly baseUrl: string;
  readonly nowMs: () => number;
  /** Milliseconds until a connection stands; default 5,000. */
  readonly connectTimeoutMs?: number;
  /** Milliseconds until the answer's headers are there, and between two parts of its body; default 10,000. */
  readonly readTimeoutMs?: number;
  /** Requests under way at once before further ones are refused; default 2,000. */
  readonly mostCalls?: number;
  /** Event streams under way at once, on connections of their own; default 10,000. */
  readonly mostStreams?: number;
};

const CONNECTIONS = 256;
/** A stream is alive as long as it says something this often; back ends send a comment line every 15 s. */
const STREAM_SILENCE_MS = 60_000;

/** One back end: its connections, its breaker, and how much is under way. */
export class Upstream {
  readonly name: string;
  readonly baseUrl: string;
  readonly breaker: Breaker;
  readonly #calls: Pool;
  // A stream holds its connection for minutes: in one pool with the calls, a few hundred of them would stop everything.
  readonly #streams: Pool;
  readonly #mostCalls: number;
  readonly #mostStreams: number;
  callsUnderWay = 0;
  streamsUnderWay = 0;

  constructor(options: UpstreamOptions) {
    const { connectTimeoutMs = 5_000, readTimeoutMs = 10_000 } = options;
    const shared = {
      connect: { timeout: connectTimeoutMs, keepAlive: true },
      headersTimeout: readTimeoutMs,
      pipelining: 1,
    };
    this.name = options.name;
    this.baseUrl = options.baseUrl;
    this.breaker = new Breaker(options.nowMs);
    const origin = new URL(options.baseUrl).origin;
    this.#calls = new Pool(origin, {
      ...shared,
      connections: CONNECTIONS,
      bodyTimeout: readTimeoutMs,
      keepAliveTimeout: 30_000,
    });
    this.#streams = new Pool(origin, { ...shared, bodyTimeout: STREAM_SILENCE_MS, keepAliveTimeout: 1_000 });
    this.#mostCalls = options.mostCalls ?? 2_000;
    this.#mostStreams = options.mostStreams ?? 10_000;
  }

  pool(isStream: boolean): Pool {
    return isStream ? this.#streams : this.#calls;
  }

  isFull(isStream: boolean): boolean {
    return isStream ? this.streamsUnderWay >= this.#mostStreams : this.callsUnderWay >= this.#mostCalls;
  }

  /** Cuts event streams, for an orderly stop; calls go on. */
  async closeStreams(): Promise<void> {
    await this.#streams.destroy();
  }

  /** Cuts everything that is still under way. */
  async close(): Promise<void> {
    await Promise.all([this.#calls.destroy(), this.#streams.destroy()]);
  }
}
