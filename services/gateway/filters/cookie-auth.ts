import { cookieValue } from './cookies.ts';
import type { Filter } from './filter.ts';

/** Browsers keep the access token in a cookie that scripts cannot read; it counts when there is no Authorization header. */
export const cookieAuthFilter: Filter = {
  name: 'cookie-auth',
  order: -2,
  apply(exchange) {
    const { authorization, cookie } = exchange.headers;
    if (authorization !== undefined) exchange.bearer = bearerOf(authorization);
    else if (cookie !== undefined) exchange.bearer = cookieValue(cookie, 'access_token');
    return 'next';
  },
};

function bearerOf(authorization: string): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
}
