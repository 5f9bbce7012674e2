import { sign } from 'node:crypto';
import type { TokenKind } from './claims.ts';
import { encodeJsonSegment, isJsonObject } from './json-segment.ts';
import type { SigningKey } from './keys.ts';
import { TokenError } from './token-error.ts';

/** What a signer is made from; `clock` is read at every signature. */
export type SignerOptions<Claims extends object> = {
  readonly kind: TokenKind<Claims>;
  readonly key: SigningKey;
  readonly clock: () => Date;
};

export type TokenSigner<Claims extends object> = {
  /** A compact ES256 token that lives for `lifeSeconds`. Throws TOKEN_CLAIMS for claims that no verifier would accept. */
  readonly sign: (claims: Claims, lifeSeconds: number) => string;
};

/** Signs one kind of token with one key (E1). To rotate, put the new key first and make a new signer. */
export function createTokenSigner<Claims extends object>(options: SignerOptions<Claims>): TokenSigner<Claims> {
  const { kind, key, clock } = options;
  const header = tokenHeader(kind.typ, key.kid);
  return {
    sign(claims, lifeSeconds) {
      const known = isJsonObject(claims) ? kind.read(claims) : undefined;
      const isLifeBelievable =
        Number.isSafeInteger(lifeSeconds) && lifeSeconds > 0 && lifeSeconds <= kind.longestLifeSeconds;
      if (known === undefined || !isLifeBelievable) {
        throw new TokenError('TOKEN_CLAIMS', `these are no claims of a ${kind.typ}`);
      }
      const iat = Math.floor(clock().getTime() / 1000);
      const body = encodeJsonSegment({ iss: kind.issuer, aud: kind.audience, ...known, iat, exp: iat + lifeSeconds });
      const signed = `${header}.${body}`;
      // JWS carries r and s side by side (RFC 7518 3.4); Node's default is DER.
      const signature = sign('sha256', Buffer.from(signed, 'latin1'), {
        key: key.privateKey,
        dsaEncoding: 'ieee-p1363',
      });
      return `${signed}.${signature.toString('base64url')}`;
    },
  };
}

/** The encoded header of our own tokens; verifiers recognise it without parsing. */
export function tokenHeader(typ: string, kid: string): string {
  return encodeJsonSegment({ alg: 'ES256', typ, kid });
}
