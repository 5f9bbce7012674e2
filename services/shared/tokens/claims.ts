import type { JsonObject } from './json-segment.ts';

/** What every token says about itself; seconds since 1970. */
export type TokenTimes = { readonly iat: number; readonly exp: number };

/** Who is signed in (auth signs, gateway verifies). */
export type AccessClaims = {
  readonly sub: string;
  readonly email: string;
  readonly role: 'user' | 'admin';
  readonly jti: string;
};

/** Tier 1: this request id holds this place in the line of the event `sub` (VWR API signs, edge and queue verify). */
export type VwrClaims = { readonly sub: string; readonly uid: string; readonly jti: string; readonly place: number };

/** Tier 2: the user `uid` may buy for the event `sub` (queue signs, edge and gateway verify; E2). */
export type EntryClaims = { readonly sub: string; readonly uid: string; readonly jti: string; readonly place: number };

/**
 * One kind of token. Kinds share no key, audience or type, so that none can be used as another (E1, RFC 8725 3.11, 3.12).
 * `read` picks the claims of the kind, or answers undefined when one is missing or not of its form.
 */
export type TokenKind<Claims extends object> = {
  readonly typ: string;
  readonly issuer: string;
  readonly audience: string;
  /** Longest life that a verifier believes, in seconds: a mistake of the signer cannot make an eternal token. */
  readonly longestLifeSeconds: number;
  readonly read: (claims: JsonObject) => Claims | undefined;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const VISITOR = /^[\w-]{1,64}$/;
const LONGEST_EMAIL = 255;

/** Access token, documented life 1,800 s. */
export const accessToken: TokenKind<AccessClaims> = {
  typ: 'urr-access+jwt',
  issuer: 'urr-auth',
  audience: 'urr-api',
  longestLifeSeconds: 86_400,
  read: ({ sub, email, role, jti }) =>
    isUuid(sub) && isEmail(email) && (role === 'user' || role === 'admin') && isUuid(jti)
      ? { sub, email, role, jti }
      : undefined,
};

/** Tier 1 token, documented life 600 s; `uid` is an account or an anonymous visitor. */
export const vwrToken: TokenKind<VwrClaims> = {
  typ: 'urr-vwr+jwt',
  issuer: 'urr-vwr',
  audience: 'urr-edge',
  longestLifeSeconds: 3_600,
  read: ({ sub, uid, jti, place }) =>
    isUuid(sub) && isVisitor(uid) && isUuid(jti) && isPlace(place) ? { sub, uid, jti, place } : undefined,
};

/** Tier 2 token, documented life 600 s. */
export const entryToken: TokenKind<EntryClaims> = {
  typ: 'urr-entry+jwt',
  issuer: 'urr-queue',
  audience: 'urr-booking',
  longestLifeSeconds: 3_600,
  read: ({ sub, uid, jti, place }) =>
    isUuid(sub) && isUuid(uid) && isUuid(jti) && isPlace(place) ? { sub, uid, jti, place } : undefined,
};

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

function isVisitor(value: unknown): value is string {
  return typeof value === 'string' && VISITOR.test(value);
}

function isPlace(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

// ASCII, as registration takes it: it goes on in X-User-Email, whose values are bytes, and control characters would let a
// claim break out of it.
function isEmail(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= LONGEST_EMAIL &&
    /^[\x21-\x3f\x41-\x7e]+@[\x21-\x3f\x41-\x7e]+$/.test(value)
  );
}
