import type { VwrClaims } from '../../shared/tokens/claims.ts';
import { TokenError } from '../../shared/tokens/token-error.ts';
import type { TokenVerifier } from '../../shared/tokens/verify.ts';
import { cookieValue } from './cookies.ts';
import type { Filter } from './filter.ts';

const JOIN = '/api/queue/check/';

/**
 * Carries the place of Tier 1 to the queue, which orders the line by it (E3): from the signed pass in the cookie, never from
 * what a client says. Whoever has none, or one of another event or of yesterday, joins like everybody: whether a pass is
 * needed at all is decided at the edge.
 */
export function vwrPassFilter(verifier: TokenVerifier<VwrClaims>): Filter {
  return {
    name: 'vwr-pass',
    order: 2,
    apply(exchange) {
      const { method, target, headers } = exchange;
      if (method !== 'POST' || !target.canonicalPath.startsWith(JOIN) || headers.cookie === undefined) return 'next';
      const token = cookieValue(headers.cookie, 'urr-vwr-token');
      const pass = token === undefined ? undefined : passOf(verifier, token);
      if (pass?.sub === target.canonicalPath.slice(JOIN.length)) exchange.pass = pass;
      return 'next';
    },
  };
}

function passOf(verifier: TokenVerifier<VwrClaims>, token: string): VwrClaims | undefined {
  try {
    return verifier.verify(token);
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    return undefined;
  }
}
