import { type KeyObject, verify } from 'node:crypto';
import type { TokenKind, TokenTimes } from './claims.ts';
import { decodeJsonSegment, decodeSegment, type JsonObject } from './json-segment.ts';
import type { KeySet } from './keys.ts';
import { tokenHeader } from './sign.ts';
import { TokenError } from './token-error.ts';
import { VerifiedTokens } from './verified-tokens.ts';

/** What a verifier is made from. */
export type VerifierOptions<Claims extends object> = {
  readonly kind: TokenKind<Claims>;
  /** The keys of the moment; a new set empties the cache, so that a withdrawn key is refused at once. */
  readonly keys: () => KeySet;
  readonly clock: () => Date;
  /** Tokens kept as verified until they expire; default 10,000, about 10 MB. */
  readonly cacheSize?: number;
};

export type TokenVerifier<Claims extends object> = {
  /** The claims of a token that holds, frozen. Throws a TokenError for every other string, and nothing else. */
  readonly verify: (token: string) => Claims & TokenTimes;
};

/** Longer than any token of ours: an access token with an e-mail of 255 letters has about 900 characters. */
const LONGEST_TOKEN = 2_048;
const SIGNATURE_BYTES = 64;
/** Two machines' clocks may differ by this much; it never prolongs a token's life. */
const CLOCK_SKEW_SECONDS = 30;

/** Verifies one kind of token: ES256 only, known key, own type and audience, a life that has begun and not ended (E1). */
export function createTokenVerifier<Claims extends object>(options: VerifierOptions<Claims>): TokenVerifier<Claims> {
  const { kind, clock } = options;
  const verified = new VerifiedTokens<Claims & TokenTimes>(options.cacheSize ?? 10_000);
  let keys = options.keys();
  let keyByHeader = headersOf(kind, keys);

  return {
    verify(token) {
      const current = options.keys();
      if (current !== keys) {
        keys = current;
        keyByHeader = headersOf(kind, keys);
        verified.clear();
      }
      const nowMs = clock().getTime();
      const known = verified.find(token, nowMs);
      if (known !== undefined) return known;

      const [header, body, signature] = split(token);
      const key = keyByHeader.get(header) ?? keyOf(kind, keys, header);
      checkSignature(key, token.slice(0, header.length + 1 + body.length), signature);
      const claims = readClaims(kind, decodeJsonSegment(body), nowMs / 1000);
      verified.keep(token, { claims, expiresAtMs: claims.exp * 1000 });
      return claims;
    },
  };
}

function headersOf(kind: TokenKind<object>, keys: KeySet): Map<string, KeyObject> {
  return new Map([...keys].map(([kid, key]) => [tokenHeader(kind.typ, kid), key]));
}

function split(token: string): [header: string, body: string, signature: string] {
  if (typeof token !== 'string') throw new TokenError('TOKEN_MALFORMED', 'a token is a string');
  if (token.length > LONGEST_TOKEN) throw new TokenError('TOKEN_TOO_LARGE', 'the token is longer than any of ours');
  const [header, body, signature, ...more] = token.split('.', 4);
  if (!header || !body || !signature || more.length > 0) {
    throw new TokenError('TOKEN_MALFORMED', 'a token has three parts');
  }
  return [header, body, signature];
}

// Only for headers that are not spelt as ours: finds the reason of the refusal. `crit`, `jwk`, `jku` and the like are never obeyed.
function keyOf(kind: TokenKind<object>, keys: KeySet, segment: string): KeyObject {
  const { alg, typ, kid, ...others } = decodeJsonSegment(segment);
  if (alg !== 'ES256') throw new TokenError('TOKEN_ALGORITHM', 'the token is not signed with ES256');
  if (typ !== kind.typ) throw new TokenError('TOKEN_TYPE', `the token is not a ${kind.typ}`);
  if (Object.keys(others).length > 0)
    throw new TokenError('TOKEN_MALFORMED', 'the header has members that are not ours');
  const key = typeof kid === 'string' ? keys.get(kid) : undefined;
  if (key === undefined) throw new TokenError('TOKEN_UNKNOWN_KEY', 'the token names a key that is not in the key set');
  return key;
}

function checkSignature(key: KeyObject, signed: string, segment: string): void {
  const signature = decodeSegment(segment);
  const isSigned =
    signature.length === SIGNATURE_BYTES &&
    verify('sha256', Buffer.from(signed, 'latin1'), { key, dsaEncoding: 'ieee-p1363' }, signature);
  if (!isSigned) throw new TokenError('TOKEN_SIGNATURE', 'the signature does not belong to this token');
}

function readClaims<Claims extends object>(
  kind: TokenKind<Claims>,
  body: JsonObject,
  now: number,
): Claims & TokenTimes {
  const { iss, aud, iat, exp, nbf } = body;
  if (aud !== kind.audience || iss !== kind.issuer) {
    throw new TokenError('TOKEN_AUDIENCE', `the token was not issued by ${kind.issuer} for ${kind.audience}`);
  }
  if (!isSecond(iat) || !isSecond(exp) || exp <= iat || exp - iat > kind.longestLifeSeconds) {
    throw new TokenError('TOKEN_CLAIMS', 'the token does not say a believable time of issue and end');
  }
  if (exp <= now) throw new TokenError('TOKEN_EXPIRED', 'the token has expired');
  if (iat > now + CLOCK_SKEW_SECONDS) throw new TokenError('TOKEN_NOT_YET_VALID', 'the token comes from the future');
  if (nbf !== undefined) {
    if (!isSecond(nbf)) throw new TokenError('TOKEN_CLAIMS', 'nbf is not a time');
    if (nbf > now + CLOCK_SKEW_SECONDS) throw new TokenError('TOKEN_NOT_YET_VALID', 'the token is not valid yet');
  }
  const claims = kind.read(body);
  if (claims === undefined) throw new TokenError('TOKEN_CLAIMS', `these are no claims of a ${kind.typ}`);
  return Object.freeze({ ...claims, iat, exp });
}

function isSecond(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
