import { isUtf8 } from 'node:buffer';
import { TokenError } from './token-error.ts';

/** A JSON object as it comes off the wire: nothing about its members is known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object: not null, not an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One part of a token as bytes. Throws TOKEN_MALFORMED unless it is base64url in its one canonical spelling. */
export function decodeSegment(segment: string): Buffer {
  const bytes = Buffer.from(segment, 'base64url');
  // Node skips characters it does not know and ignores spare bits; comparing with the canonical spelling refuses both.
  if (bytes.length === 0 || bytes.toString('base64url') !== segment) {
    throw new TokenError('TOKEN_MALFORMED', 'a part of the token is not base64url');
  }
  return bytes;
}

/** A value as a token part: compact JSON in base64url. */
export function encodeJsonSegment(value: object): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}

/**
 * A token part as a JSON object. Throws TOKEN_MALFORMED unless the text is exactly what JSON.stringify would write:
 * that refuses duplicate keys, which parsers resolve differently, and bytes that are not UTF-8 (RFC 8725 2.4).
 */
export function decodeJsonSegment(segment: string): JsonObject {
  const bytes = decodeSegment(segment);
  const text = bytes.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new TokenError('TOKEN_MALFORMED', 'a part of the token is not JSON');
  }
  if (!isUtf8(bytes) || !isJsonObject(value) || JSON.stringify(value) !== text) {
    throw new TokenError('TOKEN_MALFORMED', 'a part of the token is not a plain JSON object');
  }
  return value;
}
