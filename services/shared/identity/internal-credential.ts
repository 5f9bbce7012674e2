import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** The Authorization header of a call from one service to another: who calls, and its secret (ruling E8). */
export const internalAuthorization = (caller: string, secret: string) => `Bearer ${caller}.${secret}`;

/** Says which service sent this Authorization header; undefined when none of the allowed ones did. */
export type CallerOf = (authorization: string | undefined) => string | undefined;

/**
 * @param callers caller name to SHA-256 (hex) of its secret: the callee never holds a secret it could use elsewhere.
 */
export function createCallerCheck(callers: Readonly<Record<string, string>>): CallerOf {
  const digests = new Map(Object.entries(callers).map(([name, hex]) => [name, Buffer.from(hex, 'hex')]));
  // Callers repeat one header for their whole life; its digest is remembered so that a hot path hashes once.
  const accepted = new Map<string, string>();
  return (authorization) => {
    if (!authorization || authorization.length > 512) return undefined;
    const known = accepted.get(authorization);
    if (known !== undefined) return known;
    const [, name = '', secret = ''] = /^Bearer ([a-z-]{1,40})\.(.+)$/.exec(authorization) ?? [];
    const expected = digests.get(name);
    if (!expected || !timingSafeEqual(expected, digest(secret))) return undefined;
    accepted.set(authorization, name);
    return name;
  };
}
