import { importKeySet, publicJwks, type SigningKey } from '../../shared/tokens/keys.ts';
import { createTokenSigner, type TokenSigner } from '../../shared/tokens/sign.ts';
import { createTokenVerifier, type TokenVerifier } from '../../shared/tokens/verify.ts';
import { type TicketCodeClaims, ticketCode } from './ticket-code-kind.ts';

export interface CodeKeys {
  readonly jwks: ReturnType<typeof publicJwks>;
  readonly signer: TokenSigner<TicketCodeClaims>;
  readonly verifier: TokenVerifier<TicketCodeClaims>;
}

/** The first key signs, all verify and are published: a device at a door needs nothing else to check a code offline. */
export function createCodeKeys(keys: readonly [SigningKey, ...SigningKey[]], clock: () => Date): CodeKeys {
  const jwks = publicJwks(keys);
  const keySet = importKeySet(jwks);
  return {
    jwks,
    signer: createTokenSigner({ kind: ticketCode, key: keys[0], clock }),
    verifier: createTokenVerifier({ kind: ticketCode, keys: () => keySet, clock }),
  };
}
