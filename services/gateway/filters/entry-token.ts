import { AppError } from '../../shared/errors/app-error.ts';
import type { EntryClaims } from '../../shared/tokens/claims.ts';
import { TokenError } from '../../shared/tokens/token-error.ts';
import type { TokenVerifier } from '../../shared/tokens/verify.ts';
import type { Exchange } from '../exchange.ts';
import { cookieValue } from './cookies.ts';
import type { Filter } from './filter.ts';

const SEAT_MAP = '/api/seats/events/';
const EVENT_ID = /^[0-9a-f-]{36}$/;
const PROTECTED_WRITES = new Set(['/api/seats/reserve', '/api/reservations']);

/**
 * Lets only people whom the queue has admitted see a seat map, reserve seats and make reservations. Own reservations,
 * payment pages and cancelling need none (10.1 no. 6). The token is for this user and, where the path names an event,
 * for that event (E2); an event in a body is compared by ticket with X-Entry-Event, which is set here.
 */
export function entryTokenFilter(verifier: TokenVerifier<EntryClaims>): Filter {
  return {
    name: 'entry-token',
    order: 1,
    apply(exchange) {
      const event = protectedEvent(exchange);
      if (event === undefined) return 'next';
      const { user } = exchange;
      if (user === undefined) throw new AppError('AUTHENTICATION_REQUIRED', 'Sign in to buy tickets.');
      const entry = verifiedEntry(exchange, verifier, event);
      if (entry.uid !== user.sub)
        throw refusal('ENTRY_TOKEN_WRONG_USER', 'Somebody else was admitted with this token.', event);
      if (event !== null && entry.sub !== event) {
        throw refusal('ENTRY_TOKEN_WRONG_EVENT', 'You were admitted to another event.', event);
      }
      exchange.entry = entry;
      return 'next';
    },
  };
}

// The event that the path names, null when it is in the body, undefined when the request needs no token.
function protectedEvent({ method, target }: Exchange): string | null | undefined {
  const path = target.canonicalPath;
  if (method === 'GET' || method === 'HEAD') {
    return path.startsWith(SEAT_MAP) ? (path.slice(SEAT_MAP.length).split('/', 1)[0] ?? '') : undefined;
  }
  return method === 'POST' && PROTECTED_WRITES.has(path) ? null : undefined;
}

function verifiedEntry(exchange: Exchange, verifier: TokenVerifier<EntryClaims>, event: string | null): EntryClaims {
  const { entryToken, cookie } = exchange.headers;
  const token = entryToken ?? (cookie === undefined ? undefined : cookieValue(cookie, 'urr-entry-token'));
  if (token === undefined || token === '') {
    throw refusal('ENTRY_TOKEN_REQUIRED', 'Join the queue first: a queue entry token is required.', event);
  }
  try {
    return verifier.verify(token);
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    if (error.code === 'TOKEN_EXPIRED')
      throw refusal('ENTRY_TOKEN_EXPIRED', 'Your time to buy is over; join the queue again.', event);
    throw refusal('ENTRY_TOKEN_INVALID', 'The queue entry token does not hold; join the queue again.', event);
  }
}

// Where a page would lead the person; API callers get no redirect (E10).
function refusal(code: string, message: string, event: string | null): AppError {
  return new AppError(code, message, {
    redirectTo: event !== null && EVENT_ID.test(event) ? `/queue/${event}` : '/queue',
  });
}
