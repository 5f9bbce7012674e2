import type { Logger } from '../../shared/logging/logger.ts';
import type { FencedSeat } from '../reservations/release-clauses.ts';

/** Who holds a seat, as PostgreSQL said when it gave the fencing number. */
export interface SeatLockEntry extends FencedSeat {
  readonly userId: string;
}

/**
 * The lock `seat-lock:{seatId}` in Redis (ruling E4). It makes losers cheap: they are turned away without touching
 * PostgreSQL. It proves nothing: whoever passes it still needs the hold statement, and whoever holds it may have lost the
 * seat. So it may vanish at any moment, and no method here ever rejects.
 */
export interface SeatLocks {
  /** The seats that somebody else surely holds right now; empty whenever Redis cannot say. */
  heldByOthers(seatIds: readonly string[], userId: string): Promise<string[]>;
  /** After the hold has committed. `until` is the hold's own end: the entry is not believed beyond it. */
  write(entries: readonly SeatLockEntry[], until: Date): Promise<void>;
  /** PostgreSQL has just said that these seats are taken: their entries, where there are any, are believed anew. */
  stillTaken(seatIds: readonly string[]): Promise<void>;
  /** Only the entry with the same fencing number goes; a later holder's stays. */
  release(seats: readonly FencedSeat[]): Promise<void>;
}

/** The commands it needs; node-redis sends what is called in one tick as one pipeline, whatever slots the keys have. */
export interface SeatLockRedis {
  get(key: string): Promise<string | null>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

interface SeatLockOptions {
  readonly redis: SeatLockRedis;
  /** 420 s: longer than a hold, so that a payment on the border meets no second buyer (domain.md 10.3 #13). */
  readonly ttlSeconds: number;
  readonly logger: Logger;
  readonly now: () => number;
  /** How long a buyer waits for Redis at most. Default 100 ms. */
  readonly timeoutMs?: number;
  /** How long Redis is left alone after it failed. Default 1,000 ms. */
  readonly pauseMs?: number;
  readonly onFailure?: () => void;
}

const keyOf = (seatId: string): string => `seat-lock:${seatId}`;

/** An older holder that wakes up late never overwrites a newer one: fencing numbers only grow. */
const writeScript = `
local held = redis.call('GET', KEYS[1])
if held and tonumber(string.match(held, '^%d+')) > tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1] .. ':' .. ARGV[2] .. ':' .. ARGV[3] .. ':' .. ARGV[4], 'EX', ARGV[5])
return 1`;

const stillTakenScript = `
local held = redis.call('GET', KEYS[1])
if not held then return 0 end
redis.call('SET', KEYS[1], string.gsub(held, ':%d+$', ':' .. ARGV[1]), 'KEEPTTL')
return 1`;

const releaseScript = `
local held = redis.call('GET', KEYS[1])
if held and string.match(held, '^%d+') == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

/**
 * How long an entry is believed after PostgreSQL's last word about its seat. A release that Redis did not hear, or a process
 * that died before it, leaves an entry for a seat that is free: the first buyer after this long finds out.
 */
const believedMs = 5_000;

/** The locks of seats in Redis; every call answers at once, and without Redis as if there were no locks (E4). */
export function createSeatLocks(options: SeatLockOptions): SeatLocks {
  const { redis, ttlSeconds, logger, now, timeoutMs = 100, pauseMs = 1_000, onFailure } = options;
  let pausedUntil = 0;

  /** Runs `work` against Redis, or answers `fallback`: too late, refused, or Redis is being left alone. */
  async function tryRedis<T>(work: () => Promise<T>, fallback: T): Promise<T> {
    if (now() < pausedUntil) return fallback;
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
    });
    try {
      return await Promise.race([work(), timeout]);
    } catch (error) {
      pausedUntil = now() + pauseMs;
      onFailure?.();
      logger.warn({ err: error }, 'seat locks are off for a moment; PostgreSQL decides alone');
      return fallback;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async heldByOthers(seatIds, userId) {
      const locks = await tryRedis<(string | null)[]>(() => Promise.all(seatIds.map((id) => redis.get(keyOf(id)))), []);
      return seatIds.filter((_, index) => {
        const [, until, holder, asOf] = locks[index]?.split(':') ?? [];
        return holder !== userId && Number(until) > now() && Number(asOf) > now() - believedMs;
      });
    },
    async write(entries, until) {
      const ttl = String(ttlSeconds);
      const end = String(until.getTime());
      await tryRedis<unknown>(
        () =>
          Promise.all(
            entries.map(({ seatId, fencingToken, userId }) =>
              redis.eval(writeScript, {
                keys: [keyOf(seatId)],
                arguments: [String(fencingToken), end, userId, String(now()), ttl],
              }),
            ),
          ),
        undefined,
      );
    },
    async stillTaken(seatIds) {
      const asOf = String(now());
      await tryRedis<unknown>(
        () => Promise.all(seatIds.map((id) => redis.eval(stillTakenScript, { keys: [keyOf(id)], arguments: [asOf] }))),
        undefined,
      );
    },
    async release(seats) {
      if (seats.length === 0) return;
      await tryRedis<unknown>(
        () =>
          Promise.all(
            seats.map(({ seatId, fencingToken }) =>
              redis.eval(releaseScript, { keys: [keyOf(seatId)], arguments: [String(fencingToken)] }),
            ),
          ),
        undefined,
      );
    },
  };
}
