import type { Logger } from '../../shared/logging/logger.ts';
import type { Category } from './categories.ts';
import type { LocalWindows } from './local-windows.ts';
import type { RedisWindows } from './redis-windows.ts';
import { toVerdict, type Verdict } from './sliding-window.ts';

/** What the limiter is made from. */
export type RateLimiterOptions = {
  readonly redisWindows: Pick<RedisWindows, 'take' | 'isReachable'>;
  readonly localWindows: LocalWindows;
  readonly nowMs: () => number;
  readonly logger: Logger;
  /** Told for every request that was counted in this process because Redis is away (a metric, 10.1 no. 25). */
  readonly onFallback: () => void;
};

export type RateLimiter = {
  /** Counts one request. Never rejects. */
  readonly take: (category: Category, client: string, limit: number) => Verdict | Promise<Verdict>;
};

/** After a failure Redis is left alone for this long, so that requests do not each wait for its time-out. */
const PAUSE_MS = 1_000;

/** Counts in Redis, and with the same limit in this process while Redis is away (E15). */
export function createRateLimiter(options: RateLimiterOptions): RateLimiter {
  const { redisWindows, localWindows, nowMs, logger, onFallback } = options;
  let pausedUntilMs = 0;

  function takeHere(category: Category, client: string, limit: number): Verdict {
    onFallback();
    return toVerdict(localWindows.take(`${category}:${client}`, limit, nowMs() / 1000), limit);
  }

  function failed(error: unknown): void {
    const now = nowMs();
    if (now >= pausedUntilMs)
      logger.warn({ err: error }, 'rate limits are counted in this process: redis does not answer');
    pausedUntilMs = now + PAUSE_MS;
  }

  return {
    take(category, client, limit) {
      if (!redisWindows.isReachable || nowMs() < pausedUntilMs) return takeHere(category, client, limit);
      return redisWindows.take(category, client, limit).then(
        (answer) => toVerdict(answer, limit),
        (error: unknown) => {
          failed(error);
          return takeHere(category, client, limit);
        },
      );
    },
  };
}
