import { AppError } from '../../shared/errors/app-error.ts';
import { addressGroup } from '../../shared/identity/address-group.ts';
import type { Exchange } from '../exchange.ts';
import { categoryOf, type Limits } from '../rate-limit/categories.ts';
import type { RateLimiter } from '../rate-limit/rate-limiter.ts';
import { type Verdict, WINDOW_SECONDS } from '../rate-limit/sliding-window.ts';
import type { Filter, FilterResult } from './filter.ts';

/** What the filter is made from. */
export type RateLimitOptions = {
  readonly limiter: RateLimiter;
  readonly limits: Limits;
  readonly clientAddressOf: (exchange: Exchange) => string;
};

/** Limits requests per minute, category and client: the account when signed in, else the address (architecture.md 6.1, E7). */
export function rateLimitFilter(options: RateLimitOptions): Filter {
  const { limiter, limits, clientAddressOf } = options;
  return {
    name: 'rate-limit',
    order: 0,
    apply(exchange) {
      const category = categoryOf(exchange.method, exchange.target.canonicalPath);
      if (category === undefined) return 'next';
      const limit = limits[category];
      const { user } = exchange;
      // Accounts are free: whoever signs in or registers is counted where they stand, or each new account would bring new tries.
      const byAddress = user === undefined || category === 'AUTH';
      const client = byAddress ? `ip:${addressGroup(clientAddressOf(exchange))}` : `user:${shortId(user.sub)}`;
      const verdict = limiter.take(category, client, limit);
      return verdict instanceof Promise
        ? verdict.then((settled) => decide(exchange, settled, limit))
        : decide(exchange, verdict, limit);
    },
  };
}

function decide({ answerHeaders }: Exchange, verdict: Verdict, limit: number): FilterResult {
  const { isAllowed, remaining, retryAfterSeconds } = verdict;
  answerHeaders.push('ratelimit-limit', String(limit), 'ratelimit-remaining', String(remaining));
  answerHeaders.push('ratelimit-reset', String(isAllowed ? WINDOW_SECONDS : retryAfterSeconds));
  if (isAllowed) return 'next';
  answerHeaders.push('retry-after', String(retryAfterSeconds));
  throw new AppError('RATE_LIMITED', `Only ${limit} requests per minute are allowed here.`, {
    retryAfterSeconds,
  });
}

// 22 letters instead of 36 for the same 16 bytes: Redis keeps one per client.
function shortId(uuid: string): string {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url');
}
