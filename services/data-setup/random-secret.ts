import { randomBytes } from 'node:crypto';

/** 256 random bits in 43 letters, digits, `-` and `_`. */
export const randomSecret = (): string => randomBytes(32).toString('base64url');

/**
 * 48 letters and digits, 285 bits: a token that ElastiCache takes, which forbids `_` (Amazon ElastiCache User Guide, "AUTH":
 * 16 to 128 characters, of the special ones only ! & # $ ^ < > -).
 */
export function randomRedisToken(): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  let token = '';
  while (token.length < 48) {
    // Bytes above the last whole multiple of the alphabet are thrown away, or its first letters would come more often.
    for (const byte of randomBytes(64)) if (byte < 248 && token.length < 48) token += alphabet[byte % 62] ?? '';
  }
  return token;
}
