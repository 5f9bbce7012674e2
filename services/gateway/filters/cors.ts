import type { Exchange } from '../exchange.ts';
import type { Filter } from './filter.ts';

const METHODS = 'GET, POST, PUT, DELETE, PATCH, OPTIONS';
const REQUEST_HEADERS = 'Authorization, Content-Type, x-queue-entry-token, Idempotency-Key, If-None-Match';
const MAX_AGE_SECONDS = '3600';
/** What scripts of another origin may read from an answer. */
const EXPOSED = 'RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, X-Request-Id, ETag';

/**
 * Answers preflights and marks every answer, refusals included, for the allowed origins (domain.md 1.1). It comes before
 * everything else, so that a browser can read a 403 or 429 and a preflight never counts against a limit (10.1 no. 27).
 * @param allowedOrigins exact origins, for example https://urr.example
 */
export function corsFilter(allowedOrigins: readonly string[]): Filter {
  const allowed = new Set(allowedOrigins);
  return {
    name: 'cors',
    order: -20,
    apply(exchange) {
      const { origin, preflightMethod } = exchange.headers;
      if (origin !== undefined) markAnswer(exchange, origin, allowed.has(origin));
      if (exchange.method !== 'OPTIONS') return 'next';
      answerOptions(exchange, preflightMethod !== undefined && origin !== undefined && allowed.has(origin));
      return 'answered';
    },
  };
}

function markAnswer({ answerHeaders }: Exchange, origin: string, isAllowed: boolean): void {
  answerHeaders.push('vary', 'Origin');
  if (!isAllowed) return;
  answerHeaders.push('access-control-allow-origin', origin, 'access-control-allow-credentials', 'true');
  answerHeaders.push('access-control-expose-headers', EXPOSED);
}

// No back end has OPTIONS routes: they all end here. A foreign origin gets no permission, which is what refuses it.
function answerOptions({ res, answerHeaders }: Exchange, isPermitted: boolean): void {
  answerHeaders.push('allow', METHODS, 'content-length', '0');
  if (isPermitted) {
    answerHeaders.push('access-control-allow-methods', METHODS, 'access-control-allow-headers', REQUEST_HEADERS);
    answerHeaders.push('access-control-max-age', MAX_AGE_SECONDS);
  }
  res.writeHead(204, answerHeaders);
  res.end();
}
