import type { AccessClaims } from '../../shared/tokens/claims.ts';
import { TokenError } from '../../shared/tokens/token-error.ts';
import type { TokenVerifier } from '../../shared/tokens/verify.ts';
import type { AccessKeys } from '../access-keys/access-keys.ts';
import type { Exchange } from '../exchange.ts';
import type { Filter, FilterResult } from './filter.ts';

/** What the filter is made from. */
export type JwtAuthOptions = {
  readonly verifier: TokenVerifier<AccessClaims>;
  readonly accessKeys: AccessKeys;
};

/**
 * Finds out who is signed in. A token that does not hold makes the request anonymous (domain.md 1.1), and the back end
 * says 401 where a user is needed. Only access tokens count: their type and audience are checked (10.1 no. 16).
 * Without any keys of auth nobody is made anonymous by mistake: requests with a token are answered 503 (10.1 no. 28).
 */
export function jwtAuthFilter(options: JwtAuthOptions): Filter {
  const { verifier, accessKeys } = options;

  function identify(exchange: Exchange, bearer: string): 'known' | 'anonymous' | 'key missing' {
    try {
      exchange.user = verifier.verify(bearer);
      return 'known';
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      return error.code === 'TOKEN_UNKNOWN_KEY' ? 'key missing' : 'anonymous';
    }
  }

  async function identifyWithNewKeys(exchange: Exchange, bearer: string): Promise<FilterResult> {
    await accessKeys.refresh();
    accessKeys.demandKeys();
    identify(exchange, bearer);
    return 'next';
  }

  return {
    name: 'jwt-auth',
    order: -1,
    apply(exchange) {
      const { bearer } = exchange;
      if (bearer === undefined || identify(exchange, bearer) !== 'key missing') return 'next';
      return identifyWithNewKeys(exchange, bearer);
    },
  };
}
