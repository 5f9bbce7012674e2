import { createOriginCheck } from '../../shared/identity/origin-check.ts';
import { cookieValue } from './cookies.ts';
import type { Filter } from './filter.ts';

/**
 * Browsers keep the access token in a cookie that scripts cannot read; it counts when there is no Authorization header.
 * A cookie travels with whatever any page sends, so an unsafe request counts only from our own pages (ruling E11).
 * @param allowedOrigins exact origins of our pages, for example https://urr.example
 */
export function cookieAuthFilter(allowedOrigins: readonly string[]): Filter {
  const checkOrigin = createOriginCheck({ allowedOrigins, sessionCookies: ['access_token'] });
  return {
    name: 'cookie-auth',
    order: -2,
    apply(exchange) {
      const { authorization, cookie } = exchange.headers;
      if (authorization !== undefined) exchange.bearer = bearerOf(authorization);
      else if (cookie !== undefined) {
        exchange.bearer = cookieValue(cookie, 'access_token');
        if (exchange.bearer !== undefined && exchange.method !== 'GET') checkOrigin(exchange.req);
      }
      return 'next';
    },
  };
}

function bearerOf(authorization: string): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
}
