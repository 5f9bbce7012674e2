/** A workshop for false tokens: it starts from one that holds and, at worst, has the very key that signs them. */
import { createHmac, createPublicKey, sign as cryptoSign, type KeyObject } from 'node:crypto';
import type { TokenKind } from '../tokens/claims.ts';
import { type generateSigningJwk, importSigningKeys, type PublicJwk, publicJwks } from '../tokens/keys.ts';

export interface Forge {
  readonly kind: Pick<TokenKind<object>, 'typ' | 'issuer' | 'audience' | 'longestLifeSeconds'>;
  readonly header: object;
  readonly body: object;
  /** The signing key, and what of it is public. */
  readonly privateKey: KeyObject;
  readonly publicJwk: PublicJwk;
  /** The time that the verifier believes in, in seconds. */
  readonly seconds: number;
}

export interface ForgeOptions {
  readonly kind: TokenKind<object>;
  readonly jwk: ReturnType<typeof generateSigningJwk>;
  /** The claims of a token that holds. */
  readonly claims: object;
  readonly now: Date;
}

/** Prepares a token that began ten seconds ago and lives ten minutes. */
export function createForge({ kind, jwk, claims, now }: ForgeOptions): Forge {
  const [key] = importSigningKeys([jwk]);
  const [publicJwk] = publicJwks([key]).keys;
  if (publicJwk === undefined) throw new Error('a signing key always has a public half');
  const seconds = Math.floor(now.getTime() / 1_000);
  return {
    kind,
    header: { alg: 'ES256', typ: kind.typ, kid: jwk.kid },
    body: { iss: kind.issuer, aud: kind.audience, ...claims, iat: seconds - 10, exp: seconds + 590 },
    privateKey: key.privateKey,
    publicJwk,
    seconds,
  };
}

/** What is false, the token, and the code of the refusal where it is decided by one rule. */
export type Crafted = readonly [what: string, token: string, code?: string];

export const b64 = (text: string | Buffer): string => Buffer.from(text).toString('base64url');

/** Signs anything as if it were a token. */
export const seal = (signed: string, privateKey: KeyObject, dsaEncoding: 'ieee-p1363' | 'der' = 'ieee-p1363') =>
  `${signed}.${b64(cryptoSign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding }))}`;

/** A token of these very texts, truly signed. */
export const raw = ({ privateKey }: Forge, headerText: string | Buffer, bodyText: string | Buffer): string =>
  seal(`${b64(headerText)}.${b64(bodyText)}`, privateKey);

/** The good token with some members of header and body changed, truly signed; without changes it holds. */
export const craft = (forge: Forge, headerChange: object = {}, bodyChange: object = {}): string =>
  raw(forge, JSON.stringify({ ...forge.header, ...headerChange }), JSON.stringify({ ...forge.body, ...bodyChange }));

/** The good claims under an HMAC. */
export function hmac(forge: Forge, secret: string | Buffer, alg = 'HS256'): string {
  const signed = `${b64(JSON.stringify({ ...forge.header, alg }))}.${b64(JSON.stringify(forge.body))}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** What an attacker may know of the key, as text: the classic secrets of the confusion of HS256 and ES256. */
export function keyTexts({ privateKey, publicJwk }: Forge) {
  return {
    jwk: JSON.stringify(publicJwk),
    publicPem: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString(),
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** Changes one character. */
export const flip = (text: string, at: number): string =>
  text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
