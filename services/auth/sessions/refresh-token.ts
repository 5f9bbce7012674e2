import { createHash, randomBytes } from 'node:crypto';

/** A new refresh token: 256 random bits in base64url. It is no JWT, so it can never pass for an access token (10.1 #16). */
export const newRefreshToken = (): string => randomBytes(32).toString('base64url');

/** SHA-256 in hex: what the database keeps. A token of 256 random bits needs no slow hash. */
export const refreshTokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Whether a text could be a refresh token at all; anything else is refused without a look at the database. */
export const looksLikeRefreshToken = (text: string): boolean => /^[\w-]{43}$/.test(text);
