import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { isJsonObject, type JsonObject } from './json-segment.ts';
import { TokenError } from './token-error.ts';

/** Public keys by key id. Immutable: a rotation makes a new set, which is how verifiers notice it. */
export type KeySet = ReadonlyMap<string, KeyObject>;

/** A private key together with the id that goes into the header of what it signs. */
export type SigningKey = { readonly kid: string; readonly privateKey: KeyObject };

/** An EC P-256 public key as it is published (RFC 7517). */
export type PublicJwk = {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly kid: string;
  readonly alg: 'ES256';
  readonly use: 'sig';
};

const KEY_ID = /^[\w.-]{1,64}$/;
const COORDINATE = /^[\w-]{43}$/;

/** Imports `{ keys: [public JWKs] }` once, into key objects. Throws TOKEN_KEY_INVALID; a private key in it is refused too. */
export function importKeySet(jwks: unknown): KeySet {
  if (!isJsonObject(jwks) || !Array.isArray(jwks.keys)) {
    throw new TokenError('TOKEN_KEY_INVALID', 'a key set is an object with the member "keys"');
  }
  const entries: unknown[] = jwks.keys;
  const keys = entries.map((entry) => {
    const { kid, jwk } = checkedJwk(entry);
    if (isJsonObject(entry) && 'd' in entry) {
      throw new TokenError('TOKEN_KEY_INVALID', `key "${kid}" is private; a key set holds public keys only`);
    }
    return { kid, key: importKey(kid, () => createPublicKey({ key: jwk, format: 'jwk' })) };
  });
  refuseDuplicates(keys.map(({ kid }) => kid));
  return new Map(keys.map(({ kid, key }) => [kid, key]));
}

/** Imports private EC P-256 JWKs; the first one signs, all of them are published. Throws TOKEN_KEY_INVALID. */
export function importSigningKeys(jwks: unknown): readonly [SigningKey, ...SigningKey[]] {
  const entries: unknown[] = Array.isArray(jwks) ? jwks : [];
  const [first, ...rest] = entries.map((entry) => {
    const { kid, jwk } = checkedJwk(entry);
    const d = isJsonObject(entry) ? entry.d : undefined;
    if (typeof d !== 'string' || !COORDINATE.test(d)) {
      throw new TokenError('TOKEN_KEY_INVALID', `key "${kid}" is not private; signing needs the member "d"`);
    }
    return { kid, privateKey: importKey(kid, () => createPrivateKey({ key: { ...jwk, d }, format: 'jwk' })) };
  });
  if (first === undefined) throw new TokenError('TOKEN_KEY_INVALID', 'at least one signing key is needed');
  refuseDuplicates([first, ...rest].map(({ kid }) => kid));
  return [first, ...rest];
}

/** The key set that the holder of these signing keys publishes, newest first. */
export function publicJwks(signingKeys: readonly SigningKey[]): { keys: PublicJwk[] } {
  return {
    keys: signingKeys.map(({ kid, privateKey }) => {
      const { x = '', y = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
      return { kty: 'EC', crv: 'P-256', x, y, kid, alg: 'ES256', use: 'sig' };
    }),
  };
}

/** A new private JWK for configuration (ACCESS_TOKEN_KEYS, ENTRY_TOKEN_KEYS). */
export function generateSigningJwk(kid: string): PublicJwk & { readonly d: string } {
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  return { kty: 'EC', crv: 'P-256', x: jwk.x ?? '', y: jwk.y ?? '', d: jwk.d ?? '', kid, alg: 'ES256', use: 'sig' };
}

function checkedJwk(entry: unknown): { kid: string; jwk: JsonWebKey } {
  if (!isJsonObject(entry)) throw new TokenError('TOKEN_KEY_INVALID', 'a key is a JSON object');
  const { kid, kty, crv, x, y } = entry;
  if (typeof kid !== 'string' || !KEY_ID.test(kid)) {
    throw new TokenError(
      'TOKEN_KEY_INVALID',
      'a key needs a "kid" of 1 to 64 letters, digits, dots, dashes or underscores',
    );
  }
  const isPoint = typeof x === 'string' && typeof y === 'string' && COORDINATE.test(x) && COORDINATE.test(y);
  if (kty !== 'EC' || crv !== 'P-256' || !isPoint || !isMeantForEs256(entry)) {
    throw new TokenError('TOKEN_KEY_INVALID', `key "${kid}" is not an EC P-256 key for ES256 signatures`);
  }
  return { kid, jwk: { kty, crv, x, y } };
}

function isMeantForEs256({ alg = 'ES256', use = 'sig' }: JsonObject): boolean {
  return alg === 'ES256' && use === 'sig';
}

function importKey(kid: string, create: () => KeyObject): KeyObject {
  try {
    return create();
  } catch {
    throw new TokenError('TOKEN_KEY_INVALID', `key "${kid}" is not a point on the curve`);
  }
}

function refuseDuplicates(kids: readonly string[]): void {
  if (new Set(kids).size !== kids.length) throw new TokenError('TOKEN_KEY_INVALID', 'two keys carry the same "kid"');
}
